"""Convolutions, pooling, upsampling, padding and cropping. Channels last, as the app has it; PyTorch wants them first."""

import math

import torch
import torch.nn.functional as F

from common import choice, layer_case, random

LINEAR = choice("linear")


def same(size, kernel, stride, dilation=1):
    """Zeros before and behind an axis, as TensorFlow puts them: of an odd number the greater half goes behind."""
    zeros = max(0, (math.ceil(size / stride) - 1) * stride + (kernel - 1) * dilation + 1 - size)
    return zeros // 2, zeros - zeros // 2


def first(x):
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def around(x, kernel, strides, padding, dilation, value=0.0):
    """Channels first, with the zeros of the padding."""
    if padding == "valid":
        return x
    sides = [same(size, k, s, d) for size, k, s, d in zip(x.shape[2:], kernel, strides, dilation)]
    return F.pad(x, [zeros for pair in reversed(sides) for zeros in pair], value=value)


def convolve(x, kernel, strides, padding, dilation, groups=1):
    size = kernel.shape[:-2]
    convolution = F.conv1d if len(size) == 1 else F.conv2d
    padded = around(first(x), size, strides, padding, dilation)
    # [kernel axes, in, out] to PyTorch's [out, in, kernel axes].
    filters = kernel.movedim(-1, 0).movedim(-1, 1).contiguous()
    return last(convolution(padded, filters, stride=strides, dilation=dilation, groups=groups))


def conv_case(x, kernel, strides=None, padding="valid", dilation=None, bias=True, activation=LINEAR, f=lambda y: y):
    rank = kernel.dim() - 2
    strides, dilation = strides or [1] * rank, dilation or [1] * rank
    weights = {"kernel": kernel, **({"bias": random(kernel.shape[-1])} if bias else {})}
    parameters = {
        "filters": kernel.shape[-1], "kernelSize": list(kernel.shape[:rank]), "strides": strides, "padding": padding,
        "dilation": dilation, "useBias": bias, "activation": activation,
    }
    return layer_case(
        f"conv{rank}d", parameters, [x], weights,
        lambda i, w: f(convolve(i[0], w["kernel"], strides, padding, dilation) + w.get("bias", 0)),
    )


def transposed(x, kernel, strides, padding, dilation):
    """PyTorch's full result, cut or filled to Keras's size."""
    full = F.conv_transpose2d(first(x), kernel.movedim(-1, 0).movedim(-1, 1).contiguous(), stride=strides, dilation=dilation)
    sides = []
    for axis, (size, k, s, d) in enumerate(zip(x.shape[1:3], kernel.shape[:2], strides, dilation)):
        overhang = max(0, (k - 1) * d + 1 - s)
        length = size * s + (overhang if padding == "valid" else 0)
        before = overhang // 2 if padding == "same" else 0
        sides.append((-before, length + before - full.shape[2 + axis]))
    return last(F.pad(full, [zeros for pair in reversed(sides) for zeros in pair]))


def transposed_case(x, kernel, strides=[1, 1], padding="valid", dilation=[1, 1], bias=True):
    # A kernel is [height, width, filters, channels in].
    weights = {"kernel": kernel, **({"bias": random(kernel.shape[2])} if bias else {})}
    parameters = {
        "filters": kernel.shape[2], "kernelSize": list(kernel.shape[:2]), "strides": strides, "padding": padding,
        "dilation": dilation, "useBias": bias, "activation": LINEAR,
    }
    # movedim puts [.., out, in] into PyTorch's [in, out, ..].
    return layer_case(
        "conv2dTranspose", parameters, [x], weights,
        lambda i, w: transposed(i[0], w["kernel"], strides, padding, dilation) + w.get("bias", 0),
    )


def depthwise(x, kernel, strides, padding, dilation):
    height, width, channels, multiplier = kernel.shape
    # Groups of PyTorch hold the outputs of one channel side by side, as TensorFlow does.
    one = kernel.reshape(height, width, 1, channels * multiplier)
    return convolve(x, one, strides, padding, dilation, groups=channels)


def depthwise_case(x, kernel, strides=[1, 1], padding="valid", dilation=[1, 1], bias=True):
    weights = {"kernel": kernel, **({"bias": random(kernel.shape[2] * kernel.shape[3])} if bias else {})}
    parameters = {
        "depthMultiplier": kernel.shape[3], "kernelSize": list(kernel.shape[:2]), "strides": strides,
        "padding": padding, "dilation": dilation, "useBias": bias, "activation": LINEAR,
    }
    return layer_case(
        "depthwiseConv2d", parameters, [x], weights,
        lambda i, w: depthwise(i[0], w["kernel"], strides, padding, dilation) + w.get("bias", 0),
    )


def separable_case(x, kernel, filters, strides=[1, 1], padding="valid", dilation=[1, 1], bias=True):
    middle = kernel.shape[2] * kernel.shape[3]
    weights = {
        "depthwiseKernel": kernel, "pointwiseKernel": random(1, 1, middle, filters),
        **({"bias": random(filters)} if bias else {}),
    }
    parameters = {
        "filters": filters, "depthMultiplier": kernel.shape[3], "kernelSize": list(kernel.shape[:2]),
        "strides": strides, "padding": padding, "dilation": dilation, "useBias": bias, "activation": LINEAR,
    }
    return layer_case(
        "separableConv2d", parameters, [x], weights,
        lambda i, w: depthwise(i[0], w["depthwiseKernel"], strides, padding, dilation) @ w["pointwiseKernel"][0, 0]
        + w.get("bias", 0),
    )


def max_pool(x, kernel, strides, padding):
    pool = F.max_pool1d if len(kernel) == 1 else F.max_pool2d
    padded = around(first(x), kernel, strides, padding, [1] * len(kernel), value=-math.inf)
    return last(pool(padded, kernel, strides))


def average_pool(x, kernel, strides, padding):
    def sums(channels):
        padded = around(channels, kernel, strides, padding, [1] * len(kernel))
        return (F.avg_pool1d if len(kernel) == 1 else F.avg_pool2d)(padded, kernel, strides)

    # Zeros put around are not counted.
    return last(sums(first(x)) / sums(torch.ones_like(first(x))))


def pool_cases(name, pool, x, kernel, strides, padding="valid"):
    parameters = {"kernelSize": kernel, "strides": strides, "padding": padding}
    return layer_case(
        f"{name}{len(kernel)}d", parameters, [x], {}, lambda i, w: pool(i[0], kernel, strides, padding)
    )


def margin(x, sides, sign):
    # F.pad cuts where a number is negative; sides from the last axis but the channels backwards.
    return F.pad(x, [0, 0, *[sign * side for side in sides]])


def cases():
    steps, picture = random(2, 7, 3), random(2, 5, 6, 2)
    # Equal numbers in one window: the gradient goes to the first.
    equal = torch.tensor([[1.0, 2.0, 2.0, 1.0], [3.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [-1.0, -1.0, -2.0, -1.0]])
    return [
        conv_case(steps, random(3, 3, 4)),
        conv_case(steps, random(2, 3, 2), [2], "same", bias=False),
        conv_case(steps, random(3, 3, 2), [1], "same", [2]),
        conv_case(steps, random(3, 3, 2), [2], "valid", [3]),
        conv_case(steps, random(1, 3, 2)),
        conv_case(steps, random(4, 3, 2), [3], "same"),
        conv_case(picture, random(3, 3, 2, 4), activation=choice("tanh"), f=torch.tanh),
        conv_case(picture, random(3, 3, 2, 3), padding="same", activation=choice("relu"), f=torch.relu),
        conv_case(picture, random(2, 3, 2, 3), [2, 2], "same", bias=False),
        conv_case(picture, random(3, 2, 2, 1), [2, 1], "valid"),
        conv_case(picture, random(2, 2, 2, 2), [1, 1], "valid", [2, 3]),
        conv_case(picture, random(3, 3, 2, 2), [1, 2], "same", [2, 2]),
        conv_case(picture, random(1, 1, 2, 3)),
        conv_case(picture, random(1, 1, 2, 3), [2, 3], "same"),
        conv_case(picture, random(5, 6, 2, 2)),
        conv_case(random(1, 2, 2, 1), random(5, 5, 1, 2), padding="same"),
        transposed_case(random(2, 3, 4, 3), random(3, 3, 2, 3)),
        transposed_case(random(2, 3, 4, 3), random(3, 3, 2, 3), [2, 2], "same"),
        transposed_case(random(2, 3, 2, 2), random(2, 3, 3, 2), [2, 3], "valid", bias=False),
        transposed_case(random(2, 3, 2, 2), random(4, 5, 2, 2), [3, 2], "same"),
        transposed_case(random(2, 2, 2, 2), random(1, 2, 2, 2), [3, 3], "valid"),
        transposed_case(random(2, 2, 2, 2), random(1, 2, 2, 2), [3, 3], "same"),
        transposed_case(random(2, 3, 3, 2), random(3, 2, 2, 2), [1, 1], "same", [2, 2]),
        transposed_case(random(2, 3, 3, 2), random(1, 1, 4, 2)),
        depthwise_case(picture, random(3, 3, 2, 1)),
        depthwise_case(picture, random(3, 2, 2, 3), [2, 1], "same"),
        depthwise_case(picture, random(2, 2, 2, 2), [1, 1], "valid", [2, 2], bias=False),
        separable_case(picture, random(3, 3, 2, 1), 4),
        separable_case(picture, random(3, 2, 2, 2), 3, [2, 2], "same"),
        separable_case(picture, random(2, 2, 2, 2), 1, [1, 1], "same", [2, 1], bias=False),
        *[
            pool_cases(name, pool, x, kernel, strides, padding)
            for name, pool in (("maxPooling", max_pool), ("averagePooling", average_pool))
            for x, kernel, strides, padding in (
                (steps, [2], [2], "valid"),
                (steps, [3], [2], "same"),
                (picture, [2, 2], [2, 2], "valid"),
                (picture, [2, 2], [2, 2], "same"),
                (picture, [3, 2], [1, 1], "same"),
                (picture, [3, 3], [1, 2], "valid"),
                (picture, [1, 1], [2, 2], "valid"),
            )
        ],
        pool_cases("maxPooling", max_pool, equal.reshape(1, 4, 4, 1), [2, 2], [2, 2]),
        pool_cases("maxPooling", max_pool, equal.reshape(1, 4, 4, 1), [3, 3], [1, 1]),
        *[
            layer_case(kind, {}, [x], {}, pool)
            for x in (steps, picture)
            for kind, pool in (
                ("globalMaxPooling", lambda i, w: i[0].reshape(i[0].shape[0], -1, i[0].shape[-1]).max(dim=1).values),
                ("globalAveragePooling", lambda i, w: i[0].reshape(i[0].shape[0], -1, i[0].shape[-1]).mean(dim=1)),
            )
        ],
        layer_case("upSampling1d", {"size": [3]}, [steps], {}, lambda i, w: i[0].repeat_interleave(3, dim=1)),
        layer_case(
            "upSampling2d", {"size": [2, 3]}, [picture], {},
            lambda i, w: i[0].repeat_interleave(2, dim=1).repeat_interleave(3, dim=2),
        ),
        layer_case("zeroPadding1d", {"before": 2, "after": 1}, [steps], {}, lambda i, w: margin(i[0], [2, 1], 1)),
        layer_case(
            "zeroPadding2d", {"top": 0, "bottom": 2, "left": 3, "right": 1}, [picture], {},
            lambda i, w: margin(i[0], [3, 1, 0, 2], 1),
        ),
        layer_case("cropping1d", {"before": 2, "after": 1}, [steps], {}, lambda i, w: margin(i[0], [2, 1], -1)),
        layer_case(
            "cropping2d", {"top": 0, "bottom": 2, "left": 3, "right": 1}, [picture], {},
            lambda i, w: margin(i[0], [3, 1, 0, 2], -1),
        ),
    ]

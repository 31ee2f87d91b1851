"""The layers of part 1."""

import math

import torch
import torch.nn.functional as F

from common import choice, layer_case, random


def batch_norm(x, gamma, beta, mean, variance, training):
    flat = x.reshape(-1, x.shape[-1])
    return F.batch_norm(flat, mean, variance, gamma, beta, training=training, momentum=0, eps=1e-5).reshape(x.shape)


def cases():
    x = random(5, 4)
    kernel, bias = random(4, 3), random(3)
    gamma, beta = random(4) + 1, random(4)
    mean, variance = random(4), random(4).abs() + 0.5
    norm = {"gamma": gamma, "beta": beta, "movingMean": mean, "movingVariance": variance}
    image = random(3, 2, 2, 4)

    def moved(x, momentum=0.9):
        flat = x.reshape(-1, x.shape[-1])
        return {
            "movingMean": momentum * mean + (1 - momentum) * flat.mean(dim=0),
            "movingVariance": momentum * variance + (1 - momentum) * flat.var(dim=0, unbiased=False),
        }

    def norm_of(training):
        return lambda i, w: batch_norm(i[0], w["gamma"], w["beta"], mean.clone(), variance.clone(), training)

    def layer_norm(i, w):
        return F.layer_norm(i[0], (4,), w["gamma"], w["beta"], 1e-5)

    constant = random(2, 3)
    return [
        layer_case("input", {}, [], {}, lambda i, w: x),
        layer_case("output", {}, [x], {}, lambda i, w: i[0] * 1),
        layer_case("activation", {"activation": choice("tanh")}, [x], {}, lambda i, w: torch.tanh(i[0])),
        layer_case("dense", {"units": 3, "activation": choice("linear")}, [x], {"kernel": kernel, "bias": bias}, lambda i, w: i[0] @ w["kernel"] + w["bias"]),
        layer_case("dense", {"units": 3, "activation": choice("sigmoid")}, [x], {"kernel": kernel, "bias": bias}, lambda i, w: torch.sigmoid(i[0] @ w["kernel"] + w["bias"])),
        layer_case("dense", {"units": 3, "activation": choice("softmax"), "useBias": False}, [x], {"kernel": kernel}, lambda i, w: F.softmax(i[0] @ w["kernel"], dim=1)),
        layer_case("dense", {"units": 1, "activation": choice("relu")}, [random(1, 1)], {"kernel": random(1, 1), "bias": random(1)}, lambda i, w: F.relu(i[0] @ w["kernel"] + w["bias"])),
        layer_case("dropout", {"rate": 0.5}, [x], {}, lambda i, w: i[0] * 1, training=False),
        layer_case("batchNormalization", {}, [x], norm, norm_of(True), updates=moved(x)),
        layer_case("batchNormalization", {}, [x], norm, norm_of(False), training=False),
        layer_case("batchNormalization", {"momentum": 0.5}, [image], norm, norm_of(True), updates=moved(image, 0.5)),
        layer_case("layerNormalization", {}, [x], {"gamma": gamma, "beta": beta}, layer_norm),
        layer_case("layerNormalization", {}, [image], {"gamma": gamma, "beta": beta}, layer_norm),
        layer_case("flatten", {}, [image], {}, lambda i, w: i[0].reshape(3, 16)),
        layer_case("reshape", {"shape": [8, 2]}, [image], {}, lambda i, w: i[0].reshape(3, 8, 2)),
        layer_case("add", {}, [x, random(5, 4), random(5, 4)], {}, lambda i, w: sum(i)),
        layer_case("multiply", {}, [x, random(5, 4), random(5, 4)], {}, lambda i, w: math.prod(i[1:], start=i[0])),
        layer_case("concatenate", {}, [x, random(5, 1), random(5, 3)], {}, lambda i, w: torch.cat(i, dim=-1)),
        layer_case("concatenate", {}, [image, random(3, 2, 2, 2)], {}, lambda i, w: torch.cat(i, dim=-1)),
        layer_case("constant", {"shape": [2, 3]}, [], {"value": constant}, lambda i, w: constant.expand(5, 2, 3)),
    ]

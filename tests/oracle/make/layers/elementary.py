"""Layers of few lines: merges, orders of axes, normalization in groups, maxout, scale, norm clamp, noise when it is off."""

import torch
import torch.nn.functional as F

from common import layer_case, random


def group_norm(x, gamma, beta, groups):
    # PyTorch has the channels in front.
    return F.group_norm(x.movedim(-1, 1), groups, gamma, beta, 1e-5).movedim(1, -1)


def maxout(x, w, pieces):
    sums = x @ w["kernel"] + w.get("bias", 0)
    return sums.reshape(x.shape[0], -1, pieces).amax(dim=-1)


def norm_clamp(x):
    while x.norm() > 1:
        x = x / 2
    return x * 10 if x.norm() < 0.8 else x


def cases():
    x = random(3, 6)
    sequence = random(2, 3, 6)
    image = random(2, 2, 2, 6)
    gamma, beta = random(6) + 1, random(6)
    norm = {"gamma": gamma, "beta": beta}
    others = [random(3, 6), random(3, 6)]
    tied = [x, x.clone(), random(3, 6) - 3]
    bias = {"kernel": random(6, 8), "bias": random(8)}
    made = [
        layer_case("permute", {"axes": [1]}, [x], {}, lambda i, w: i[0] * 1),
        layer_case("permute", {"axes": [2, 1]}, [sequence], {}, lambda i, w: i[0].permute(0, 2, 1)),
        layer_case("permute", {"axes": [3, 1, 2]}, [image], {}, lambda i, w: i[0].permute(0, 3, 1, 2)),
        layer_case("repeatVector", {"count": 3}, [x], {}, lambda i, w: i[0][:, None, :].expand(3, 3, 6)),
        layer_case("repeatVector", {"count": 1}, [x], {}, lambda i, w: i[0][:, None, :].expand(3, 1, 6)),
        layer_case("subtract", {}, [x, *others], {}, lambda i, w: i[0] - i[1] - i[2]),
        layer_case("average", {}, [x, *others], {}, lambda i, w: sum(i) / 3),
        layer_case("maximum", {}, [x, *others], {}, lambda i, w: torch.maximum(torch.maximum(i[0], i[1]), i[2])),
        layer_case("maximum", {}, tied, {}, lambda i, w: torch.stack(list(i)).amax(dim=0)),
        layer_case("spatialDropout", {"rate": 0.5}, [sequence], {}, lambda i, w: i[0] * 1, training=False),
        layer_case("gaussianNoise", {"deviation": 2}, [x], {}, lambda i, w: i[0] * 1, training=False),
        layer_case("scale", {"factor": -0.3}, [sequence], {}, lambda i, w: i[0] * -0.3),
        layer_case("scale", {"factor": 1, "learned": True}, [sequence], {"factor": random(1)}, lambda i, w: i[0] * w["factor"]),
        layer_case("maxout", {"units": 4, "pieces": 2}, [x], bias, lambda i, w: maxout(i[0], w, 2)),
        layer_case("maxout", {"units": 2, "pieces": 4, "useBias": False}, [x], {"kernel": bias["kernel"]}, lambda i, w: maxout(i[0], w, 4)),
        layer_case("maxout", {"units": 4, "pieces": 2}, [x], {"kernel": torch.zeros(6, 8), "bias": torch.zeros(8)}, lambda i, w: maxout(i[0], w, 2)),
    ]
    for groups in (1, 2, 3, 6):
        for inputs in (sequence, image):
            made.append(layer_case("groupNormalization", {"groups": groups}, [inputs], norm, lambda i, w, g=groups: group_norm(i[0], w["gamma"], w["beta"], g)))
    made.append(layer_case("groupNormalization", {"groups": 2}, [x], norm, lambda i, w: F.group_norm(i[0], 2, w["gamma"], w["beta"], 1e-5)))
    # A norm far above 1, one between 0.8 and 1, one below 0.8, and one that halving brings below 0.8.
    for size in (3.0, 0.9 / float(x.norm()), 0.01, 1.2 / float(x.norm())):
        made.append(layer_case("normClamp", {}, [(x * size).float().double()], {}, lambda i, w: norm_clamp(i[0])))
    return made

"""Activations: values and gradients, at ordinary numbers and far out."""

import math

import torch
import torch.nn.functional as F

from common import choice, random, tensor

ACTIVATIONS = [
    (choice("linear"), lambda x: x * 1),
    (choice("relu"), F.relu),
    (choice("leakyRelu"), lambda x: F.leaky_relu(x, 0.01)),
    (choice("leakyRelu", slope=0.2), lambda x: F.leaky_relu(x, 0.2)),
    (choice("elu"), F.elu),
    (choice("elu", alpha=0.5), lambda x: F.elu(x, 0.5)),
    (choice("selu"), F.selu),
    (choice("gelu"), F.gelu),
    (choice("swish"), F.silu),
    (choice("softplus"), lambda x: F.softplus(x, threshold=1e9) if x.max() < 30 else torch.logaddexp(x, torch.zeros_like(x))),
    (choice("sigmoid"), torch.sigmoid),
    (choice("scaledSigmoid"), lambda x: 4 * torch.sigmoid(x) - 2),
    (choice("tanh"), torch.tanh),
    (choice("softmax"), lambda x: F.softmax(x, dim=-1)),
    (choice("logSoftmax"), lambda x: F.log_softmax(x, dim=-1)),
    (choice("hardSigmoid"), F.hardsigmoid),
    (choice("hardTanh"), F.hardtanh),
    (choice("softsign"), F.softsign),
    (choice("relu6"), F.relu6),
    (choice("rrelu"), lambda x: F.rrelu(x, training=False)),
    (choice("rrelu", lower=0.2, upper=0.6), lambda x: F.rrelu(x, 0.2, 0.6, training=False)),
    # F.gelu(approximate="tanh"), and F.mish, which thinks that softplus(x) is x from 20 on.
    (choice("geluTanh"), lambda x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))),
    (choice("mish"), F.mish),
]


def case(activation, x, function, weights=None, noise=None):
    x = x.clone().requires_grad_()
    weights = {name: w.clone().requires_grad_() for name, w in (weights or {}).items()}
    dy = random(*x.shape)
    y = function(x, weights)
    y.backward(dy)
    return {
        "activation": activation,
        "x": tensor(x),
        "weights": {name: tensor(w) for name, w in weights.items()},
        **({} if noise is None else {"noise": tensor(noise)}),
        "y": tensor(y),
        "dy": tensor(dy),
        "dx": tensor(x.grad),
        "weightGradients": {name: tensor(w.grad) for name, w in weights.items()},
    }


def stateful(x):
    noise = torch.rand(*x.shape).float().double()
    slope = 0.2 + 0.4 * noise
    leaky = lambda x, a: torch.where(x > 0, x, a * x)
    yield case(choice("prelu"), x, lambda x, w: F.prelu(x, w["slope"]), {"slope": random(x.shape[-1])})
    yield case(choice("prelu", shared=True), x, lambda x, w: F.prelu(x, w["slope"]), {"slope": random(1)})
    yield case(choice("rrelu", lower=0.2, upper=0.6), x, lambda x, w: leaky(x, slope), noise=noise)


def cases():
    made = []
    extremes = torch.tensor([[0.0, -0.0, 30.0, -30.0, 90.0, -90.0, 1e-3, -1e-3]])
    for activation, function in ACTIVATIONS:
        for x in (random(5, 7, scale=2.0), extremes):
            made.append(case(activation, x, lambda x, _: function(x)))
    for x in (random(5, 7, scale=2.0), extremes):
        made.extend(stateful(x))
    return made

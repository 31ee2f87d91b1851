"""Gains of activations: PyTorch's own where it has an exact one, and 1 / sqrt(E[f'(z)^2]) for z ~ N(0, 1) for all."""

import math

import torch

from activations import ACTIVATIONS
from common import choice

EXACT = {
    "linear": ("linear", None),
    "relu": ("relu", None),
    "leakyRelu": ("leaky_relu", "slope"),
}


def integral(function):
    # The trapezoid rule; 40 deviations wide, and so fine that a kink costs less than 1e-7.
    z = torch.linspace(-20, 20, 4_000_001)
    z.requires_grad_()
    function(z).sum().backward()
    density = torch.exp(-z.detach() ** 2 / 2) / math.sqrt(2 * math.pi)
    return float(torch.trapezoid(z.grad**2 * density, z.detach()))


def cases():
    made = []
    prelu = (choice("prelu"), lambda x: torch.nn.functional.prelu(x, torch.tensor([0.25])))
    for activation, function in [*ACTIVATIONS, prelu]:
        kind, parameters = activation["kind"], activation["parameters"]
        if "oftmax" in kind or kind == "rrelu":
            continue
        name, parameter = EXACT.get(kind, (None, None))
        exact = name and torch.nn.init.calculate_gain(name, parameters.get(parameter) if parameter else None)
        made.append({"activation": activation, "gain": 1 / math.sqrt(integral(function)), "torch": exact})
    # The mean of a^2 over U(l, u) below 0, and 1 above.
    square = (0.2**2 + 0.2 * 0.6 + 0.6**2) / 3
    made.append({"activation": choice("rrelu", lower=0.2, upper=0.6), "gain": math.sqrt(2 / (1 + square)), "torch": None})
    return made

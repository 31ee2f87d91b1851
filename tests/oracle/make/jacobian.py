"""Singular values of ∂layer/∂data and ∂layer/∂input: autograd's Jacobian, then torch's SVD."""

import torch
from torch.autograd.functional import jacobian

from common import random, tensor

FEATURES, HIDDEN, UNITS = 2, 5, 4


def cases():
    made = []
    for name, activation in (("tanh", torch.tanh), ("relu", torch.relu), ("sigmoid", torch.sigmoid), ("softmax", lambda x: torch.softmax(x, -1))):
        x = random(FEATURES)
        one, two = random(FEATURES, HIDDEN), random(HIDDEN, UNITS)
        biases = random(HIDDEN, scale=0.3), random(UNITS, scale=0.3)
        hidden = torch.tanh(x @ one + biases[0])
        layer = lambda h: activation(h @ two + biases[1])
        whole = lambda x: layer(torch.tanh(x @ one + biases[0]))
        spectra = {"inputs": torch.linalg.svdvals(jacobian(layer, hidden)), "data": torch.linalg.svdvals(jacobian(whole, x))}
        made.append({"activation": name, "x": tensor(x), "kernels": [tensor(one), tensor(two)], "biases": [tensor(b) for b in biases], "spectra": {key: tensor(value) for key, value in spectra.items()}})
    return made

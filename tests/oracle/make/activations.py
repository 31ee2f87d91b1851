"""Activations: values and gradients, at ordinary numbers and far out."""

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
]


def cases():
    made = []
    extremes = torch.tensor([[0.0, -0.0, 30.0, -30.0, 90.0, -90.0, 1e-3, -1e-3]])
    for activation, function in ACTIVATIONS:
        for x in (random(5, 7, scale=2.0), extremes):
            x = x.clone().requires_grad_()
            dy = random(*x.shape)
            y = function(x)
            y.backward(dy)
            made.append({"activation": activation, "x": tensor(x), "y": tensor(y), "dy": tensor(dy), "dx": tensor(x.grad)})
    return made

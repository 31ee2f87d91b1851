"""Optimizers: the path of a weight over 20 steps."""

import torch

from common import choice, random, tensor

OPTIMIZERS = [
    (choice("sgd"), lambda w, rate: torch.optim.SGD(w, lr=rate)),
    (choice("momentum"), lambda w, rate: torch.optim.SGD(w, lr=rate, momentum=0.9)),
    (choice("momentum", momentum=0.5), lambda w, rate: torch.optim.SGD(w, lr=rate, momentum=0.5)),
    (choice("nesterov"), lambda w, rate: torch.optim.SGD(w, lr=rate, momentum=0.9, nesterov=True)),
    (choice("rmsprop"), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.9, eps=1e-8)),
    (choice("rmsprop", decay=0.99, epsilon=1e-3), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.99, eps=1e-3)),
    (choice("adam"), lambda w, rate: torch.optim.Adam(w, lr=rate)),
    (choice("adam", beta1=0.5, beta2=0.9, epsilon=1e-4), lambda w, rate: torch.optim.Adam(w, lr=rate, betas=(0.5, 0.9), eps=1e-4)),
    (choice("adamw"), lambda w, rate: torch.optim.AdamW(w, lr=rate, weight_decay=0.01)),
    (choice("adamw", weightDecay=0.2), lambda w, rate: torch.optim.AdamW(w, lr=rate, weight_decay=0.2)),
]
STEPS, SIZE = 20, 9


def cases():
    made = []
    for optimizer, make in OPTIMIZERS:
        rate = 0.05
        start = random(SIZE)
        gradients = random(STEPS, SIZE, scale=0.3)
        weight = start.clone().requires_grad_()
        update = make([weight], rate)
        path = []
        for gradient in gradients:
            weight.grad = gradient.clone()
            update.step()
            path.append(weight.detach().clone())
        made.append({"optimizer": optimizer, "learningRate": rate, "start": tensor(start), "gradients": tensor(gradients), "path": tensor(torch.stack(path))})
    return made

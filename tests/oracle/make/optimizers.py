"""Optimizers: the path of a weight over 20 steps."""

import torch

from common import choice, random, tensor

class Lion(torch.optim.Optimizer):
    """Chen et al. (2023), Symbolic Discovery of Optimization Algorithms, algorithm 2; PyTorch has none."""

    def __init__(self, weights, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(weights, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for weight in group["params"]:
                mean = self.state[weight].setdefault("mean", torch.zeros_like(weight))
                direction = (beta1 * mean + (1 - beta1) * weight.grad).sign()
                weight -= group["lr"] * (direction + group["weight_decay"] * weight)
                mean.mul_(beta2).add_((1 - beta2) * weight.grad)


class Decoupled:
    """Any optimizer of PyTorch with the decay of Loshchilov & Hutter (2019), algorithm 2, in front of each step."""

    def __init__(self, weights, rate, decay, inner):
        self.weights, self.kept, self.inner = weights, 1 - rate * decay, inner

    def step(self):
        with torch.no_grad():
            for weight in self.weights:
                weight.mul_(self.kept)
        self.inner.step()


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
    (choice("sgd", weightDecay=0.5), lambda w, rate: Decoupled(w, rate, 0.5, torch.optim.SGD(w, lr=rate))),
    (choice("rmsprop", centered=True, epsilon=1e-4), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.9, eps=1e-4, centered=True)),
    (choice("rmsprop", momentum=0.7), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.9, eps=1e-8, momentum=0.7)),
    (choice("rmsprop", centered=True, momentum=0.7, epsilon=1e-4), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.9, eps=1e-4, centered=True, momentum=0.7)),
    (choice("adam", amsgrad=True, beta2=0.9), lambda w, rate: torch.optim.Adam(w, lr=rate, amsgrad=True, betas=(0.9, 0.9))),
    (choice("adamw", amsgrad=True, beta2=0.9), lambda w, rate: torch.optim.AdamW(w, lr=rate, amsgrad=True, betas=(0.9, 0.9), weight_decay=0.01)),
    (choice("adagrad"), lambda w, rate: torch.optim.Adagrad(w, lr=rate)),
    (choice("adagrad", rateDecay=0.1, startSum=0.5, epsilon=1e-3), lambda w, rate: torch.optim.Adagrad(w, lr=rate, lr_decay=0.1, initial_accumulator_value=0.5, eps=1e-3)),
    (choice("adadelta"), lambda w, rate: torch.optim.Adadelta(w, lr=rate)),
    (choice("adadelta", decay=0.95, epsilon=1e-3), lambda w, rate: torch.optim.Adadelta(w, lr=rate, rho=0.95, eps=1e-3)),
    (choice("adamax"), lambda w, rate: torch.optim.Adamax(w, lr=rate)),
    (choice("adamax", beta1=0.5, beta2=0.9, epsilon=1e-3), lambda w, rate: torch.optim.Adamax(w, lr=rate, betas=(0.5, 0.9), eps=1e-3)),
    (choice("lion"), lambda w, rate: Lion(w, rate)),
    (choice("lion", beta1=0.5, beta2=0.9, weightDecay=0.2), lambda w, rate: Lion(w, rate, (0.5, 0.9), 0.2)),
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

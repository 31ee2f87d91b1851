import torch


class Lion(torch.optim.Optimizer):
    """Chen et al. (2023), Symbolic Discovery of Optimization Algorithms, algorithm 2."""

    def __init__(self, weights, lr, betas):
        super().__init__(weights, dict(lr=lr, betas=betas))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for weight in group["params"]:
                mean = self.state[weight].setdefault("mean", torch.zeros_like(weight))
                weight -= group["lr"] * (beta1 * mean + (1 - beta1) * weight.grad).sign()
                mean.mul_(beta2).add_(weight.grad, alpha=1 - beta2)

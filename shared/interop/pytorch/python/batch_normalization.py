import torch
from over_ranks import over_ranks
from torch import nn


class BatchNormalization(nn.Module):
    """Ioffe & Szegedy (2015), one mean and variance for each index of the second axis.

    nn.BatchNorm1d and 2d differ in two things: their moving variance takes the unbiased variance of a batch, not the
    one that the batch is divided by, and they refuse a batch of one sample.
    """

    def __init__(self, channels, epsilon, momentum):
        super().__init__()
        self.epsilon = epsilon
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            axes = [axis for axis in range(x.dim()) if axis != 1]
            # Of the whole batch, also where processes share it.
            count = over_ranks(x.new_tensor(float(x.numel() // x.shape[1])))
            mean = over_ranks(x.sum(axes)) / count
            apart = x - mean.reshape([1, -1] + [1] * (x.dim() - 2))
            variance = over_ranks(apart.square().sum(axes)) / count
            with torch.no_grad():
                self.running_mean.mul_(self.momentum).add_(mean, alpha=1 - self.momentum)
                self.running_var.mul_(self.momentum).add_(variance, alpha=1 - self.momentum)
        shape = [1, -1] + [1] * (x.dim() - 2)
        inverse = 1 / torch.sqrt(variance + self.epsilon)
        normalized = (x - mean.reshape(shape)) * inverse.reshape(shape)
        return normalized * self.weight.reshape(shape) + self.bias.reshape(shape)

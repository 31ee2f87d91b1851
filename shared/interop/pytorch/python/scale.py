import torch
from torch import nn


class Scale(nn.Module):
    """Times one number, which is learned."""

    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return self.factor * x

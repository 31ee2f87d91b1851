import math

from attention import attention
from torch import nn


class MultiHeadAttention(nn.Module):
    """Vaswani et al. (2017), section 3.2.2; unlike nn.MultiheadAttention, a head may have any number of dimensions."""

    def __init__(self, query, key, value, heads, dimensions, causal, bias):
        super().__init__()
        self.heads = heads
        self.dimensions = dimensions
        self.causal = causal
        self.query = nn.Linear(query, heads * dimensions, bias)
        self.key = nn.Linear(key, heads * dimensions, bias)
        self.value = nn.Linear(value, heads * dimensions, bias)
        self.output = nn.Linear(heads * dimensions, query, bias)

    def apart(self, x):
        return x.reshape(*x.shape[:2], self.heads, self.dimensions).transpose(1, 2)

    def forward(self, query, key, value):
        query, key, value = self.apart(self.query(query)), self.apart(self.key(key)), self.apart(self.value(value))
        each = attention(query, key, value, scale=1 / math.sqrt(self.dimensions), causal=self.causal)
        return self.output(each.transpose(1, 2).flatten(2))

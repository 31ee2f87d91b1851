import math

import torch


def attention(query, key, value, scale, causal):
    """softmax(scale · q·kᵀ)·v over [..., steps, features]; Vaswani et al. (2017), equation 1."""
    scores = scale * (query @ key.transpose(-2, -1))
    if causal:
        later = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).triu(1)
        scores = scores.masked_fill(later, -math.inf)
    return scores.softmax(dim=-1) @ value

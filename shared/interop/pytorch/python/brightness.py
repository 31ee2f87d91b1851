import torch


def brightness(picture, strength):
    return (picture * (1 + strength * (2 * torch.rand(1) - 1))).clamp(0, 1)

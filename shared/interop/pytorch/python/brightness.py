import torch


def brightness(picture, strength):
    return (picture * (1 + strength * (2 * torch.rand(1).item() - 1))).clamp(0, 1)

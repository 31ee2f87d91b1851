import torch


def pixel_noise(picture, deviation):
    return picture + deviation * torch.randn_like(picture)

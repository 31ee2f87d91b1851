import torch


def flip_vertical(picture, probability):
    return picture.flip(0) if torch.rand(1) < probability else picture

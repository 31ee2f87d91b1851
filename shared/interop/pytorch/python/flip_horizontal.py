import torch


def flip_horizontal(picture, probability):
    return picture.flip(1) if torch.rand(1) < probability else picture

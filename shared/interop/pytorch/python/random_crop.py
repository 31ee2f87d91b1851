import torch
from moved import moved


def random_crop(picture, padding):
    right, down = (torch.randint(2 * padding + 1, (2,)) - padding).tolist()
    return moved(picture, right, down)

import math

import torch
from moved import moved


def shift(picture, horizontal, vertical):
    right, down = (2 * torch.rand(2) - 1).tolist()
    height, width, _ = picture.shape
    return moved(picture, math.floor(right * horizontal * width + 0.5), math.floor(down * vertical * height + 0.5))

import math

import torch


def augmented(features, rows, data):
    """Training pictures changed by chance, in their own units, where black is 0 and white is 1."""
    return torch.stack([rescaled(picture, row, data) for picture, row in zip(features, rows)])


def rescaled(picture, row, data):
    if len(data.feature_mean):
        mean, deviation = data.feature_mean.reshape(picture.shape), data.feature_deviation.reshape(picture.shape)
        return (changed(picture * deviation + mean) - mean) / deviation
    if len(data.sample_scaling):
        mean, deviation = data.sample_scaling[row]
        picture = changed(picture * deviation + mean)
        # A picture of one colour has no deviation to be divided by.
        deviation = picture.std(unbiased=False).clamp(min=1 / math.sqrt(picture.numel()))
        return (picture - picture.mean()) / deviation
    return changed(picture)

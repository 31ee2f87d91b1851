"""Label smoothing and class weights: losses and gradients of a batch, divided by its size."""

import torch
from torch.nn import functional as f

from common import random, tensor

ROWS, CLASSES = 6, 3


def cases():
    made = []
    labels = torch.tensor([0, 2, 1, 2, 2, 0])
    weights = torch.tensor([0.5, 3.0, 1.25])
    for smoothing in (0.0, 0.2):
        for weight in (None, weights):
            outputs = random(ROWS, CLASSES).requires_grad_()
            # PyTorch weighs each class of a smoothed target on its own; here the sample weighs as its class does.
            losses = f.cross_entropy(outputs, labels, label_smoothing=smoothing, reduction="none")
            total = (losses * (1.0 if weight is None else weight[labels])).sum() / ROWS
            total.backward()
            made.append({"kind": "categoricalCrossEntropy", "smoothing": smoothing, "weights": None if weight is None else weight.tolist(), "outputs": tensor(outputs), "targets": tensor(f.one_hot(labels, CLASSES).double()), "loss": total.item(), "gradient": tensor(outputs.grad)})
    for smoothing in (0.0, 0.2):
        for weight in (None, torch.tensor([0.5, 3.0])):
            outputs = random(ROWS, 1).requires_grad_()
            hard = (labels > 0).double().reshape(ROWS, 1)
            losses = f.binary_cross_entropy_with_logits(outputs, hard * (1 - smoothing) + smoothing / 2, reduction="none")
            total = (losses * (1.0 if weight is None else weight[hard.long()])).sum() / ROWS
            total.backward()
            made.append({"kind": "binaryCrossEntropy", "smoothing": smoothing, "weights": None if weight is None else weight.tolist(), "outputs": tensor(outputs), "targets": tensor(hard), "loss": total.item(), "gradient": tensor(outputs.grad)})
    return made

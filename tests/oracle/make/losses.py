"""Losses: values and gradients, per sample."""

import torch
import torch.nn.functional as F

from common import choice, random, tensor

def per_sample(loss):
    return loss.reshape(loss.shape[0], -1).mean(dim=1)


def clip(p):
    return p.clamp(1e-7, 1 - 1e-7)


LOSSES = [
    (choice("meanSquaredError"), "numbers", lambda y, t: per_sample((y - t) ** 2)),
    (choice("meanAbsoluteError"), "numbers", lambda y, t: per_sample((y - t).abs())),
    (choice("huber"), "numbers", lambda y, t: per_sample(F.huber_loss(y, t, reduction="none"))),
    (choice("huber", delta=0.3), "numbers", lambda y, t: per_sample(F.huber_loss(y, t, reduction="none", delta=0.3))),
    (choice("binaryCrossEntropy", fromLogits=True), "logits-binary", lambda y, t: per_sample(F.binary_cross_entropy_with_logits(y, t, reduction="none"))),
    (choice("binaryCrossEntropy", fromLogits=False), "probabilities-binary", lambda y, t: per_sample(F.binary_cross_entropy(clip(y), t, reduction="none"))),
    (choice("categoricalCrossEntropy", fromLogits=True), "logits-one-hot", lambda y, t: -(t * F.log_softmax(y, dim=1)).sum(dim=1)),
    (choice("categoricalCrossEntropy", fromLogits=False), "probabilities-one-hot", lambda y, t: -(t * clip(y).log()).sum(dim=1)),
    (choice("hinge"), "signs", lambda y, t: per_sample(F.relu(1 - t * y))),
]


def one_hot(rows, columns):
    return F.one_hot(torch.randint(columns, (rows,)), columns).double()


def loss_inputs(layout, rows, columns):
    outputs = random(rows, columns, scale=2.0)
    if layout == "numbers":
        return outputs, random(rows, columns)
    if layout == "signs":
        return outputs, torch.randint(2, (rows, columns)).double() * 2 - 1
    if layout.endswith("binary"):
        targets = torch.randint(2, (rows, columns)).double()
        return (torch.sigmoid(outputs) if layout.startswith("prob") else outputs), targets
    return (F.softmax(outputs, dim=1) if layout.startswith("prob") else outputs), one_hot(rows, columns)


def cases():
    made = []
    for loss, layout, function in LOSSES:
        sizes = [(6, 3)] if "one-hot" in layout else [(6, 1), (6, 3)]
        for rows, columns in sizes:
            outputs, targets = loss_inputs(layout, rows, columns)
            # float32 once more: softmax and sigmoid made new digits.
            outputs = outputs.float().double().requires_grad_()
            value = function(outputs, targets)
            value.sum().backward()
            made.append({"loss": loss, "outputs": tensor(outputs), "targets": tensor(targets), "value": tensor(value), "gradient": tensor(outputs.grad)})
        if "logits" in layout:
            outputs = torch.tensor([[60.0, -60.0, 0.0], [-100.0, 100.0, 100.0]]).requires_grad_()
            targets = torch.tensor([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]])
            value = function(outputs, targets)
            value.sum().backward()
            made.append({"loss": loss, "outputs": tensor(outputs), "targets": tensor(targets), "value": tensor(value), "gradient": tensor(outputs.grad)})
    return made

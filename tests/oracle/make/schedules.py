"""Schedules: the factor of the learning rate before every update of a few epochs."""

import torch
from torch.optim import lr_scheduler as schedulers

from common import choice

EPOCHS, STEPS_PER_EPOCH = 12, 4
TOTAL = EPOCHS * STEPS_PER_EPOCH
LOSSES = [1.0, 0.8, 0.81, 0.79999, 0.82, 0.9, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75]


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def by_epoch(make):
    def path():
        update = optimizer()
        schedule, rates = make(update), []
        for epoch in range(EPOCHS):
            for _ in range(STEPS_PER_EPOCH):
                rates.append(update.param_groups[0]["lr"])
                update.step()
            schedule.step(LOSSES[epoch]) if isinstance(schedule, schedulers.ReduceLROnPlateau) else schedule.step()
        return rates

    return path


def by_step(make, whole_steps=True):
    def path():
        update = optimizer()
        schedule, rates = make(update), []
        for step in range(TOTAL):
            if not whole_steps:
                schedule.step(step / STEPS_PER_EPOCH)
            rates.append(update.param_groups[0]["lr"])
            update.step()
            if whole_steps and step < TOTAL - 1:
                schedule.step()
        return rates

    return path


def warmed(steps, make):
    """LinearLR from 1 ÷ n to 1 over n steps, then another schedule from its own beginning, step by step."""

    def chain(update):
        rise = schedulers.LinearLR(update, start_factor=1 / steps, total_iters=steps - 1)
        return schedulers.SequentialLR(update, [rise, make(update)], milestones=[steps])

    return by_step(chain)


SCHEDULES = [
    (choice("constant"), 0, by_epoch(lambda o: schedulers.LambdaLR(o, lambda _: 1))),
    (choice("step", every=5), 0, by_epoch(lambda o: schedulers.StepLR(o, 5))),
    (choice("step", every=1, drop=0.7), 0, by_epoch(lambda o: schedulers.StepLR(o, 1, 0.7))),
    (choice("exponential"), 0, by_epoch(lambda o: schedulers.ExponentialLR(o, 0.95))),
    (choice("cosine"), 0, by_step(lambda o: schedulers.CosineAnnealingLR(o, TOTAL))),
    (choice("cosine", cycle=3, floor=0.1), 0, by_step(lambda o: schedulers.CosineAnnealingWarmRestarts(o, 3, 1, 0.1), False)),
    (choice("cosine", cycle=2, growth=2), 0, by_step(lambda o: schedulers.CosineAnnealingWarmRestarts(o, 2, 2), False)),
    (choice("oneCycle"), 0, by_step(lambda o: schedulers.OneCycleLR(o, 1.0, TOTAL, cycle_momentum=False))),
    (choice("oneCycle", rise=0.5, start=10, end=100), 0, by_step(lambda o: schedulers.OneCycleLR(o, 1.0, TOTAL, pct_start=0.5, div_factor=10, final_div_factor=100, cycle_momentum=False))),
    (choice("plateau", patience=1), 0, by_epoch(lambda o: schedulers.ReduceLROnPlateau(o, patience=1))),
    (choice("plateau", patience=0, drop=0.5, cooldown=2, threshold=0.01, floor=0.3), 0, by_epoch(lambda o: schedulers.ReduceLROnPlateau(o, factor=0.5, patience=0, cooldown=2, threshold=0.01, min_lr=0.3))),
    (choice("rangeTest", low=1e-4, steps=TOTAL), 0, by_step(lambda o: schedulers.LambdaLR(o, lambda step: 1e-4 ** (1 - step / (TOTAL - 1))))),
    (choice("constant"), 1.25, warmed(5, lambda o: schedulers.LambdaLR(o, lambda _: 1))),
    (choice("cosine"), 2, warmed(8, lambda o: schedulers.CosineAnnealingLR(o, TOTAL - 8))),
]


def cases():
    return [
        {"schedule": schedule, "warmupEpochs": warmup, "stepsPerEpoch": STEPS_PER_EPOCH, "losses": LOSSES, "factors": [float(f"{v:.10g}") for v in path()]}
        for schedule, warmup, path in SCHEDULES
    ]

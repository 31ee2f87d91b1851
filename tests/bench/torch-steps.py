"""Times a training step of the benchmark's networks in PyTorch on one CPU thread: plain, and with hooks that compute
the statistics of the engine's `layers` telemetry. CPU time of the process, so that a busy machine disturbs less.

One JSON line a network. Run: python3 tests/bench/torch-steps.py
"""

import json
import statistics
import time

import torch
from torch import nn

torch.set_num_threads(1)


class LastState(nn.Module):
    """The last state of an LSTM over 50 steps of 2 numbers."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(2, 64, batch_first=True)

    def forward(self, x):
        return self.lstm(x.reshape(-1, 50, 2))[0][:, -1]


def halved(before, after):
    return [nn.Conv2d(before, after, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]


def pictures():
    return [nn.Unflatten(1, (1, 28, 28)), *halved(1, 8), *halved(8, 16), nn.Flatten()]


WORKLOADS = [
    ("2-8-8-2, batch 32", list, [2, 8, 8, 2], 2, 32),
    ("100-20×100-10, batch 64", list, [100] + [100] * 20 + [10], 100, 64),
    ("784-256-256-10, batch 128", list, [784, 256, 256, 10], 784, 128),
    ("28×28 conv 8, conv 16, dense, batch 32", pictures, [16 * 7 * 7, 10], 784, 32),
    ("50 steps, LSTM 64, dense, batch 32", lambda: [LastState()], [64, 10], 100, 32),
]


def statistics_of(x):
    return torch.stack([x.mean(), x.std(), x.pow(2).mean().sqrt(), (x == 0).float().mean()])


def measure(before, sizes, width, batch, watched):
    layers = before()
    for index, (inputs, units) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(inputs, units))
        if index < len(sizes) - 2:
            layers.append(nn.ReLU())
    model = nn.Sequential(*layers)
    seen = []
    if watched:
        for layer in model:
            layer.register_forward_hook(lambda _m, _i, out: seen.append(statistics_of(out.detach())))
            layer.register_full_backward_hook(lambda _m, _i, out: seen.append(statistics_of(out[0])))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    x = torch.randn(batch, width)
    y = torch.randint(sizes[-1], (batch,))

    def step():
        seen.clear()
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        loss.item()
        if watched:
            for parameter in model.parameters():
                seen.append(statistics_of(parameter.grad))
            torch.stack(seen).tolist()

    def block(seconds):
        start, steps = time.process_time(), 0
        while time.process_time() - start < seconds:
            step()
            steps += 1
        return (time.process_time() - start) / steps * 1000

    block(0.3)
    return statistics.median(block(0.4) for _ in range(5))


for name, before, sizes, width, batch in WORKLOADS:
    plain = measure(before, sizes, width, batch, False)
    watched = measure(before, sizes, width, batch, True)
    print(json.dumps({"workload": name, "ms": plain, "watchedMs": watched}, ensure_ascii=False), flush=True)

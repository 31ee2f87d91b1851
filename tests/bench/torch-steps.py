"""Times a training step of the benchmark's networks in PyTorch on one CPU thread: plain, and with hooks that compute
the statistics of the engine's `layers` telemetry. CPU time of the process, so that a busy machine disturbs less.

Run: python3 tests/bench/torch-steps.py
"""

import statistics
import time

import torch
from torch import nn

torch.set_num_threads(1)
WORKLOADS = [
    ("2-8-8-2, batch 32", [2, 8, 8, 2], 32),
    ("100-20x100-10, batch 64", [100] + [100] * 20 + [10], 64),
    ("784-256-256-10, batch 128", [784, 256, 256, 10], 128),
]


def statistics_of(x):
    return torch.stack([x.mean(), x.std(), x.pow(2).mean().sqrt(), (x == 0).float().mean()])


def measure(sizes, batch, watched):
    layers = []
    for index, (before, after) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(before, after))
        if index < len(sizes) - 2:
            layers.append(nn.ReLU())
    model = nn.Sequential(*layers)
    seen = []
    if watched:
        for layer in model:
            layer.register_forward_hook(lambda _m, _i, out: seen.append(statistics_of(out.detach())))
            layer.register_full_backward_hook(lambda _m, _i, out: seen.append(statistics_of(out[0])))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    x = torch.randn(batch, sizes[0])
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


for name, sizes, batch in WORKLOADS:
    print(f"{name}: {measure(sizes, batch, False):.3f} ms, with hooks {measure(sizes, batch, True):.3f} ms")

"""Training on several processes: `torchrun` starts them, each has a share of every batch. With one process all of this
gives back what it got.
"""

import torch
from torch import distributed


def process():
    """Number of this process, and how many there are."""
    if not (distributed.is_available() and distributed.is_initialized()):
        return 0, 1
    return distributed.get_rank(), distributed.get_world_size()


def share_of(rows):
    """This process's part of some rows: together the processes have each row once, in no other order than it was."""
    rank, count = process()
    return rows[rank::count]


def over_processes(values, how="SUM"):
    """The sum (or `MIN`, `MAX`, `BOR`) of a tensor over all processes."""
    if process()[1] > 1:
        values = values.clone()
        distributed.all_reduce(values, getattr(distributed.ReduceOp, how))
    return values


def joined(rows):
    """The rows of all processes, one process after the other; they may have different numbers of them."""
    _, count = process()
    if count == 1:
        return rows
    lengths = [torch.zeros(1, dtype=torch.long, device=rows.device) for _ in range(count)]
    distributed.all_gather(lengths, torch.tensor([len(rows)], device=rows.device))
    most = max(int(length) for length in lengths)
    padded = torch.cat([rows, rows.new_zeros((most - len(rows), *rows.shape[1:]))]).contiguous()
    parts = [torch.zeros_like(padded) for _ in range(count)]
    distributed.all_gather(parts, padded)
    return torch.cat([part[: int(length)] for part, length in zip(parts, lengths)])

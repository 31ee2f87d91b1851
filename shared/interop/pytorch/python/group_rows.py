import math

import torch


def merged(older, newer):
    """Two rows, or many of each, as one: means by how many values each stands for, NaN counting nowhere."""
    counts = older["counts"] + newer["counts"]
    sums = sum(torch.where(part["counts"] == 0, 0.0, part["mean"].double() * part["counts"]) for part in [older, newer])
    unseen = older["counts"] == 0
    # A mean of one part alone is that part's, to the bit; NaN where neither has any.
    mean = torch.where(unseen, newer["mean"], torch.where(newer["counts"] == 0, older["mean"], (sums / counts).float()))
    mean[:, 0] = newer["mean"][:, 0]
    return {
        "mean": mean,
        "minimum": torch.fmin(older["minimum"], newer["minimum"]),
        "maximum": torch.fmax(older["maximum"], newer["maximum"]),
        "counts": counts,
    }


class GroupRows:
    """The rows of one group of telemetry in bounded memory: at capacity, neighbours become one row, so that the whole
    run stays, from its first step to its newest, as evenly as it was measured. `aggregate` keeps mean, minimum and
    maximum of what it merges, `latest` the newer row alone.
    """

    def __init__(self, name, width, merge, capacity):
        self.name = name
        self.width = width
        self.capacity = capacity
        self.aggregates = merge == "aggregate"
        # The first row of a group that keeps the latest is the state before training; it stays by itself.
        self.first = 0 if self.aggregates else 1
        self.kinds = ["mean", "minimum", "maximum", "counts"] if self.aggregates else ["mean"]
        self.rows = {kind: torch.zeros(0, width) for kind in self.kinds}
        self.weights = []
        self.stride = 1
        self.newest = None

    def append(self, row):
        """One row, a list of numbers that begins with its step; left out where the step is not newer."""
        values = torch.tensor([row], dtype=torch.float32)
        if not math.isfinite(row[0]) or (self.weights and row[0] <= self.rows["mean"][len(self.weights) - 1, 0]):
            return
        self.newest = row
        one = {"mean": values, "minimum": values, "maximum": values, "counts": (~values.isnan()).float()}
        if not self.is_open() and len(self.weights) == self.capacity:
            self.halve()
        if self.is_open():
            self.put(len(self.weights) - 1, self.both(self.part(len(self.weights) - 1), one))
            self.weights[-1] += 1
        else:
            self.weights.append(1)
            self.put(len(self.weights) - 1, one)

    def is_open(self):
        """The last row stands for fewer rows than the others do."""
        return len(self.weights) > self.first and self.weights[-1] < self.stride

    def both(self, older, newer):
        return merged(older, newer) if self.aggregates else newer

    def part(self, start, end=None, step=1):
        return {kind: self.rows[kind][start : end or start + 1 : step] for kind in self.kinds}

    def put(self, row, values):
        for kind in self.kinds:
            if row >= len(self.rows[kind]):
                more = torch.zeros(min(self.capacity, max(32, 2 * row)) - row, self.width)
                self.rows[kind] = torch.cat([self.rows[kind], more])
            self.rows[kind][row] = values[kind][0]

    def halve(self):
        """Makes one row of every two neighbours."""
        count, first = len(self.weights), self.first
        end = first + (count - first) // 2 * 2
        pairs = self.both(self.part(first, end, 2), self.part(first + 1, end, 2))
        for kind in self.kinds:
            kept = torch.cat([self.rows[kind][:first], pairs[kind], self.rows[kind][end:count]])
            self.rows[kind][: len(kept)] = kept
        sums = [a + b for a, b in zip(self.weights[first:end:2], self.weights[first + 1 : end : 2])]
        self.weights = self.weights[:first] + sums + self.weights[end:]
        self.stride *= 2

    def stored(self):
        """As a run file has it."""
        kept = {kind: self.rows[kind][: len(self.weights)].clone() for kind in self.kinds}
        return {
            "group": self.name,
            "mean": kept["mean"],
            "minimum": kept.get("minimum"),
            "maximum": kept.get("maximum"),
            "weights": torch.tensor(self.weights, dtype=torch.float32),
        }

import contextlib
import time

import torch
from processes import over_processes, share_of


class Schedule:
    """When a measure is due, as in the app: the first steps and powers of two always, later as often as somebody can see
    it, and never so often that measuring takes more than some hundredths of the time.
    """

    # Seconds, and how many times as long as they took all measures of a kind rest.
    INTERVALS = {"often": 0.033, "seldom": 0.25, "pass": 0.25, "rarely": 1.0}
    RESTS = {"often": 50, "seldom": 60, "pass": 90, "rarely": 90}
    FIRST_STEPS = 16

    def __init__(self):
        self.next = dict.fromkeys(self.INTERVALS, 0.0)

    def due(self, step, forced):
        now = time.monotonic()
        early = step <= self.FIRST_STEPS or step & (step - 1) == 0
        return [kind for kind, at in self.next.items() if forced or now >= at or (early and kind != "rarely")]

    def took(self, kind, seconds):
        rest = max(self.INTERVALS[kind], self.RESTS[kind] * seconds)
        self.next[kind] = max(self.next[kind], time.monotonic() + rest)


@contextlib.contextmanager
def aside(network):
    """What is computed here leaves no trace: no gradient, no moving statistic, no drawn number."""
    weights = list(network.parameters())
    gradients = [weight.grad for weight in weights]
    kept = [buffer.clone() for buffer in network.buffers()]
    was_training = network.training
    devices = {weight.device.index for weight in weights if weight.device.type == "cuda"}
    with torch.random.fork_rng(devices=devices):
        try:
            for weight in weights:
                weight.grad = None
            yield
        finally:
            for weight, gradient in zip(weights, gradients):
                weight.grad = gradient
            with torch.no_grad():
                for buffer, value in zip(network.buffers(), kept):
                    buffer.copy_(value)
            network.train(was_training)


class Reading:
    """How outputs and targets are read as classes; both [rows, columns]."""

    def __init__(self, prediction, targets):
        self.prediction = prediction
        self.threshold = 0.5 if prediction == "as-is" else 0.0
        self.target_threshold = 0.0 if targets == "signs" else 0.5

    def classes(self, outputs):
        return (outputs[:, 0] > self.threshold).long() if outputs.shape[1] == 1 else outputs.argmax(dim=1)

    def truths(self, targets):
        return (targets[:, 0] > self.target_threshold).long() if targets.shape[1] == 1 else targets.argmax(dim=1)

    def confidences(self, outputs):
        """The probability that is given to the class that is said; 1 where the loss knows none."""
        if self.prediction == "softmax" and outputs.shape[1] > 1:
            shares = outputs.softmax(dim=1)
        elif self.prediction == "sigmoid":
            shares = outputs.sigmoid()
        elif self.prediction == "as-is":
            shares = outputs.clamp(0, 1)
        else:
            return torch.ones(len(outputs), device=outputs.device)
        if outputs.shape[1] == 1:
            return torch.where(outputs[:, 0] > self.threshold, shares[:, 0], 1 - shares[:, 0])
        return shares.gather(1, outputs.argmax(dim=1, keepdim=True))[:, 0]

    def confusion(self, outputs, targets, classes):
        """Counts, true class × predicted class, row by row."""
        return torch.bincount(classes * self.truths(targets) + self.classes(outputs), minlength=classes**2).tolist()


class DeadUnits:
    """Which units fire for none of the first training samples; lastingly dead after so many checks in a row."""

    SAMPLES = 256

    def __init__(self, watcher, checks):
        self.watcher = watcher
        self.checks = checks
        self.in_a_row = {}
        self.shares = {}

    @torch.no_grad()
    def measure(self, network, features):
        """Firing fraction of every unit that can die, layer by layer."""
        nonzero = {}

        def see(place, what, _module, _inputs, tensor):
            layer = self.watcher.layers[place]
            if what == "module" and layer["can_die"]:
                units = tensor.movedim(layer["channels"], 0).flatten(1)
                count = units.new_full((1,), float(units.shape[1])).double()
                nonzero[place] = torch.cat([(units != 0).sum(dim=1).double(), count])

        with aside(network):
            network.eval()
            self.watcher.looking(see)
            try:
                network(features)
            finally:
                self.watcher.looking(None)
        row = []
        for place in sorted(nonzero):
            *counts, rows = over_processes(nonzero[place]).tolist()
            before = self.in_a_row.get(place, [0] * len(counts))
            now = [checks + 1 if count == 0 else 0 for checks, count in zip(before, counts)]
            self.in_a_row[place] = now
            lasting = sum(checks >= self.checks for checks in now)
            dead = sum(checks > 0 for checks in now)
            self.shares[place] = {"deadNow": dead / len(now), "deadLasting": lasting / len(now)}
            row += [count / rows for count in counts]
        return row


def gradient_noise(network, rows, loss_of, seed):
    """Variance of one sample's gradient and squared norm of the mean gradient, from the squared norms of the gradients of
    small batches and of one large one (McCandlish, Kaplan, Amodei 2018, appendix A.1). Samples are drawn with replacement.
    """
    parts, size = 8, 16
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    generator = torch.Generator().manual_seed(seed)
    whole, small = 0.0, 0.0
    with aside(network):
        network.train()
        for _ in range(parts):
            drawn = rows[torch.randint(len(rows), (size,), generator=generator)]
            loss = loss_of(share_of(drawn), size)
            found = torch.autograd.grad(loss, weights, allow_unused=True)
            flat = [torch.zeros_like(weight) if one is None else one for weight, one in zip(weights, found)]
            gradient = over_processes(torch.cat([one.flatten() for one in flat]).double())
            whole = whole + gradient
            small += gradient.square().sum().item() / parts
    large = (whole / parts).square().sum().item()
    return (small - large) / (1 / size - 1 / (parts * size)), (parts * size * large - size * small) / ((parts - 1) * size)


@torch.no_grad()
def picture(network, layout, sizes, reading, like):
    """Decision regions over a plane of two features, or the curve over one, as the app draws them. `like`: a sample."""
    left, right, bottom, top = layout["pictureBounds"]
    along = torch.linspace(left, right, sizes["curve"])[:, None]
    if layout["picture"] == "plane":
        across = torch.linspace(left, right, sizes["side"]).repeat(sizes["side"])
        up = torch.linspace(bottom, top, sizes["side"]).repeat_interleave(sizes["side"])
        along = torch.stack([across, up], dim=1)
    with aside(network):
        network.eval()
        points = along.to(like.device, like.dtype).reshape(-1, *like.shape)
        outputs = torch.cat([network(part) for part in points.split(576)])
    if layout["picture"] == "curve":
        return outputs[:, 0].tolist()
    if layout["classNames"]:
        answers, sureness = reading.classes(outputs), reading.confidences(outputs)
    else:
        answers, sureness = outputs[:, 0], torch.ones(len(outputs))
    return [number for pair in zip(answers.tolist(), sureness.tolist()) for number in pair]

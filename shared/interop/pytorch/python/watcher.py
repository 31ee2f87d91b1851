import math
import time

import torch
from processes import over_processes, process
from torch import nn


class Watcher:
    """Sees by hooks what every layer gives and gets back; the network knows nothing of it. What a step measures are sums
    and counts, which are added up over all processes before anything is divided.

    `layers` is a list of dicts: `name`, `id` (the app's), `module` (whose output is the layer's) and, where they are not the
    usual ones below, which `call` of a shared module it is, the module before its activation and its call, modules with
    weights, the axis of the channels, where the activation saturates, whether units can die, and of a recurrence the
    module whose states are looked at one by one, with its ways along time.
    """

    USUAL = dict(
        call=0, preactivation=None, preactivation_call=0, weights=[], channels=-1, saturated_below=None,
        saturated_above=None, can_die=False, states=None, states_call=0, ways=[],
    )
    # Of larger tensors every n-th number is counted: the shape of a histogram needs no more.
    COUNTED = 2048

    def __init__(self, network, layers, branches):
        self.network = network
        self.layers = [{**self.USUAL, **layer} for layer in layers]
        self.branches = branches
        self.see = None
        self.keeps_samples = False
        self.scale = 1.0
        self.spent = 0.0
        modules = dict(network.named_modules())
        self.weights = [
            [weight for name in layer["weights"] for weight in modules[name].parameters() if weight.requires_grad]
            for layer in self.layers
        ]
        eyes = {}
        for place, layer in enumerate(self.layers):
            for what, call in [("preactivation", "preactivation_call"), ("module", "call"), ("states", "states_call")]:
                if layer[what]:
                    eyes.setdefault(layer[what], []).append((layer[call], place, what))
        self.hooks = [network.register_forward_pre_hook(self.forward_begins), network.register_forward_hook(self.forward_ends)]
        self.hooks += [modules[name].register_forward_hook(self.hook_of(name, seen)) for name, seen in eyes.items()]

    def close(self):
        for hook in self.hooks:
            hook.remove()

    def looking(self, see):
        """From here on `see(place, what, module, inputs, output)` hears of every layer's output; None ends it."""
        self.see = see

    def forward_begins(self, _network, _inputs):
        self.calls = {}
        if self.see == self.saw:
            self.outputs = {}
            self.parts = {}

    def hook_of(self, name, seen):
        def hook(module, inputs, output):
            if self.see is None:
                return None
            call = self.calls.get(name, 0)
            self.calls[name] = call + 1
            # A recurrence hands out its states and the last of them.
            tensor = output[0] if isinstance(output, tuple) else output
            # A module that computes nothing gives back what it got, whose gradient is another layer's; and of what comes
            # from data alone PyTorch would compute none.
            is_data = self.see == self.saw and torch.is_grad_enabled() and tensor.is_floating_point() and not tensor.requires_grad
            passes = isinstance(module, nn.Identity) or is_data
            tensor = tensor.requires_grad_(is_data or tensor.requires_grad) if passes else tensor
            tensor = tensor.view_as(tensor) if passes else tensor
            begun = time.monotonic()
            for which, place, what in seen:
                if which == call:
                    self.see(place, what, module, inputs, tensor)
            self.spent += time.monotonic() - begun
            return tensor if passes else None

        return hook

    # -- one step ------------------------------------------------------------------------------------------------

    def begin(self, scale, keeps_samples):
        """Measures the next pass, forward and back; `scale` is what the loss is multiplied by on its way back."""
        self.scale = scale
        self.keeps_samples = keeps_samples
        self.seen = [{} for _ in self.layers]
        self.times = {}
        self.spent = 0.0
        self.looking(self.saw)

    def saw(self, place, what, module, inputs, tensor):
        if not torch.is_grad_enabled():
            return
        if what == "states":
            if tensor.requires_grad:
                tensor.register_hook(lambda gradient: self.saw_states(place, module, inputs[0], gradient))
            return
        values = tensor.detach().double()
        seen = self.seen[place]
        if what == "preactivation":
            seen["outside"] = self.outside(self.layers[place], values)
        else:
            what = "activation"
            zeros = (values == 0).sum().double()
            seen["signal"] = torch.stack([self.size(values), values.sum(), values.square().sum(), zeros])
            self.outputs[place] = tensor
            if tensor.requires_grad:
                # Where nothing comes back (behind numbers of words, for example) its gradient is 0.
                seen["back"] = torch.stack([values.new_zeros(()), self.size(values)])
                tensor.register_hook(lambda gradient: self.saw_gradient(place, gradient.double() / self.scale))
        if self.keeps_samples:
            seen[what] = self.sample(values)

    @staticmethod
    def size(values):
        return values.new_tensor(float(values.numel()))

    def outside(self, layer, values):
        below, above = layer["saturated_below"], layer["saturated_above"]
        if below is None and above is None:
            return values.new_zeros(2)
        outside = (values < (-math.inf if below is None else below)) | (values > (math.inf if above is None else above))
        return torch.stack([outside.sum().double(), self.size(values)])

    def saw_gradient(self, place, gradient):
        self.seen[place]["back"] = torch.stack([gradient.square().sum(), self.size(gradient)])
        if self.keeps_samples:
            self.seen[place]["gradient"] = self.sample(gradient)

    def sample(self, values):
        """Least and greatest number, and at most some thousand of all processes' numbers."""
        values = values.flatten()
        if len(values) == 0:
            return math.inf, -math.inf, values
        stride = math.ceil(len(values) * process()[1] / self.COUNTED)
        return values.min().item(), values.max().item(), values[::stride]

    def saw_states(self, place, module, inputs, gradient):
        """The gradient of every state, from that of all states: through a copy of the recurrence, one state a tensor."""
        with torch.enable_grad():
            ways = states_of(module, inputs.detach())
            given = torch.cat([torch.stack(states, dim=1) for states in ways], dim=-1)
            flat = [state for states in ways for state in states]
            gradients = torch.autograd.grad(given, flat, gradient)
        squares = torch.stack([(one.double() / self.scale).square().sum() for one in gradients])
        squares = squares.reshape(len(ways), -1)
        # A network that walks back alone gets its sequence the other way round.
        self.times[place] = squares.flip(1) if self.layers[place]["ways"] == ["backward"] else squares, flat[0].numel()

    def forward_ends(self, _network, _inputs, output):
        if self.see != self.saw or not self.branches or not output.requires_grad:
            return None
        # The Output takes the last layer's tensor as it is; what comes back from the loss alone needs a place of its own.
        output = output.view_as(output)
        places = {layer["id"]: place for place, layer in enumerate(self.layers)}
        ends = {place: tensor.grad_fn for place, tensor in self.outputs.items() if tensor.grad_fn is not None}
        wanted = {}
        for number, branch in enumerate(self.branches):
            wanted.setdefault((branch["source"], branch["target"]), []).append(number)
        for (source, target), numbers in wanted.items():
            start = ends.get(places.get(target), None) if target in places else output.grad_fn
            end = ends.get(places.get(source))
            if start is not None and end is not None:
                self.watch_branch(start, end, set(ends.values()) - {start}, numbers)
        return output

    def watch_branch(self, start, end, stops, numbers):
        """Hears what comes back from the operations of one layer (from `start` on) to the output of another (`end`)."""
        edges, waiting, known = [], [start], set()
        while waiting:
            node = waiting.pop()
            if node in known:
                continue
            known.add(node)
            for index, (below, _) in enumerate(node.next_functions):
                if below is end:
                    edges.append((node, index))
                elif below is not None and below not in stops:
                    waiting.append(below)
        if len(numbers) > 1 and len(numbers) != len(edges):
            return
        for at, (node, index) in enumerate(edges):
            number = numbers[at] if len(numbers) > 1 else numbers[0]
            node.register_hook(lambda back, _forth, index=index, number=number: self.saw_part(number, back[index]))

    def saw_part(self, number, gradient):
        if gradient is not None and self.see == self.saw:
            known = self.parts.get(number)
            self.parts[number] = gradient if known is None else known + gradient

    # -- what a step came to ---------------------------------------------------------------------------------------

    def measures(self):
        """Of every layer what its tensors say, over all processes. NaN where nothing was seen."""
        nothing = {"signal": 4, "outside": 2, "back": 2}
        device = self.device()
        sums = torch.stack([
            torch.cat([seen.get(name, torch.zeros(size, dtype=torch.double, device=device)) for name, size in nothing.items()])
            for seen in self.seen
        ]) if self.seen else torch.zeros(0, 8)
        return [measures_of(*row) for row in over_processes(sums).tolist()]

    def device(self):
        return next(iter(self.network.parameters()), torch.zeros(0)).device

    def time_steps(self, width):
        """RMS of the gradient of every state of every recurrence, in the order of layers, ways and time."""
        rows = [
            torch.cat([self.times[place][0].flatten(), self.times[place][0].new_tensor([float(self.times[place][1])])])
            for place, layer in enumerate(self.layers)
            if layer["states"] and place in self.times
        ]
        found = []
        for row in (over_processes(row).tolist() for row in rows):
            found += [math.sqrt(squares / row[-1]) if row[-1] else math.nan for squares in row[:-1]]
        return found if len(found) == width else None

    def branch_sizes(self):
        """RMS of what comes back along every branch."""
        sums = torch.zeros(len(self.branches), 2, dtype=torch.double, device=self.device())
        for number, gradient in self.parts.items():
            gradient = gradient.double() / self.scale
            sums[number] = torch.stack([gradient.square().sum(), self.size(gradient)])
        return [math.sqrt(squares / count) if count else math.nan for squares, count in over_processes(sums).tolist()]

    def histograms(self, tensors, bins):
        """Least, greatest and counts of every layer's tensors, one after the other; NaN where there is no such tensor."""
        samples = [seen.get(tensor) for seen in self.seen for tensor in tensors]
        device = self.device()
        low = torch.tensor([sample[0] if sample else math.inf for sample in samples], dtype=torch.double, device=device)
        high = torch.tensor([sample[1] if sample else -math.inf for sample in samples], dtype=torch.double, device=device)
        low, high = over_processes(low, "MIN"), over_processes(high, "MAX")
        counts = torch.zeros(len(samples), bins, dtype=torch.double, device=device)
        for index, sample in enumerate(samples):
            # Weights are the same everywhere: one process counts them.
            if sample and (tensors[index % len(tensors)] != "weight" or process()[0] == 0):
                width = (high[index] - low[index]).item()
                places = ((sample[2] - low[index]) * (bins / width if width > 0 else 0)).long().clamp(0, bins - 1)
                counts[index] = torch.bincount(places, minlength=bins).double()
        row = []
        for least, most, bin_counts in zip(low.tolist(), high.tolist(), over_processes(counts).tolist()):
            row += [least, most, *bin_counts] if least <= most else [math.nan, *[0.0] * (bins + 1)]
        return row

    # -- what was not finite ---------------------------------------------------------------------------------------

    def first_not_finite(self, compute):
        """Computes once more, and gives the first tensor that is NaN or infinite, as (place, tensor), or None.

        Forward from data to output, then backward, where `compute` says that the loss is finite.
        """
        forward, backward = {}, {}
        kinds = {"preactivation": "preactivation", "module": "activation"}

        def see(place, what, _module, _inputs, tensor):
            if what in kinds:
                forward.setdefault((2 * place + (what == "module")), not tensor.isfinite().all())
                if what == "module" and tensor.requires_grad:
                    tensor.register_hook(lambda gradient: backward.setdefault(-place, not gradient.isfinite().all()))

        self.looking(see)
        try:
            loss = compute()
            if over_processes((~loss.detach().isfinite()).long()).item():
                found = self.least(forward)
                return None if found is None else (found // 2, "activation" if found % 2 else "preactivation")
            loss.backward()
            found = self.least(backward)
            return None if found is None else (-found, "gradient")
        finally:
            self.looking(None)

    def least(self, faults):
        """The least key whose value is true in any process."""
        far = float(2 * len(self.layers) + 1)
        own = min((key for key, is_fault in faults.items() if is_fault), default=far)
        found = over_processes(torch.tensor([float(own)], device=self.device()), "MIN").item()
        return None if found == far else int(found)


def states_of(module, x):
    """Every state of a recurrence as a tensor of its own: a list a way, in the order of time."""
    if not isinstance(module, nn.RNNBase):
        module.states = []
        try:
            module.forward(x)
            return module.states
        finally:
            module.states = None
    ways = []
    for way in range(2 if module.bidirectional else 1):
        state, states = None, []
        for time in sorted(range(x.shape[1]), reverse=way == 1):
            _, state = module.forward(x[:, time : time + 1], state)
            hidden = state[0] if isinstance(state, tuple) else state
            own = hidden[way]
            hidden = torch.stack([own if other == way else torch.zeros_like(own) for other in range(len(hidden))])
            state = (hidden, state[1]) if isinstance(state, tuple) else hidden
            states.append(own)
        ways.append(states[::-1] if way == 1 else states)
    return ways


def measures_of(count, total, squares, zeros, outside, looked_at, back, back_count):
    """Measures of one layer from its sums, under the app's names."""
    found = {}
    if count:
        mean, square = total / count, squares / count
        found["signalMean"] = mean
        # Rounding can push a difference of equal squares just below 0.
        found["signalDeviation"] = math.sqrt(max(0.0, square - mean * mean)) if math.isfinite(square) else square
        found["signalRms"] = math.sqrt(square)
        found["zeroFraction"] = zeros / count
    if looked_at:
        found["saturatedFraction"] = outside / looked_at
    if back_count:
        found["gradientNorm"] = math.sqrt(back)
        found["gradientRms"] = math.sqrt(back / back_count)
    return found

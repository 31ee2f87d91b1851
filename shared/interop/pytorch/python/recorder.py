"""Measures training as the app does: of every layer and step the signal forward, the gradient backward, and the weights
with their update. Works by hooks; the network knows nothing of it.

A recorder hands each row of measures to an object with `write(row)` and `close()`: JsonLines below writes one line of
JSON a step. A file of another format is another such object.
"""

import json
import math

import torch


class JsonLines:
    """One JSON object a line. What is not finite is null: JSON has no such numbers."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")

    def write(self, row):
        self.file.write(json.dumps(finite(row), allow_nan=False) + "\n")
        self.file.flush()

    def close(self):
        self.file.close()


def finite(value):
    if isinstance(value, dict):
        return {key: finite(inner) for key, inner in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


class Recorder:
    """Use, once a step: forward and backward, `saw_gradients()`, the optimizer's step, `saw_update(...)`.

    `layers` is a list of dicts: `name`, `id` (the app's), `module` (whose output is the layer's) and, where they are not the
    usual ones below, which `call` of a shared module it is, the module before its activation, modules with weights, the
    axis of the channels, where the activation saturates, and whether units can die. Where gradients of several batches are
    accumulated, signals are those of the last one.
    """

    def __init__(self, network, layers, output):
        self.network = network
        usual = dict(call=0, preactivation=None, weights=[], channels=-1, saturated_below=None, saturated_above=None, can_die=False)
        layers = [{**usual, **layer} for layer in layers]
        self.layers = layers
        self.output = output
        self.calls = {}
        self.measures = {layer["name"]: {} for layer in layers}
        names = {layer[key] for layer in layers for key in ["module", "preactivation"] if layer[key]}
        modules = dict(network.named_modules())
        self.hooks = [network.register_forward_pre_hook(lambda *_: self.calls.clear())]
        self.hooks += [modules[name].register_forward_hook(self.hook_of(name)) for name in names]
        self.weights = {layer["name"]: self.weights_of(modules, layer) for layer in layers}
        self.before = {}

    @staticmethod
    def weights_of(modules, layer):
        return [weight for name in layer["weights"] for weight in modules[name].parameters() if weight.requires_grad]

    def hook_of(self, name):
        def hook(_module, _inputs, output):
            # While validating, nothing is measured.
            if not torch.is_grad_enabled():
                return
            call = self.calls.get(name, 0)
            self.calls[name] = call + 1
            # A recurrence hands out its states and the last of them.
            output = output[0] if isinstance(output, tuple) else output
            for layer in self.layers:
                if layer["module"] == name and layer["call"] == call:
                    self.saw_output(layer, output)
                if layer["preactivation"] == name and layer["call"] == call:
                    self.saw_preactivation(layer, output.detach())

        return hook

    def saw_output(self, layer, output):
        measures = self.measures[layer["name"]]
        values = output.detach().double()
        measures["signal_mean"] = values.mean().item()
        measures["signal_deviation"] = values.std(unbiased=False).item()
        measures["signal_rms"] = values.square().mean().sqrt().item()
        measures["zero_fraction"] = (values == 0).double().mean().item()
        if layer["can_die"]:
            units = values.movedim(layer["channels"], 0).flatten(1)
            measures["dead_now"] = (units == 0).all(dim=1).double().mean().item()
        if output.requires_grad:
            output.register_hook(lambda gradient: self.saw_gradient(measures, gradient.double()))

    def saw_preactivation(self, layer, values):
        below, above = layer["saturated_below"], layer["saturated_above"]
        if below is None and above is None:
            return
        outside = torch.zeros_like(values, dtype=torch.bool)
        if below is not None:
            outside |= values < below
        if above is not None:
            outside |= values > above
        self.measures[layer["name"]]["saturated_fraction"] = outside.double().mean().item()

    @staticmethod
    def saw_gradient(measures, gradient):
        measures["gradient_norm"] = gradient.norm().item()
        measures["gradient_rms"] = gradient.square().mean().sqrt().item()

    def saw_gradients(self):
        """After the backward pass, before gradients are clipped: as the loss gave them."""
        self.before = {}
        for name, weights in self.weights.items():
            with_gradient = [weight for weight in weights if weight.grad is not None]
            if not with_gradient:
                continue
            values = torch.cat([weight.detach().flatten() for weight in with_gradient]).double()
            gradients = torch.cat([weight.grad.flatten() for weight in with_gradient]).double()
            self.before[name] = values, with_gradient
            self.measures[name]["weight_norm"] = values.norm().item()
            self.measures[name]["weight_gradient_norm"] = gradients.norm().item()
            self.measures[name]["weight_gradient_rms"] = gradients.square().mean().sqrt().item()

    def saw_update(self, **step):
        """After the update; `step` is what the row begins with: step, epoch, loss, learning rate."""
        for name, (before, weights) in self.before.items():
            after = torch.cat([weight.detach().flatten() for weight in weights]).double()
            length = before.norm().item()
            # Weights of exactly 0 have no scale that a change could be compared with.
            if length > 0:
                self.measures[name]["update_ratio"] = (after - before).norm().item() / length
        self.output.write({**step, "layers": self.measures})
        for measures in self.measures.values():
            measures.clear()

    def close(self):
        for hook in self.hooks:
            hook.remove()
        self.output.close()

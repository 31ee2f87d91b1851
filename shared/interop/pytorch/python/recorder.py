import json
import math
import os
import sys
import time
from pathlib import Path

import torch
from group_rows import GroupRows
from probes import DeadUnits, Reading, Schedule, aside, gradient_noise, picture
from processes import joined, over_processes, process, share_of
from run_file import app_order, encode_run, finite, write_atomically
from watcher import Watcher


class Recorder:
    """Use: `begin(...)`; then a step `begin_step`, forward and backward, `saw_gradients`, the optimizer's step and
    `saw_update`; after an epoch `saw_validation` or `saw_no_validation`; and `close` at the end, or `with` around it all.

    `path` is the file that the app opens, also while it grows: it is written anew every few seconds, and by the first
    process alone. `about` is run.json, which the app wrote beside this file.
    """

    # Seconds between two writes, and how many times as long as one took there is none after it.
    INTERVAL, REST = 3.0, 20
    # Training rows that stand in for validation in the confusion matrix.
    STAND_IN_ROWS = 1000
    # Every epoch's end is looked at for so many epochs.
    WATCHED_EPOCHS = 5

    def __init__(self, network, layers, path, about=Path(__file__).with_name("run.json")):
        self.about = json.loads(Path(about).read_text(encoding="utf-8"))
        self.network = network
        # Looked up once: walking through all modules takes as long as a small step.
        self.parameters = list(network.parameters())
        self.buffers = dict(network.named_buffers())
        self.path = path
        self.layout = self.about["layout"]
        self.watcher = Watcher(network, layers, self.layout["branches"])
        # Without it a row of layers would say of one what is another's.
        if [layer["id"] for layer in self.watcher.layers] != [layer["node"] for layer in self.layout["layers"]]:
            raise ValueError(f"{about} is of another network than the layers of the model")
        self.groups = {group["name"]: GroupRows(**group) for group in self.about["groups"] if group["width"] > 1}
        self.reading = Reading(**self.about["outputs"])
        self.units = DeadUnits(self.watcher, self.about["deadChecks"])
        self.schedule = Schedule()
        self.due = set()
        self.started = time.time()
        self.run = f"pytorch-{int(self.started * 1000)}-{os.getpid()}"
        self.clock = time.monotonic()
        self.write_after = 0.0
        self.interval = self.INTERVAL
        self.step, self.epoch, self.rate = 0, 0, 0.0
        self.loss_scale = 1
        self.weights_step = None
        self.sound_buffers = None
        self.failure = None
        self.is_closed = False

    def __enter__(self):
        return self

    def __exit__(self, _kind, error, _trace):
        self.close(error)

    # -- what training tells ----------------------------------------------------------------------------------------

    def begin(self, data, loss_of, measure, learning_rate, steps=None, loss_scale=1):
        """Before the first step: looks at the network as it starts. `loss_of(rows, count)` is what these rows add to the
        mean loss of `count` rows, `measure(outputs, targets)` the metrics by name; `steps` is where training ends early.
        """
        self.data, self.loss_of, self.measure, self.rate = data, loss_of, measure, learning_rate
        self.loss_scale = loss_scale
        if steps is not None:
            self.layout["plannedSteps"] = min(steps, self.layout["plannedSteps"])
        rows = data.training[: self.about["document"]["training"]["batchSize"]]
        self.keep_buffers()
        self.due = set(self.schedule.INTERVALS)
        with aside(self.network):
            self.network.train()
            zero_gradients(self.network)
            self.watcher.begin(1.0, True)
            loss = self.loss_of(share_of(rows), len(rows))
            loss.backward()
            for weight in self.network.parameters():
                if weight.grad is not None:
                    weight.grad = over_processes(weight.grad)
            self.saw_gradients()
            with torch.no_grad():
                outputs = joined(self.network(self.data.features[share_of(rows)]))
                metrics = self.measure(outputs, joined(self.data.targets[share_of(rows)]))
        self.write_rows(over_processes(loss.detach()).item(), metrics)
        self.save("running", True)

    def begin_step(self, step, loss_scale=1):
        """Before the passes of a step. `loss_scale`: what keeps small gradients from becoming 0 in 16 bits."""
        self.step = step
        self.epoch = math.ceil(step / self.layout["stepsPerEpoch"])
        self.loss_scale = loss_scale
        ends = step % self.layout["stepsPerEpoch"] == 0 and self.epoch <= self.WATCHED_EPOCHS
        due = self.schedule.due(step, ends or step == self.layout["plannedSteps"])
        # The first process's clock decides for all: what is measured together must be measured by all.
        kinds = list(self.schedule.INTERVALS)
        bits = sum(1 << kinds.index(kind) for kind in due) if process()[0] == 0 else 0
        if process()[1] > 1:
            bits = int(over_processes(torch.tensor([bits], device=self.watcher.device())).item())
        self.due = {kind for index, kind in enumerate(kinds) if bits >> index & 1}
        if "often" in self.due:
            # DistributedDataParallel divides by the number of processes, so that the loss is multiplied by it.
            self.watcher.begin(loss_scale * process()[1], "seldom" in self.due)

    def saw_gradients(self):
        """After the backward pass, before gradients are clipped: as the loss gave them."""
        self.watcher.looking(None)
        gradients = [weight.grad for weight in self.parameters if weight.grad is not None]
        norms = [torch.linalg.vector_norm(gradient, dtype=torch.double) for gradient in gradients]
        self.gradient_norm = torch.stack(norms).norm().item() if norms else 0.0
        self.before = {}
        if "often" not in self.due:
            return
        for place, weights in enumerate(self.watcher.weights):
            seen = [weight for weight in weights if weight.grad is not None]
            if not seen:
                continue
            values = torch.cat([weight.detach().flatten() for weight in seen]).double()
            gradients = torch.cat([weight.grad.flatten() for weight in seen]).double()
            norms = {
                "weightNorm": values.norm().item(),
                "weightGradientNorm": gradients.norm().item(),
                "weightGradientRms": gradients.square().mean().sqrt().item(),
            }
            self.before[place] = values, seen, norms
            if "seldom" in self.due:
                self.watcher.seen[place]["weight"] = self.watcher.sample(weights[0].detach().double())

    def saw_update(self, loss, learning_rate, outputs, targets, loss_scale=1):
        """After the update. `loss` is that of the whole batch; `outputs` and `targets` are this process's rows of it."""
        self.rate, self.loss_scale = learning_rate, loss_scale
        self.keep_buffers()
        with torch.no_grad():
            metrics = self.measure(joined(outputs.detach().contiguous()), joined(targets.contiguous()))
        self.write_rows(loss, metrics)
        self.save("running")

    def saw_validation(self, figures, outputs, targets):
        """`figures`: loss and metrics by name, as `steps` have them; outputs and targets of all validation rows."""
        beside = [math.nan] * (1 + len(self.layout["metrics"]) - len(figures))
        self.append("validation", [self.step, self.epoch, *figures.values(), *beside])
        if self.layout["classNames"]:
            counts = self.reading.confusion(outputs, targets, len(self.layout["classNames"]))
            self.append("confusion", [self.step, *counts])

    @torch.no_grad()
    def saw_no_validation(self):
        """Training rows stand in for the confusion matrix where there are no others."""
        if not self.layout["classNames"]:
            return
        rows = share_of(self.data.training[: self.STAND_IN_ROWS])
        with aside(self.network):
            self.network.eval()
            outputs = joined(self.network(self.data.features[rows]))
        counts = self.reading.confusion(outputs, joined(self.data.targets[rows]), len(self.layout["classNames"]))
        self.append("confusion", [self.step, *counts])

    def restored(self, step):
        """The network has the weights of an earlier step again."""
        self.weights_step = step

    def saw_not_finite(self, rows, count):
        """A loss or gradient of these rows was NaN or infinite: looks which tensor was first."""
        weights = {route["tensor"]: route for route in self.about["weights"]}
        with aside(self.network):
            self.network.train()
            zero_gradients(self.network)
            found = self.watcher.first_not_finite(lambda: self.loss_of(share_of(rows), count))
            bad = [
                weights[name]
                for name, weight in self.network.named_parameters()
                if name in weights and weight.grad is not None and not weight.grad.isfinite().all()
            ]
        place, tensor = found or (None, "loss")
        node, weight = (None, None) if place is None else (self.watcher.layers[place]["id"], None)
        if found is None and bad:
            node, tensor, weight = bad[-1]["node"], "weightGradient", bad[-1]["name"]
        self.failed("not-finite", self.sentence(tensor, weight, node), node, tensor)

    def sentence(self, tensor, weight, node):
        texts = self.about["texts"]["notFinite"]
        names = {layer["node"]: layer["name"] or layer["kind"] for layer in self.layout["layers"]}
        said = {}
        for language in ["en", "zh"]:
            what = texts["tensorsOfWeight" if weight else "tensors"][tensor][language].replace("{{weight}}", weight or "")
            if node is not None:
                what = texts["ofNode"][language].replace("{{what}}", what).replace("{{node}}", names.get(node, node))
            said[language] = texts["sentence"][language].replace("{{step}}", str(self.step)).replace("{{what}}", what)
        return said

    def failed(self, kind, message, node=None, tensor=None):
        self.failure = {"kind": kind, "message": message, "step": self.step, "node": node, "tensor": tensor}

    def close(self, error=None):
        """Writes the file for the last time, with the weights; `error` is what ended training early, if anything did."""
        if self.is_closed:
            return
        self.is_closed = True
        self.watcher.close()
        stopped = isinstance(error, KeyboardInterrupt)
        if error is not None and not stopped and self.failure is None:
            text = self.about["texts"]["error"]
            reason = f"{type(error).__name__}: {error}"[:500]
            is_full = "out of memory" in reason.lower()
            message = {language: text[language].replace("{{reason}}", reason) for language in text}
            self.failed("out-of-memory" if is_full else "crashed", message)
        if self.failure is not None and self.failure["kind"] == "not-finite":
            # The update did not take place.
            self.step = max(0, self.step - 1)
        self.save("failed" if self.failure else "stopped" if stopped else "finished", True, True)

    # -- rows -------------------------------------------------------------------------------------------------------

    def append(self, group, row):
        if group in self.groups and process()[0] == 0:
            self.groups[group].append([float(number) for number in row])

    def keep_buffers(self):
        """Statistics as the last sound step left them: one that is not finite has spoilt them before it is noticed."""
        self.sound_buffers = {name: buffer.clone() for name, buffer in self.buffers.items()}

    def write_rows(self, loss, metrics):
        """The row of `steps`, and of every group whose time has come."""
        # Beside its metrics, a run with simulated 16 bits tells what gradients lost, which is not measured here, and the scale.
        beside = [math.nan, self.loss_scale][: len(self.layout["metrics"]) - len(metrics)]
        seconds = time.monotonic() - self.clock
        self.append("steps", [self.step, self.epoch, seconds, self.rate, loss, self.gradient_norm, *metrics.values(), *beside])
        # The order counts: dead units stand in the row of layers.
        measures = [
            ("pass", self.measure_units),
            ("often", self.measure_layers),
            ("rarely", self.measure_noise),
            ("seldom", self.measure_histograms),
            ("pass", self.measure_picture),
        ]
        spent = {"often": self.watcher.spent}
        for kind, measure in measures:
            if kind in self.due:
                begun = time.monotonic()
                measure()
                spent[kind] = spent.get(kind, 0.0) + time.monotonic() - begun
        for kind in self.due:
            self.schedule.took(kind, spent.get(kind, 0.0))

    def measure_units(self):
        rows = share_of(self.data.training[: DeadUnits.SAMPLES])
        if "units" in self.groups:
            self.append("units", [self.step, *self.units.measure(self.network, self.data.features[rows])])

    def measure_layers(self):
        row = [self.step]
        for place, measures in enumerate(self.watcher.measures()):
            if place in self.before:
                values, weights, norms = self.before[place]
                measures.update(norms)
                # Weights of exactly 0 have no scale that a change could be compared with.
                if self.step > 0 and norms["weightNorm"] > 0:
                    after = torch.cat([weight.detach().flatten() for weight in weights]).double()
                    measures["updateRatio"] = (after - values).norm().item() / norms["weightNorm"]
            measures.update(self.units.shares.get(place, {}))
            row += [measures.get(quantity, math.nan) for quantity in self.about["quantities"]]
        self.append("layers", row)
        if "branches" in self.groups:
            self.append("branches", [self.step, *self.watcher.branch_sizes()])
        if "timeSteps" in self.groups:
            found = self.watcher.time_steps(self.groups["timeSteps"].width - 1)
            if found:
                self.append("timeSteps", [self.step, *found])

    def measure_noise(self):
        if "noise" in self.groups:
            seed = self.about["document"]["training"]["seed"] + self.step
            self.append("noise", [self.step, *gradient_noise(self.network, self.data.training, self.loss_of, seed)])

    def measure_histograms(self):
        if "histograms" in self.groups and self.watcher.keeps_samples:
            histograms = self.about["histograms"]
            self.append("histograms", [self.step, *self.watcher.histograms(histograms["tensors"], histograms["bins"])])

    def measure_picture(self):
        if "picture" in self.groups and process()[0] == 0:
            like = self.data.features[0]
            found = picture(self.network, self.layout, self.about["picture"], self.reading, like)
            self.append("picture", [self.step, *found])

    # -- the file ---------------------------------------------------------------------------------------------------

    def save(self, phase, now=False, with_weights=False):
        """Writes the file where its time has come."""
        begun = time.monotonic()
        if process()[0] != 0 or (begun < self.write_after and not now):
            return
        checkpoint = self.checkpoint() if with_weights else None
        stored = [group.stored() for group in self.groups.values() if group.weights]
        body = {"document": self.about["document"], "layout": self.layout, "groups": stored, "checkpoint": checkpoint}
        content = encode_run(self.about["version"], self.summary(phase), body)
        try:
            write_atomically(self.path, content)
        except OSError as error:
            # The first and the last write must succeed. Between them a disk that is full, or a program that holds the
            # file for a moment, ends no training: the next write has all that this one has.
            if now:
                raise
            print(f"{self.path} could not be written, and is tried again: {error}", file=sys.stderr)
        self.interval = max(self.INTERVAL, self.REST * (time.monotonic() - begun))
        self.write_after = time.monotonic() + self.interval

    def checkpoint(self):
        state = {**dict(self.network.named_parameters()), **dict(self.network.named_buffers())}
        if self.failure and self.sound_buffers:
            state.update(self.sound_buffers)
        weights = [
            {"node": route["node"], "name": route["name"], "shape": route["shape"], "values": app_order(state, route)}
            for route in self.about["weights"]
        ]
        return {"step": self.step if self.weights_step is None else self.weights_step, "weights": weights}

    def summary(self, phase):
        """One line of a list of runs."""
        training = self.about["document"]["training"]
        seconds = time.monotonic() - self.clock
        left = self.layout["plannedSteps"] - self.step
        names = self.layout["metrics"]
        steps, validation = self.newest("steps"), self.newest("validation")
        metrics = dict(zip(names, steps[6:]))
        checked = {name: finite(value) for name, value in zip(names, validation[3:])}
        first = names[0] if names else ""
        figure = checked.get(first) if checked.get(first) is not None else finite(metrics.get(first))
        return {
            "run": self.run,
            "project": None,
            "draft": None,
            "name": self.about["document"]["name"],
            "started": int(self.started * 1000),
            "state": {
                "phase": phase,
                "step": self.step,
                "epoch": self.epoch,
                "plannedSteps": self.layout["plannedSteps"],
                "plannedEpochs": training["epochs"],
                "seconds": seconds,
                "secondsLeft": seconds / self.step * left if self.step > 0 and phase == "running" else None,
                "learningRate": self.rate,
                "backend": "pytorch",
                "failure": self.failure,
            },
            "loss": finite(steps[4] if steps else None),
            "validationLoss": finite(validation[2] if validation else None),
            "metric": None if figure is None else {"name": first, "value": figure},
            "validationMetrics": checked,
            "purpose": {"kind": "training"},
            "elsewhere": {
                "tool": f"PyTorch {torch.__version__}",
                "processes": process()[1],
                "device": self.watcher.device().type,
                "interval": self.interval,
            },
        }

    def newest(self, group):
        return (self.groups[group].newest if group in self.groups else None) or []


def zero_gradients(network):
    """Not None: a weight from which nothing leads to the loss has a gradient of 0."""
    for weight in network.parameters():
        weight.grad = torch.zeros_like(weight) if weight.requires_grad else None

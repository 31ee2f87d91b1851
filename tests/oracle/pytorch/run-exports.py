"""Runs exported folders one after the other in one process: starting PyTorch takes seconds.

Takes a JSON file: a list of {folder, rows, steps, training}; steps is 0 for none and null for all epochs. Writes
`results.safetensors` into each folder: `initial/NAME` as initialise() draws, then from the weights file `output` of the
first rows outside of training, `evaluation` of the validation share, `gradient/NAME` of their mean loss, and `weight/NAME` after training, whose measures are in
`run.vprun`.
"""

import importlib
import json
import pathlib
import sys
import traceback

import torch

MODULES = ["model", "data", "train", "recorder", "tensor_file"]


def modules_of(folder):
    """The modules of a folder; those of another one have the same names."""
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.path.insert(0, folder)
    try:
        return [importlib.import_module(name) for name in MODULES]
    finally:
        sys.path.pop(0)


def run(folder, rows, steps, training):
    model, data, train, recorder, files = modules_of(folder)
    weights = pathlib.Path(folder) / "weights.safetensors"
    data = data.load_data()
    network = model.Network()
    network.initialise()
    results = {f"initial/{name}": tensor.clone() for name, tensor in files.tensors_of(network).items()}
    files.load_weights(network, weights)
    # There and back, as a move to another device is: what layers share stays shared.
    network.double().float()
    first = data.training[:rows]
    network.eval()
    results["output"] = network(data.features[first])
    results["evaluation"] = torch.tensor(list(train.figures_of(*train.predict(network, data, data.validation), data).values()))
    network.train(training)
    targets = [data.targets[first]] + ([train.class_weights(data)] if hasattr(train, "class_weights") else [])
    losses_of = getattr(train, "training_losses", train.losses_of)
    (losses_of(network(data.features[first]), *targets).sum() / len(first)).backward()
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            results[f"gradient/{name}"] = torch.zeros_like(weight) if weight.grad is None else weight.grad
    if steps != 0:
        network = model.Network()
        files.load_weights(network, weights)
        network.double().float()
        with recorder.Recorder(network, model.LAYERS, pathlib.Path(folder) / "run.vprun") as kept:
            train.train(network, data, kept, steps)
        results.update({f"weight/{name}": tensor for name, tensor in files.tensors_of(network).items()})
    files.write_tensors(pathlib.Path(folder) / "results.safetensors", results)


torch.set_num_threads(1)
failures = {}
for case in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    try:
        run(**case)
    except Exception as error:  # One case that fails must not hide the others.
        failures[case["folder"]] = "".join(traceback.format_exception(type(error), error, error.__traceback__))
print(json.dumps(failures))

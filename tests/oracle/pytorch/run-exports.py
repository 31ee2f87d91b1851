"""Runs exported folders one after the other in one process: starting PyTorch takes seconds.

Takes a JSON file: a list of {folder, rows, steps, training}. Writes `results.safetensors` into each folder: `output` of
the first rows outside of training, `gradient/NAME` of their mean loss, and `weight/NAME` after so many steps.
"""

import importlib
import json
import pathlib
import sys

import torch

MODULES = ["model", "data", "train", "recorder", "tensor_file"]


def run(folder, rows, steps, training):
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.path.insert(0, folder)
    try:
        model, train, files = (importlib.import_module(name) for name in ["model", "train", "tensor_file"])
        data = importlib.import_module("data").load_data()
    finally:
        sys.path.pop(0)
    weights = pathlib.Path(folder) / "weights.safetensors"
    network = model.Network()
    network.initialise()
    files.load_weights(network, weights)
    first = data.training[:rows]
    network.eval()
    results = {"output": network(data.features[first])}
    network.train(training)
    targets = [data.targets[first]] + ([train.class_weights(data)] if hasattr(train, "class_weights") else [])
    (train.training_losses(network(data.features[first]), *targets).sum() / len(first)).backward()
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            results[f"gradient/{name}"] = torch.zeros_like(weight) if weight.grad is None else weight.grad
    if steps:
        network = model.Network()
        files.load_weights(network, weights)
        recorder = importlib.import_module("recorder") if False else sys.modules["recorder"]
        kept = recorder.Recorder(network, model.LAYERS, recorder.JsonLines(pathlib.Path(folder) / "run.jsonl"))
        train.train(network, data, kept, steps)
        kept.close()
        results.update({f"weight/{name}": tensor for name, tensor in files.tensors_of(network).items()})
    files.write_tensors(pathlib.Path(folder) / "results.safetensors", results)


torch.set_num_threads(1)
failures = {}
for case in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    try:
        run(**case)
    except Exception as error:  # One case that fails must not hide the others.
        failures[case["folder"]] = f"{type(error).__name__}: {error}"
print(json.dumps(failures))

"""What every topic shares: seeded random tensors, and how they are written."""

import json
import pathlib

import torch

DATA = pathlib.Path(__file__).parent.parent / "data"
torch.set_default_dtype(torch.float64)


def random(*shape, scale=1.0):
    # Through float32: the engine must be able to start from exactly these numbers.
    return (torch.randn(*shape) * scale).float().double()


def tensor(x):
    return {"shape": list(x.shape), "values": [float(f"{v:.10g}") for v in x.detach().reshape(-1).tolist()]}


def write(name, cases):
    text = json.dumps(cases, separators=(",", ":"))
    path = DATA / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n")
    print(name, len(cases), "cases", len(text), "bytes")


def choice(kind, **parameters):
    return {"kind": kind, "parameters": parameters}


def layer_case(kind, parameters, inputs, weights, function, training=True, updates=None):
    inputs = [x.clone().requires_grad_() for x in inputs]
    trained = {name: w.clone().requires_grad_() for name, w in weights.items()}
    output = function(inputs, trained)
    dy = random(*output.shape)
    if output.requires_grad:
        output.backward(dy)
    return {
        "kind": kind,
        "parameters": parameters,
        "training": training,
        "inputs": [tensor(x) for x in inputs],
        "weights": {name: tensor(w) for name, w in trained.items()},
        "output": tensor(output),
        "dy": tensor(dy),
        "inputGradients": [tensor(x.grad) for x in inputs],
        "weightGradients": {name: tensor(w.grad) for name, w in trained.items() if w.grad is not None},
        "updates": {name: tensor(w) for name, w in (updates or {}).items()},
    }

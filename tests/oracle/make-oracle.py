"""Writes data/*.json: what PyTorch computes for every layer, activation, loss and optimizer of the catalogue.

Run with a Python that has torch (Debian: apt install python3-torch): python3 tests/oracle/make-oracle.py
Everything is computed in float64 and rounded to what float32 can hold several times over, so that the files stand
for the true value and not for another float32 rounding. The files are committed: the tests need no Python.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20240229)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent / "data"


def random(*shape, scale=1.0):
    # Through float32: the engine must be able to start from exactly these numbers.
    return (torch.randn(*shape) * scale).float().double()


def tensor(x):
    return {"shape": list(x.shape), "values": [float(f"{v:.10g}") for v in x.detach().reshape(-1).tolist()]}


def write(name, cases):
    text = json.dumps(cases, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text + "\n")
    print(name, len(cases), "cases", len(text), "bytes")


def choice(kind, **parameters):
    return {"kind": kind, "parameters": parameters}


# Activations.

SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805
ACTIVATIONS = [
    (choice("linear"), lambda x: x * 1),
    (choice("relu"), F.relu),
    (choice("leakyRelu"), lambda x: F.leaky_relu(x, 0.01)),
    (choice("leakyRelu", slope=0.2), lambda x: F.leaky_relu(x, 0.2)),
    (choice("elu"), F.elu),
    (choice("elu", alpha=0.5), lambda x: F.elu(x, 0.5)),
    (choice("selu"), F.selu),
    (choice("gelu"), F.gelu),
    (choice("swish"), F.silu),
    (choice("softplus"), lambda x: F.softplus(x, threshold=1e9) if x.max() < 30 else torch.logaddexp(x, torch.zeros_like(x))),
    (choice("sigmoid"), torch.sigmoid),
    (choice("scaledSigmoid"), lambda x: 4 * torch.sigmoid(x) - 2),
    (choice("tanh"), torch.tanh),
    (choice("softmax"), lambda x: F.softmax(x, dim=-1)),
]


def activation_cases():
    cases = []
    extremes = torch.tensor([[0.0, -0.0, 30.0, -30.0, 90.0, -90.0, 1e-3, -1e-3]])
    for activation, function in ACTIVATIONS:
        for x in (random(5, 7, scale=2.0), extremes):
            x = x.clone().requires_grad_()
            dy = random(*x.shape)
            y = function(x)
            y.backward(dy)
            cases.append({"activation": activation, "x": tensor(x), "y": tensor(y), "dy": tensor(dy), "dx": tensor(x.grad)})
    return cases


# Losses.


def per_sample(loss):
    return loss.reshape(loss.shape[0], -1).mean(dim=1)


def clip(p):
    return p.clamp(1e-7, 1 - 1e-7)


LOSSES = [
    (choice("meanSquaredError"), "numbers", lambda y, t: per_sample((y - t) ** 2)),
    (choice("meanAbsoluteError"), "numbers", lambda y, t: per_sample((y - t).abs())),
    (choice("huber"), "numbers", lambda y, t: per_sample(F.huber_loss(y, t, reduction="none"))),
    (choice("huber", delta=0.3), "numbers", lambda y, t: per_sample(F.huber_loss(y, t, reduction="none", delta=0.3))),
    (choice("binaryCrossEntropy", fromLogits=True), "logits-binary", lambda y, t: per_sample(F.binary_cross_entropy_with_logits(y, t, reduction="none"))),
    (choice("binaryCrossEntropy", fromLogits=False), "probabilities-binary", lambda y, t: per_sample(F.binary_cross_entropy(clip(y), t, reduction="none"))),
    (choice("categoricalCrossEntropy", fromLogits=True), "logits-one-hot", lambda y, t: -(t * F.log_softmax(y, dim=1)).sum(dim=1)),
    (choice("categoricalCrossEntropy", fromLogits=False), "probabilities-one-hot", lambda y, t: -(t * clip(y).log()).sum(dim=1)),
    (choice("hinge"), "signs", lambda y, t: per_sample(F.relu(1 - t * y))),
]


def one_hot(rows, columns):
    return F.one_hot(torch.randint(columns, (rows,)), columns).double()


def loss_inputs(layout, rows, columns):
    outputs = random(rows, columns, scale=2.0)
    if layout == "numbers":
        return outputs, random(rows, columns)
    if layout == "signs":
        return outputs, torch.randint(2, (rows, columns)).double() * 2 - 1
    if layout.endswith("binary"):
        targets = torch.randint(2, (rows, columns)).double()
        return (torch.sigmoid(outputs) if layout.startswith("prob") else outputs), targets
    return (F.softmax(outputs, dim=1) if layout.startswith("prob") else outputs), one_hot(rows, columns)


def loss_cases():
    cases = []
    for loss, layout, function in LOSSES:
        sizes = [(6, 3)] if "one-hot" in layout else [(6, 1), (6, 3)]
        for rows, columns in sizes:
            outputs, targets = loss_inputs(layout, rows, columns)
            # float32 once more: softmax and sigmoid made new digits.
            outputs = outputs.float().double().requires_grad_()
            value = function(outputs, targets)
            value.sum().backward()
            cases.append({"loss": loss, "outputs": tensor(outputs), "targets": tensor(targets), "value": tensor(value), "gradient": tensor(outputs.grad)})
        if "logits" in layout:
            outputs = torch.tensor([[60.0, -60.0, 0.0], [-100.0, 100.0, 100.0]]).requires_grad_()
            targets = torch.tensor([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]])
            value = function(outputs, targets)
            value.sum().backward()
            cases.append({"loss": loss, "outputs": tensor(outputs), "targets": tensor(targets), "value": tensor(value), "gradient": tensor(outputs.grad)})
    return cases


# Optimizers.

OPTIMIZERS = [
    (choice("sgd"), lambda w, rate: torch.optim.SGD(w, lr=rate)),
    (choice("momentum"), lambda w, rate: torch.optim.SGD(w, lr=rate, momentum=0.9)),
    (choice("momentum", momentum=0.5), lambda w, rate: torch.optim.SGD(w, lr=rate, momentum=0.5)),
    (choice("nesterov"), lambda w, rate: torch.optim.SGD(w, lr=rate, momentum=0.9, nesterov=True)),
    (choice("rmsprop"), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.9, eps=1e-8)),
    (choice("rmsprop", decay=0.99, epsilon=1e-3), lambda w, rate: torch.optim.RMSprop(w, lr=rate, alpha=0.99, eps=1e-3)),
    (choice("adam"), lambda w, rate: torch.optim.Adam(w, lr=rate)),
    (choice("adam", beta1=0.5, beta2=0.9, epsilon=1e-4), lambda w, rate: torch.optim.Adam(w, lr=rate, betas=(0.5, 0.9), eps=1e-4)),
    (choice("adamw"), lambda w, rate: torch.optim.AdamW(w, lr=rate, weight_decay=0.01)),
    (choice("adamw", weightDecay=0.2), lambda w, rate: torch.optim.AdamW(w, lr=rate, weight_decay=0.2)),
]
STEPS, SIZE = 20, 9


def optimizer_cases():
    cases = []
    for optimizer, make in OPTIMIZERS:
        rate = 0.05
        start = random(SIZE)
        gradients = random(STEPS, SIZE, scale=0.3)
        weight = start.clone().requires_grad_()
        update = make([weight], rate)
        path = []
        for gradient in gradients:
            weight.grad = gradient.clone()
            update.step()
            path.append(weight.detach().clone())
        cases.append({"optimizer": optimizer, "learningRate": rate, "start": tensor(start), "gradients": tensor(gradients), "path": tensor(torch.stack(path))})
    return cases


# Layers.


def batch_norm(x, gamma, beta, mean, variance, training):
    flat = x.reshape(-1, x.shape[-1])
    return F.batch_norm(flat, mean, variance, gamma, beta, training=training, momentum=0, eps=1e-5).reshape(x.shape)


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


def layer_cases():
    x = random(5, 4)
    kernel, bias = random(4, 3), random(3)
    gamma, beta = random(4) + 1, random(4)
    mean, variance = random(4), random(4).abs() + 0.5
    norm = {"gamma": gamma, "beta": beta, "movingMean": mean, "movingVariance": variance}
    image = random(3, 2, 2, 4)

    def moved(x, momentum=0.9):
        flat = x.reshape(-1, x.shape[-1])
        return {
            "movingMean": momentum * mean + (1 - momentum) * flat.mean(dim=0),
            "movingVariance": momentum * variance + (1 - momentum) * flat.var(dim=0, unbiased=False),
        }

    def norm_of(training):
        return lambda i, w: batch_norm(i[0], w["gamma"], w["beta"], mean.clone(), variance.clone(), training)

    def layer_norm(i, w):
        return F.layer_norm(i[0], (4,), w["gamma"], w["beta"], 1e-5)

    constant = random(2, 3)
    return [
        layer_case("input", {}, [], {}, lambda i, w: x),
        layer_case("output", {}, [x], {}, lambda i, w: i[0] * 1),
        layer_case("activation", {"activation": choice("tanh")}, [x], {}, lambda i, w: torch.tanh(i[0])),
        layer_case("dense", {"units": 3, "activation": choice("linear")}, [x], {"kernel": kernel, "bias": bias}, lambda i, w: i[0] @ w["kernel"] + w["bias"]),
        layer_case("dense", {"units": 3, "activation": choice("sigmoid")}, [x], {"kernel": kernel, "bias": bias}, lambda i, w: torch.sigmoid(i[0] @ w["kernel"] + w["bias"])),
        layer_case("dense", {"units": 3, "activation": choice("softmax"), "useBias": False}, [x], {"kernel": kernel}, lambda i, w: F.softmax(i[0] @ w["kernel"], dim=1)),
        layer_case("dense", {"units": 1, "activation": choice("relu")}, [random(1, 1)], {"kernel": random(1, 1), "bias": random(1)}, lambda i, w: F.relu(i[0] @ w["kernel"] + w["bias"])),
        layer_case("dropout", {"rate": 0.5}, [x], {}, lambda i, w: i[0] * 1, training=False),
        layer_case("batchNormalization", {}, [x], norm, norm_of(True), updates=moved(x)),
        layer_case("batchNormalization", {}, [x], norm, norm_of(False), training=False),
        layer_case("batchNormalization", {"momentum": 0.5}, [image], norm, norm_of(True), updates=moved(image, 0.5)),
        layer_case("layerNormalization", {}, [x], {"gamma": gamma, "beta": beta}, layer_norm),
        layer_case("layerNormalization", {}, [image], {"gamma": gamma, "beta": beta}, layer_norm),
        layer_case("flatten", {}, [image], {}, lambda i, w: i[0].reshape(3, 16)),
        layer_case("reshape", {"shape": [8, 2]}, [image], {}, lambda i, w: i[0].reshape(3, 8, 2)),
        layer_case("add", {}, [x, random(5, 4), random(5, 4)], {}, lambda i, w: sum(i)),
        layer_case("multiply", {}, [x, random(5, 4), random(5, 4)], {}, lambda i, w: math.prod(i[1:], start=i[0])),
        layer_case("concatenate", {}, [x, random(5, 1), random(5, 3)], {}, lambda i, w: torch.cat(i, dim=-1)),
        layer_case("concatenate", {}, [image, random(3, 2, 2, 2)], {}, lambda i, w: torch.cat(i, dim=-1)),
        layer_case("constant", {"shape": [2, 3]}, [], {"value": constant}, lambda i, w: constant.expand(5, 2, 3)),
    ]


HERE.mkdir(exist_ok=True)
write("activations", activation_cases())
write("losses", loss_cases())
write("optimizers", optimizer_cases())
write("layers", layer_cases())

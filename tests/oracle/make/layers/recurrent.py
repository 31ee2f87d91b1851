"""Recurrences: the functions behind torch.nn.RNN, LSTM and GRU where they have the case, the formula where not."""

import torch

from common import choice, layer_case, random

# The position of each of PyTorch's gates among ours: its GRU has r, z, n; ours, as Keras's, z, r, n.
ORDERS = {"simpleRnn": [0], "lstm": [0, 1, 2, 3], "gru": [1, 0, 2]}


def named(name, second):
    return "backward" + name[0].upper() + name[1:] if second else name


def torch_gates(kind, x):
    blocks = x.chunk(len(ORDERS[kind]), dim=-1)
    return torch.cat([blocks[place] for place in ORDERS[kind]], dim=-1)


def weights_of(kind, features, units, both=False, bias=True):
    gates = len(ORDERS[kind])
    made = {}
    for second in [False, True][: 2 if both else 1]:
        made[named("kernel", second)] = random(features, gates * units, scale=0.6)
        made[named("recurrentKernel", second)] = random(units, gates * units, scale=0.6)
        if bias:
            made[named("bias", second)] = random(gates * units, scale=0.3)
        if bias and kind == "gru":
            made[named("recurrentBias", second)] = random(gates * units, scale=0.3)
    return made


def function_of(kind, parameters):
    if kind == "simpleRnn":
        return torch.rnn_relu if parameters.get("activation", {}).get("kind") == "relu" else torch.rnn_tanh
    return {"lstm": torch.lstm, "gru": torch.gru}[kind]


def by_torch(kind, parameters):
    """What torch.nn.RNN, LSTM or GRU compute with our weights in their places."""
    direction = parameters.get("direction", "forward")
    both = direction == "both"
    units = parameters["units"]

    def run(i, w):
        given = []
        for second in [False, True][: 2 if both else 1]:
            zeros = torch.zeros(len(ORDERS[kind]) * units)
            get = lambda name: torch_gates(kind, w.get(named(name, second), zeros))
            given += [get("kernel").T, get("recurrentKernel").T, get("bias"), get("recurrentBias")]
        x = i[0].flip(1) if direction == "backward" else i[0]
        zero = torch.zeros(2 if both else 1, x.shape[0], units)
        start = (zero, zero) if kind == "lstm" else zero
        # Biases, layers, dropout, training, both directions, batch first.
        states = function_of(kind, parameters)(x, start, given, True, 1, 0.0, False, both, True)[0]
        if direction == "backward":
            states = states.flip(1)
        if parameters.get("returns") == "sequence":
            first, second = (states[..., :units], states[..., units:])
        elif both:
            first, second = (states[:, -1, :units], states[:, 0, units:])
        else:
            first, second = (states[:, 0 if direction == "backward" else -1], None)
        if not both:
            return first
        merges = {
            "concatenate": lambda: torch.cat([first, second], dim=-1),
            "sum": lambda: first + second,
            "average": lambda: (first + second) / 2,
            "multiply": lambda: first * second,
        }
        return merges[parameters.get("merge", "concatenate")]()

    return run


def torch_case(kind, parameters, x, bias=True):
    both = parameters.get("direction") == "both"
    weights = weights_of(kind, x.shape[2], parameters["units"], both, bias)
    return layer_case(kind, {**parameters, "useBias": bias}, [x], weights, by_torch(kind, parameters))


def lstm_swish(i, w):
    """Other activations than torch.nn.LSTM knows: swish for the candidate and the memory, tanh gates."""
    x, h, c = i[0], torch.zeros(i[0].shape[0], 2), torch.zeros(i[0].shape[0], 2)
    swish = lambda v: v * torch.sigmoid(v)
    for t in range(x.shape[1]):
        i_, f, g, o = (x[:, t] @ w["kernel"] + w["bias"] + h @ w["recurrentKernel"]).chunk(4, dim=-1)
        c = torch.tanh(f) * c + torch.tanh(i_) * swish(g)
        h = torch.tanh(o) * swish(c)
    return h


def cases():
    made = []
    for kind in ORDERS:
        made += [
            torch_case(kind, {"units": 3}, random(3, 4, 2)),
            torch_case(kind, {"units": 2, "returns": "sequence"}, random(2, 5, 3)),
            torch_case(kind, {"units": 2, "direction": "backward"}, random(2, 4, 2), bias=False),
            torch_case(kind, {"units": 2, "direction": "backward", "returns": "sequence"}, random(2, 3, 2)),
            torch_case(kind, {"units": 2, "direction": "both"}, random(2, 4, 3)),
            torch_case(kind, {"units": 2, "direction": "both", "returns": "sequence"}, random(2, 4, 2)),
            torch_case(kind, {"units": 1}, random(1, 1, 1)),
        ]
        for merge in ["sum", "average", "multiply"]:
            made.append(torch_case(kind, {"units": 2, "direction": "both", "returns": "sequence", "merge": merge}, random(2, 3, 2)))
        made.append(torch_case(kind, {"units": 2, "direction": "both", "merge": "multiply"}, random(2, 3, 2)))
    made.append(torch_case("simpleRnn", {"units": 3, "activation": choice("relu")}, random(3, 6, 2)))
    other = {"units": 2, "activation": choice("swish"), "recurrentActivation": choice("tanh")}
    made.append(layer_case("lstm", other, [random(3, 4, 2)], weights_of("lstm", 2, 2), lstm_swish))
    return made

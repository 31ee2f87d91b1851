"""Embedding, time-distributed Dense, attention and Dot: torch.nn.functional where it has them, the formula where not."""

import math

import torch
import torch.nn.functional as F

from common import choice, layer_case, random


def whole(shape, limit):
    return torch.randint(limit, shape).double()


def embed(i, w):
    # The engine gives whole numbers a gradient of 0, so that what comes before them gets one.
    return F.embedding(i[0].detach().long(), w["embeddings"]) + 0 * i[0].unsqueeze(-1)


def attend(query, value, key, scale, causal=False):
    scores = query @ key.transpose(1, 2) * scale
    if causal:
        future = torch.ones(scores.shape[1:]).triu(1).bool()
        scores = scores.masked_fill(future, float("-inf"))
    return F.softmax(scores, dim=-1) @ value


def attention(scaled=True, causal=False):
    def run(i, w):
        key = i[2] if len(i) > 2 else i[1]
        return attend(i[0], i[1], key, 1 / math.sqrt(i[0].shape[2]) if scaled else 1, causal)

    return run


def heads_case(parameters, inputs, width):
    """By F.multi_head_attention_forward where its equal widths allow, which they do wherever width is the query's."""
    heads = parameters["heads"]
    bias = parameters.get("useBias", True)
    roles = {"query": inputs[0], "value": inputs[min(1, len(inputs) - 1)], "key": inputs[-1]}
    features = inputs[0].shape[2]
    weights = {}
    for role, x in roles.items():
        weights[role + "Kernel"] = random(x.shape[2], width, scale=0.7)
        weights[role + "Bias"] = random(width, scale=0.3)
    weights["outputKernel"] = random(width, features, scale=0.7)
    weights["outputBias"] = random(features, scale=0.3)
    if not bias:
        weights = {name: w for name, w in weights.items() if name.endswith("Kernel")}

    def by_torch(i, w):
        query, value, key = i[0], i[min(1, len(i) - 1)], i[-1]
        mask = torch.ones(query.shape[1], key.shape[1]).triu(1).bool() if parameters.get("causal") else None
        in_bias = torch.cat([w[role + "Bias"] for role in ["query", "key", "value"]]) if bias else None
        return F.multi_head_attention_forward(
            query.transpose(0, 1), key.transpose(0, 1), value.transpose(0, 1), width, heads, None, in_bias, None, None,
            False, 0.0, w["outputKernel"].T, w.get("outputBias"), attn_mask=mask, use_separate_proj_weight=True,
            q_proj_weight=w["queryKernel"].T, k_proj_weight=w["keyKernel"].T, v_proj_weight=w["valueKernel"].T,
            need_weights=False,
        )[0].transpose(0, 1)

    def by_formula(i, w):
        query, value, key = i[0], i[min(1, len(i) - 1)], i[-1]

        def apart(x, role):
            rows = x @ w[role + "Kernel"] + w.get(role + "Bias", 0)
            return rows.reshape(*x.shape[:2], heads, -1).transpose(1, 2).flatten(0, 1)

        k = width // heads
        out = attend(apart(query, "query"), apart(value, "value"), apart(key, "key"), 1 / math.sqrt(k), parameters.get("causal"))
        joined = out.reshape(query.shape[0], heads, query.shape[1], k).transpose(1, 2).flatten(2)
        return joined @ w["outputKernel"] + w.get("outputBias", 0)

    run = by_torch if features == width else by_formula
    return layer_case("multiHeadAttention", parameters, inputs, weights, run)


def dot(first=1, second=1, normalize=False):
    def run(i, w):
        a, b = i[0].movedim(-first, -1), i[1].movedim(-second, -1)
        if normalize:
            a, b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
        y = torch.einsum("bik,bjk->bij", a.flatten(1, -2) if a.dim() > 2 else a.unsqueeze(1), b.flatten(1, -2) if b.dim() > 2 else b.unsqueeze(1))
        rest = [*a.shape[1:-1], *b.shape[1:-1]]
        return y.reshape(a.shape[0], *(rest or [1]))

    return run


def cases():
    made = []
    words = whole((3, 4), 5)
    for parameters, x in [({"vocabulary": 5, "dimensions": 3}, words), ({"vocabulary": 2, "dimensions": 1}, whole((2, 2, 3), 2))]:
        table = random(parameters["vocabulary"], parameters["dimensions"])
        made.append(layer_case("embedding", parameters, [x], {"embeddings": table}, embed))

    kernel, bias = random(3, 4), random(4)
    linear = lambda i, w: F.linear(i[0], w["kernel"].T, w.get("bias"))
    made += [
        layer_case("timeDistributed", {"units": 4, "activation": choice("linear")}, [random(2, 5, 3)], {"kernel": kernel, "bias": bias}, linear),
        layer_case("timeDistributed", {"units": 4, "activation": choice("softmax"), "useBias": False}, [random(2, 2, 2, 3)], {"kernel": kernel}, lambda i, w: F.softmax(linear(i, w), dim=-1)),
    ]

    query, value, key = random(2, 3, 4), random(2, 5, 2), random(2, 5, 4)
    made += [
        layer_case("attention", {}, [query, key], {}, attention()),
        layer_case("attention", {}, [query, value, key], {}, attention()),
        layer_case("attention", {"scaled": False}, [query, value, key], {}, attention(scaled=False)),
        layer_case("attention", {"causal": True}, [query, value, key], {}, attention(causal=True)),
        layer_case("attention", {"causal": True}, [key, query], {}, attention(causal=True)),
    ]

    made += [
        heads_case({"heads": 2, "keyDimensions": 2}, [random(2, 3, 4)], 4),
        heads_case({"heads": 1, "keyDimensions": 4, "causal": True}, [random(2, 3, 4)], 4),
        heads_case({"heads": 2, "keyDimensions": 2, "useBias": False}, [random(2, 3, 4), random(2, 5, 3)], 4),
        heads_case({"heads": 2, "keyDimensions": 2}, [random(2, 2, 4), random(2, 3, 3), random(2, 3, 5)], 4),
        heads_case({"heads": 3, "keyDimensions": 2, "causal": True}, [random(2, 4, 3)], 6),
        heads_case({"heads": 2, "keyDimensions": 1}, [random(1, 1, 2), random(1, 2, 3)], 2),
    ]

    made += [
        layer_case("dot", {}, [random(3, 4), random(3, 4)], {}, dot()),
        layer_case("dot", {}, [random(2, 3, 4), random(2, 5, 4)], {}, dot()),
        layer_case("dot", {"firstAxis": 2, "secondAxis": 1}, [random(2, 3, 4), random(2, 5, 3)], {}, dot(2, 1)),
        layer_case("dot", {"firstAxis": 1, "secondAxis": 2}, [random(2, 3), random(2, 3, 2)], {}, dot(1, 2)),
        layer_case("dot", {"normalize": True}, [random(3, 4), random(3, 4)], {}, dot(normalize=True)),
        layer_case("dot", {"firstAxis": 2, "secondAxis": 2, "normalize": True}, [random(2, 3, 2), random(2, 3, 4)], {}, dot(2, 2, True)),
        layer_case("dot", {"firstAxis": 3, "secondAxis": 2}, [random(2, 3, 2, 2), random(2, 3, 2)], {}, dot(3, 2)),
    ]
    return made

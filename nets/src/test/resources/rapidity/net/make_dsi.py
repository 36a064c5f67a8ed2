"""Writes dsi.json: results of deep sets with invariants in float64 with PyTorch, straight from the formulas
(arXiv:2405.14806, App. C.1).

    python make_dsi.py > dsi.json

Every particle and every pair is a step of a loop. Weights and momenta come from formulas, so that only names, shapes and
results are stored.
"""

import json
import math

import torch
from torch import nn

torch.set_default_dtype(torch.float64)

TYPES, HIDDEN, LAYERS, LATENT, OUT = [0, 0, 1, 2, 2], 6, 2, 3, 2
FIRST, SECOND = 5, 3  # events of the first batch, from which means and deviations are, and of the one that is stored


def mlp(inputs, out):
    widths = [inputs] + LAYERS * [HIDDEN]
    parts = []
    for a, b in zip(widths, widths[1:]):
        parts += [nn.Linear(a, b), nn.GELU()]
    return nn.Sequential(*parts, nn.Linear(HIDDEN, out))


def fill(name, parameter):
    at = sum(map(ord, name))
    n = parameter.numel()
    values = torch.tensor([math.sin(0.7 * k + 1.3 * at) for k in range(n)])
    factor = 1 / math.sqrt(parameter.shape[-1]) if parameter.dim() > 1 else 1
    with torch.no_grad():
        parameter.copy_((factor * values).reshape(parameter.shape))


def momenta(events, start):
    """Massless particles, and one with m^2 = 0.3."""
    p = torch.zeros(events, len(TYPES), 4)
    for e in range(events):
        for i, kind in enumerate(TYPES):
            for k in range(3):
                p[e, i, 1 + k] = math.sin(0.9 * i + (1.7 + 0.4 * k) * (e + start) + 2.9 * k)
            p[e, i, 0] = math.sqrt(p[e, i, 1:].square().sum() + (0.3 if kind == 1 else 0.0))
    return p


def invariants(p):
    """ln of the products of all pairs, each with itself included."""
    rows = []
    for event in p:
        row = []
        for i in range(len(TYPES)):
            for j in range(i, len(TYPES)):
                product = event[i, 0] * event[j, 0] - torch.dot(event[i, 1:], event[j, 1:])
                row.append(torch.log(torch.clamp(product, min=1e-4)))
        rows.append(torch.stack(row))
    return torch.stack(rows)


kinds = max(TYPES) + 1
sets = {f"deepsets.{t}.mlp": mlp(4, LATENT) for t in range(kinds)}
pairs = len(TYPES) * (len(TYPES) + 1) // 2
last = mlp(kinds * LATENT + pairs, OUT)
shapes = {}
for prefix, net in [*sets.items(), ("mlp", last)]:
    for name, parameter in net.named_parameters():
        fill(f"{prefix}.{name}", parameter)
        shapes[f"{prefix}.{name}"] = list(parameter.shape)
shapes |= {"inv_mean": [pairs], "inv_std": [pairs], "inv_inited": [1]}

first = invariants(momenta(FIRST, 0))
mean, deviation = first.mean(0), first.std(0).clamp(min=1e-5)


def result(p):
    parts = []
    for t in range(kinds):
        parts.append(sum(sets[f"deepsets.{t}.mlp"](p[:, i]) for i in range(len(TYPES)) if TYPES[i] == t))
    return last(torch.cat([*parts, (invariants(p) - mean) / deviation], 1))


second = momenta(SECOND, FIRST)
print(
    json.dumps(
        {
            "_": "Written by make_dsi.py.",
            "first": FIRST,
            "second": SECOND,
            "shapes": shapes,
            "mean": mean.tolist(),
            "deviation": deviation.tolist(),
            "results": result(second).flatten().tolist(),
        }
    )
)

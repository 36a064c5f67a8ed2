"""Writes cgenn.json: results of a CGENN in float64, straight from its formulas (arXiv:2305.11141; as a baseline for
amplitudes: arXiv:2405.14806, App. C).

    python make_cgenn.py > cgenn.json

Products go through the full table [16][16][16], derived from the metric here; edges, channels and grades are loops and
einsum. Weights and inputs come from formulas, so that only names, shapes and results are stored.
"""

import itertools
import json
import math

import numpy as np

METRIC = [1, -1, -1, -1]
BLADES = [b for g in range(5) for b in itertools.combinations(range(4), g)]
GRADE = np.array([len(b) for b in BLADES])

# particles of each event, types, multivectors, scalars, width of the decoder, results, layers
EVENTS = [4, 1, 6, 9]
TYPES, X, H, DECODER, OUT, LAYERS = 3, 3, 7, 6, 2, 2


def table():
    """t[i, j, k]: component i of the product of blades j and k."""
    t = np.zeros((16, 16, 16))
    for j, left in enumerate(BLADES):
        for k, right in enumerate(BLADES):
            sign, word = 1, list(left + right)
            swapped = True
            while swapped:
                swapped = False
                for a in range(len(word) - 1):
                    if word[a] > word[a + 1]:
                        word[a], word[a + 1] = word[a + 1], word[a]
                        sign, swapped = -sign, True
            a = 0
            while a + 1 < len(word):
                if word[a] == word[a + 1]:
                    sign *= METRIC[word[a]]
                    del word[a : a + 2]
                    a = 0
                else:
                    a += 1
            t[BLADES.index(tuple(word)), j, k] = sign
    return t


TABLE = table()
REVERSAL = np.array([(-1) ** (g * (g - 1) // 2) for g in GRADE])
FORM = np.array([REVERSAL[k] * TABLE[0, k, k] for k in range(16)])  # <x, x> = sum of FORM x^2
PATHS = [
    (i, j, k)
    for j in range(5)
    for i in range(5)
    for k in range(5)
    if np.any(TABLE[np.ix_(GRADE == j, GRADE == i, GRADE == k)])
]


class Weights:
    """Numbers from formulas, handed out by name; what is declared is listed in the file."""

    def __init__(self):
        self.shapes, self.values = {}, {}

    def __call__(self, name, *shape):
        if name not in self.values:
            n = math.prod(shape)
            at = sum(map(ord, name))
            wave = np.array([math.sin(0.7 * k + 1.3 * at) for k in range(n)]).reshape(shape)
            if name.endswith(("running_var", "norm.a", "1.weight")):
                wave = 1 + 0.4 * wave
            elif len(shape) > 1:
                wave = wave / math.sqrt(shape[-1])
            self.shapes[name], self.values[name] = list(shape), wave
        return self.values[name]


def grades(x, g):
    return np.where(GRADE == g, x, 0)


def linear(w, name, x, out, bias=True):
    y = x @ w(name + ".weight", out, x.shape[-1]).T
    return y + w(name + ".bias", out) if bias else y


def grade_linear(w, name, x, out, bias, grade_count=5):
    weight = w(name + ".weight", grade_count, out, x.shape[-2])
    y = sum(np.einsum("mn,...nk->...mk", weight[min(g, grade_count - 1)], grades(x, g)) for g in range(5))
    if bias:
        y[..., 0] += w(name + ".bias", out)
    return y


def product(w, name, x, out):
    channels = x.shape[-2]
    left = grade_linear(w, name + ".linear_left", x, out, True)
    right = grade_linear(w, name + ".linear_right", x, channels, False)
    weight = w(name + ".weight", len(PATHS), out, channels)
    total = left
    for p, (i, j, k) in enumerate(PATHS):
        part = np.einsum("ijk,...nj,...nk->...ni", TABLE, grades(x, i), grades(right, k))
        total = total + np.einsum("mn,...ni->...mi", weight[p], grades(part, j))
    return total / math.sqrt(2)


def norm(w, name, x):
    q = (FORM * x * x).sum(-1)
    size = (q**2 + 1e-16) ** 0.25
    gain = w(name + ".a", x.shape[-2], 1)
    return gain * x / (size.mean(-1)[..., None, None] + 1e-6)


def invariants(x):
    per_channel = [x[..., 0]] + [(FORM * grades(x, g) ** 2).sum(-1) for g in range(1, 5)]
    return np.stack(per_channel, -1).reshape(*x.shape[:-2], -1)


def batch_norm(w, name, x, observed):
    gain, bias = w(name + ".weight", x.shape[-1]), w(name + ".bias", x.shape[-1])
    mean, variance = w(name + ".running_mean", x.shape[-1]), w(name + ".running_var", x.shape[-1])
    if observed is not None:
        rows = x.shape[0]
        now = x.mean(0), x.var(0)
        observed[name + ".running_mean"] = 0.9 * mean + 0.1 * now[0]
        observed[name + ".running_var"] = 0.9 * variance + 0.1 * now[1] * rows / (rows - 1)
        mean, variance = now
    return (x - mean) / np.sqrt(variance + 1e-5) * gain + bias


def relu(x):
    return np.maximum(x, 0)


def gate(w, name, x, h):
    hidden = relu(linear(w, name + ".0", h, h.shape[-1]))
    values = linear(w, name + ".2", hidden, 5 * x.shape[-2]).reshape(*x.shape[:-1], 5)
    return x / (1 + np.exp(-values[..., GRADE]))


def layer(w, name, x, h, u, t, edges, observed):
    m = name + ".message"
    own, other = edges.T
    channels = [x[own], x[other], x[own] - x[other], u[own], u[other], u[own] - u[other]]
    mx = norm(w, m + ".norm", product(w, m + ".product", np.concatenate(channels, 1), X))
    scalars = np.concatenate([invariants(mx), h[own], h[other], h[own] - h[other]], 1)
    hidden = batch_norm(w, m + ".phi.1", linear(w, m + ".phi.0", scalars, H, bias=False), observed)
    mh = relu(linear(w, m + ".phi.3", relu(hidden), H))
    mx = gate(w, m + ".psi", mx, mh)
    mean_x = np.stack([mx[own == i].mean(0) for i in range(len(x))])
    mean_h = np.stack([mh[own == i].mean(0) for i in range(len(x))])
    n = name + ".node"
    y = norm(w, n + ".norm", product(w, n + ".product", np.concatenate([x, mean_x, u], 1), X))
    scalars = np.concatenate([h, mean_h, invariants(x), t], 1)
    hidden = batch_norm(w, n + ".theta.1", linear(w, n + ".theta.0", scalars, H), observed)
    h = linear(w, n + ".theta.3", relu(hidden), H)
    return gate(w, n + ".chi", y, h), h


def network(w, momenta, t, observed):
    u = np.zeros((len(momenta), 1, 16))
    u[:, 0, 1:5] = momenta
    offsets = np.cumsum([0] + EVENTS)
    edges = np.array([(i, j) for a, b in zip(offsets, offsets[1:]) for i in range(a, b) for j in range(a, b)])
    x = grade_linear(w, "embedding.x", u, X, True, grade_count=1)
    h = linear(w, "embedding.h", t, H)
    for number in range(LAYERS):
        x, h = layer(w, f"blocks.{number}", x, h, u, t, edges, observed)
    nodes = np.concatenate([h, invariants(x)], 1)
    means = np.stack([nodes[a:b].mean(0) for a, b in zip(offsets, offsets[1:])])
    return linear(w, "decoder.3", relu(linear(w, "decoder.0", means, DECODER)), OUT)


def main():
    n = sum(EVENTS)
    p = np.array([[math.sin(0.9 * i + 2.1 * k) for k in range(3)] for i in range(n)])
    momenta = np.concatenate([np.sqrt(0.3 + (p**2).sum(1, keepdims=True)), p], 1)
    t = np.array([[math.cos(1.7 * i + 0.6 * k) for k in range(TYPES)] for i in range(n)])
    w, observed = Weights(), {}
    scoring = network(w, momenta, t, None)
    training = network(w, momenta, t, observed)
    results = {
        "_": "Written by make_cgenn.py.",
        "events": EVENTS,
        "shapes": w.shapes,
        "scoring": scoring.flatten().tolist(),
        "training": training.flatten().tolist(),
        "observed": {k: v.tolist() for k, v in observed.items()},
    }
    print("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in results.items()) + "\n}")


main()

"""Writes anomaly-scores.txt: random jets, their reconstructions and what NumPy, SciPy and energyflow make of the scores.

    python make_anomaly_scores.py > anomaly-scores.txt        (NumPy 1.26.4, SciPy 1.17.1, EnergyFlow 1.4.0)

Written from the definitions of the scores in the published evaluation (arXiv:2212.07347), in the meaning without batches
and with the permutation of the assignment the right way round.
"""

import numpy as np
from energyflow.emd import emd
from scipy.optimize import linear_sum_assignment

EPS = 1e-16
UNIT = 1000
rng = np.random.default_rng(20261126)


def line(name, values):
    print(name, *(repr(float(v)) for v in np.asarray(values).ravel()))


def jet(n, padded):
    pt = 50 * rng.exponential(1, n)
    eta = rng.normal(0, 1) + rng.normal(0, 0.2, n)
    phi = rng.uniform(-np.pi, np.pi) + rng.normal(0, 0.2, n)
    energy = np.sqrt((pt * np.cosh(eta)) ** 2 + 25)
    p = np.column_stack([energy, pt * np.cos(phi), pt * np.sin(phi), pt * np.sinh(eta)])
    p[n - padded :] = 0
    return p


def polar(p):
    pt = np.hypot(p[:, 1], p[:, 2])
    return np.column_stack([p[:, 0], pt, np.arcsinh(p[:, 3] / (pt + EPS)), np.arctan2(p[:, 2] + EPS, p[:, 1] + EPS)])


def relative(p):
    _, pt, eta, phi = polar(p.sum(0, keepdims=True))[0]
    f = polar(p)
    return np.column_stack([f[:, 1] / (pt + EPS), f[:, 2] - eta, np.mod(f[:, 3] - phi + np.pi, 2 * np.pi) - np.pi])


def euclidean(x, y):
    return np.sqrt(((x[:, None] - y[None]) ** 2).sum(-1))


def minkowski(d):
    return d[..., 0] ** 2 - (d[..., 1:] ** 2).sum(-1)


def chamfer(cost):
    return np.mean(cost.min(0) + cost.min(1))


def hungarian(x, y, cost):
    rows, columns = linear_sum_assignment(cost)
    return ((x[rows] - y[columns]) ** 2).sum(-1).mean()


def scores(y, x, scale):
    """y: the jet, x: its reconstruction, scale: what the jet was divided by."""
    pairs = {
        "cartesian": (x, y),
        "polar": (polar(x), polar(y)),
        "normalised-cartesian": (x / scale, y / scale),
        "normalised-polar": (polar(x / scale), polar(y / scale)),
        "relative-polar": (relative(x), relative(y)),
    }
    r = {}
    for name, (a, b) in pairs.items():
        cost = euclidean(a, b)
        r["chamfer-" + name] = chamfer(cost)
        r["hungarian-" + name] = hungarian(a, b, cost)
        r["mse-" + name] = ((a - b) ** 2).sum(-1).mean()
    signed = minkowski(x[:, None] - y[None])
    r["chamfer-lorentz"] = chamfer(signed)
    r["hungarian-lorentz"] = hungarian(x, y, signed)
    r["mse-lorentz"] = minkowski(x - y).mean()
    a, b = x.sum(0, keepdims=True), y.sum(0, keepdims=True)
    r["jet-cartesian"] = ((a - b) ** 2).sum()
    r["jet-polar"] = ((polar(a) - polar(b)) ** 2).sum()
    r["jet-lorentz"] = minkowski(a - b)[0]
    r["energy-movers"] = emd(relative(x), relative(y), R=1, gdim=2, norm=False)
    r["jet-mass"] = np.sqrt(minkowski(b)[0])
    return r


print("# made by make_anomaly_scores.py")
for k, (n, padded) in enumerate([(1, 0), (2, 1), (6, 2), (30, 0), (30, 11)]):
    y = jet(n, padded)
    x = y * rng.normal(1, 0.1, y.shape) + rng.normal(0, 2, y.shape)
    x = x[rng.permutation(n)] if n < 30 else x
    scale = np.abs(y).max() + EPS
    line(f"{k}.jet", y)
    line(f"{k}.reconstruction", x)
    line(f"{k}.scale", scale)
    for name, value in scores(y / UNIT, x / UNIT, scale / UNIT).items():
        line(f"{k}.{name}", value)

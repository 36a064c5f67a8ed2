"""Writes distances.txt: random small jets and what SciPy, POT and energyflow make of them.

    python make_distances.py > distances.txt        (NumPy 1.26.4, SciPy 1.17.1, POT 0.9.7, EnergyFlow 1.4.0)

Optimal transport is solved twice, as a linear programme by SciPy and by a network simplex in POT or energyflow; they
must agree.
"""

import energyflow
import numpy as np
import ot
from energyflow.emd import emd
from scipy import stats
from scipy.linalg import sqrtm
from scipy.optimize import linear_sum_assignment, linprog

rng = np.random.default_rng(20261126)


def line(name, values):
    print(name, *(repr(float(v)) for v in np.asarray(values).ravel()))


def jet(n, total):
    pt = rng.exponential(1, n)
    return np.column_stack([total * pt / pt.sum(), rng.normal(0, 0.2, (n, 2))])


def programme(a, b, cost):
    """min f.c with row sums <= a, column sums <= b, all that can flow flowing."""
    n, m = cost.shape
    rows = np.kron(np.eye(n), np.ones(m))
    columns = np.kron(np.ones(n), np.eye(m))
    total = min(a.sum(), b.sum())
    result = linprog(
        cost.ravel(),
        A_ub=np.vstack([rows, columns]),
        b_ub=np.concatenate([a, b]),
        A_eq=np.ones((1, n * m)),
        b_eq=[total],
        method="highs-ds",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    assert result.status == 0, result.message
    return result.fun


def agree(a, b):
    assert abs(a - b) < 1e-9 * max(1, abs(a)), (a, b)


print("# made by make_distances.py")
sizes = [(1, 1), (1, 4), (3, 2), (4, 4), (5, 8), (12, 9), (30, 30), (30, 30)]
for k, (n, m) in enumerate(sizes):
    x, y = jet(n, [1, 1.3, 0.8][k % 3]), jet(m, 1)
    if k == len(sizes) - 1:
        x[20:], y[25:] = 0, 0  # padding
    for radius in (1, 0.4):
        cost = np.sqrt(((x[:, None, 1:] - y[None, :, 1:]) ** 2).sum(-1)) / radius
        value = programme(x[:, 0], y[:, 0], cost) + abs(x[:, 0].sum() - y[:, 0].sum())
        agree(value, emd(x, y, R=radius, gdim=2, norm=False))
        line(f"emd{k}.value{radius}", value)
    line(f"emd{k}.x", x)
    line(f"emd{k}.y", y)

for k, (n, m) in enumerate([(1, 1), (2, 2), (5, 5), (7, 12), (30, 30), (60, 60)]):
    cost = rng.normal(0, 1, (n, m))
    rows, columns = linear_sum_assignment(cost)
    line(f"assignment{k}.size", [n, m])
    line(f"assignment{k}.cost", cost)
    line(f"assignment{k}.columns", columns)
    line(f"assignment{k}.total", cost[rows, columns].sum())

for k, n in enumerate([6, 20]):
    cost = rng.uniform(0, 1, (n, n + 3))
    a, b = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n + 3))
    value = ot.emd2(a, b, cost)
    agree(value, programme(a, b, cost))
    line(f"transport{k}.supplies", a)
    line(f"transport{k}.demands", b)
    line(f"transport{k}.cost", cost)
    line(f"transport{k}.value", value)

for k, (n, m) in enumerate([(1, 1), (10, 10), (17, 40)]):
    x, y = np.round(rng.normal(0, 1, n), 1), np.round(rng.normal(0.3, 2, m), 1)
    line(f"wasserstein{k}.x", x)
    line(f"wasserstein{k}.y", y)
    line(f"wasserstein{k}.value", stats.wasserstein_distance(x, y))

x = rng.standard_t(5, 200)
line("sample.values", x)
line("sample.quantiles", np.quantile(x, [0.1, 0.25, 0.5, 0.75, 0.9]))
line("sample.mad", stats.median_abs_deviation(x))
line("sample.moments", [x.mean(), x.std(), stats.skew(x), stats.kurtosis(x)])
y = 0.4 * x + rng.normal(0, 1, 200)
line("sample.others", y)
line("sample.pearson", stats.pearsonr(x, y)[0])

for k, (n, d) in enumerate([(30, 1), (40, 3), (200, 6)]):
    x = rng.normal(0, 1, (n, d)) @ rng.normal(0, 1, (d, d))
    y = rng.normal(0.2, 1.1, (n + 5, d)) @ rng.normal(0, 1, (d, d))
    s, t = np.atleast_2d(np.cov(x, rowvar=False)), np.atleast_2d(np.cov(y, rowvar=False))
    root = np.trace(sqrtm(s @ t).real)
    line(f"sets{k}.width", d)
    line(f"sets{k}.x", x)
    line(f"sets{k}.y", y)
    line(f"sets{k}.frechet", ((x.mean(0) - y.mean(0)) ** 2).sum() + np.trace(s) + np.trace(t) - 2 * root)
    xx, yy, xy = ((a @ b.T / d + 1) ** 4 for a, b in ((x, x), (y, y), (x, y)))
    m, l = len(x), len(y)
    kernel = (xx.sum() - np.trace(xx)) / (m * (m - 1)) + (yy.sum() - np.trace(yy)) / (l * (l - 1)) - 2 * xy.mean()
    line(f"sets{k}.kernel", kernel)

jets = [jet(1, 1), jet(3, 1.1), jet(12, 0.9)]
for k, j in enumerate(jets):
    line(f"efp{k}.jet", j)
sets = {"d<=4": [("d<=", 4)], "prime": [("n==", 4), ("d==", 4), ("p==", 1)]}
for name, arguments in sets.items():
    efps = energyflow.EFPSet(*arguments, measure="hadr", beta=1, normed=False, coords="ptyphim")
    massless = [np.column_stack([j, np.zeros(len(j))]) for j in jets]
    for k, j in enumerate(massless):
        line(f"efp{k}.{name}", efps.compute(j))
    for g, graph in enumerate(efps.graphs()):
        line(f"graph.{name}.{g}", np.array(graph, dtype=float))
    print("# graphs of", name, len(efps.graphs()))

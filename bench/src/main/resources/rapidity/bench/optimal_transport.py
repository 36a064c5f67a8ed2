"""Optimal transport, assignment and Chamfer distances of pairs of jets in Python, processor time on one thread.

    python optimal_transport.py PAIRS OUT PARTICLES PASSES        (pip install POT)

PAIRS: float64, for each pair two jets of PARTICLES rows (pt, eta, phi), the sum of pt being 1.
OUT: float64, for each pair the energy mover's distance (R = 1) and the cost of the assignment.
The last line printed is JSON: versions, and microseconds per pair, each the median of the passes. `emd2` gets the costs
ready made, as float64 arrays; `bare` is the solver behind it without its checks.
"""

import json
import statistics
import sys
import time

import numpy as np
import ot
import scipy
from ot.lp.emd_wrap import emd_c
from scipy.optimize import linear_sum_assignment


def median(work, pairs, passes):
    times = []
    for _ in range(passes + 2):
        start = time.thread_time_ns()
        for pair in pairs:
            work(*pair)
        times.append(time.thread_time_ns() - start)
    return statistics.median(times[2:]) / 1000 / len(pairs)


def distances(x, y):
    return np.sqrt(((x[:, None, 1:] - y[None, :, 1:]) ** 2).sum(-1))


def chamfer(x, y):
    squares = ((x[:, None] - y[None]) ** 2).sum(-1)
    return (squares.min(0).sum() + squares.min(1).sum()) / 2


path, out, particles, passes = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
jets = np.fromfile(path, "<f8").reshape(-1, 2, particles, 3)
ready = [(x[:, 0].copy(), y[:, 0].copy(), distances(x, y)) for x, y in jets]
results = []
for a, b, cost in ready:
    rows, columns = linear_sum_assignment(cost)
    results += [ot.emd2(a, b, cost), cost[rows, columns].sum()]
np.array(results).astype("<f8").tofile(out)
print(
    json.dumps(
        {
            "POT": ot.__version__,
            "SciPy": scipy.__version__,
            "emd2": median(lambda a, b, cost: ot.emd2(a, b, cost), ready, passes),
            "bare": median(lambda a, b, cost: emd_c(a, b, cost, 100000, 1, None, None), ready, passes),
            "assignment": median(lambda a, b, cost: linear_sum_assignment(cost), ready, passes),
            "chamfer": median(chamfer, list(jets), passes),
        }
    )
)

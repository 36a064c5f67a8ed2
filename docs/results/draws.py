"""How often two runs of `rapidity bench limits`, drawn from the processes of several, agree on all lines within 15 %.

    for f in limits limits-first limits-second; do git show 440b76c:docs/results/$f.json > /tmp/$f.json; done
    python3 docs/results/draws.py docs/results/limits.json /tmp/limits.json /tmp/limits-first.json /tmp/limits-second.json
"""

import json
import math
import random
import statistics
import sys

DRAWS = 300


def processes(file):
    found = {}
    for line in map(json.loads, open(file)):
        for turn in line.get("turns", []):
            works = found.setdefault(turn["process"], {})
            works.setdefault(line["work"], (line["flops"], []))[1].append(turn)
    return list(found.values())


def figure(turns, side, long):
    values = [t["wall_ms" if long else "best_ms"] for t in turns if t["side"] == side]
    return statistics.median(values) if long else min(values)


def geometric(values):
    return math.exp(statistics.fmean(map(math.log, values)))


def ratio(work, run, peak, mean):
    """The geometric mean or the median of the ratios of the processes, or the ratio of what all of them have."""
    turns = [p[work][1] for p in run]
    if mean == "all":
        turns = [sum(turns, [])]
    average = statistics.median if mean == "median" else geometric
    rivals = {t["side"] for t in turns[0]} - {"rapidity", "peak"}
    if not rivals:
        flops = run[0][work][0]
        return average([flops / 1e6 / peak / figure(t, "rapidity", False) for t in turns])
    rival = min(rivals, key=lambda side: geometric([figure(t, side, False) for t in turns]))
    everything = sum(turns, [])
    long = any(figure(everything, side, True) > 1000 for side in ("rapidity", rival))
    return average([figure(t, rival, long) / figure(t, "rapidity", long) for t in turns])


def peak(run):
    return max(f / 1e6 / figure(t, "peak", False) for p in run for f, t in p.values() if any(x["side"] == "peak" for x in t))


def agree(one, other, mean):
    a, b = peak(one), peak(other)
    pairs = [(ratio(w, one, a, mean), ratio(w, other, b, mean)) for w in one[0]]
    return all(max(x / y, y / x) <= 1.15 for x, y in pairs)


everybody = [p for file in sys.argv[1:] for p in processes(file)]
for mean in ("all", "median", "geometric"):
    random.seed(1)
    for k in (2, 3, 4):
        drawn = [random.sample(everybody, 2 * k) for _ in range(DRAWS)]
        print(mean, k, "%.2f" % (sum(agree(d[:k], d[k:], mean) for d in drawn) / DRAWS))

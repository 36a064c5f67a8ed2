"""Clusters events with the fastjet package: the jets of every event, and the processor time per event on one thread.

    python fastjet_jets.py EVENTS JETS RADIUS PASSES

EVENTS: float64, for each event the number of particles n and 4 n components (E, px, py, pz).
JETS: float64, by algorithm (kt, Cambridge/Aachen, anti-kt) and event: the number of jets, and for each, hardest first,
its four components, the number of its constituents and these.
The last line printed is JSON: version, and microseconds per event by size and algorithm, the faster of two ways of
calling the package (events one by one, events all at once through awkward), each the median of the passes.
"""

import json
import statistics
import sys
import time

import awkward as ak
import fastjet
import numpy as np
from fastjet import _swig  # the classes behind the package's own, without their checks

ALGORITHMS = {
    "KT": fastjet.kt_algorithm,
    "CAMBRIDGE_AACHEN": fastjet.cambridge_algorithm,
    "ANTI_KT": fastjet.antikt_algorithm,
}


def read(path):
    numbers = np.fromfile(path, "<f8")
    events, at = [], 0
    while at < len(numbers):
        n = int(numbers[at])
        events.append(numbers[at + 1 : at + 1 + 4 * n].reshape(n, 4))
        at += 1 + 4 * n
    return events


def pseudojets(event):
    particles = []
    for i, (e, px, py, pz) in enumerate(event):
        particle = fastjet.PseudoJet(px, py, pz, e)
        particle.set_user_index(i)
        particles.append(particle)
    return fastjet.vectorPJ(particles)


def jets(particles, definition):
    sequence = _swig.ClusterSequence(particles, definition)
    found = fastjet.sorted_by_pt(sequence.inclusive_jets(0))
    numbers = [len(found)]
    for jet in found:
        constituents = sorted(p.user_index() for p in jet.constituents())
        numbers += [jet.E(), jet.px(), jet.py(), jet.pz(), len(constituents), *constituents]
    return numbers


def median(work, passes):
    times = []
    for _ in range(passes + 2):
        start = time.thread_time_ns()
        work()
        times.append(time.thread_time_ns() - start)
    return statistics.median(times[2:]) / 1000


def one_by_one(events, definition):
    for particles in events:
        _swig.ClusterSequence(particles, definition).inclusive_jets(0)


def times(events, definition, passes):
    separate = [pseudojets(event) for event in events]
    together = ak.Array([[dict(zip(("E", "px", "py", "pz"), p)) for p in event.tolist()] for event in events])
    return {
        "one by one": median(lambda: one_by_one(separate, definition), passes) / len(events),
        "all at once": median(lambda: fastjet.ClusterSequence(together, definition).inclusive_jets(0), passes)
        / len(events),
    }


path, out, radius, passes = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
events = read(path)
definitions = {name: fastjet.JetDefinition(a, radius) for name, a in ALGORITHMS.items()}
particles = [pseudojets(event) for event in events]
np.array([x for d in definitions.values() for p in particles for x in jets(p, d)]).astype("<f8").tofile(out)
result = {"version": fastjet.__version__, "us": {}}
for size in sorted({len(event) for event in events}):
    some = [event for event in events if len(event) == size]
    result["us"][str(size)] = {name: times(some, d, passes) for name, d in definitions.items()}
print()
print(json.dumps(result))

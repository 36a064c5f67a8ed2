"""Reads the files of t tbar + jets that `rapidity bench events` writes with the Python tools, and compares every number.

    events.py SOURCE FOLDER    SOURCE holds the events in the published layout; the last line is one JSON list

Needs h5py, pyarrow, pylhe, pyhepmc."""

import json
import sys
from pathlib import Path

import h5py
import numpy as np
import pyarrow.parquet
import pyhepmc
import pylhe

HARD = [5, 6, 7, 9, 10, 11]
RECORD = [21, 21, 6, -6, 24, 5, 2, -1, -24, -5, 1, -2]
STATUS = [-1, -1, 2, 2, 2, 1, 1, 1, 2, 1, 1, 1]
MOTHERS = [[], [], [1, 2], [1, 2], [3], [3], [5], [5], [4], [4], [9], [9]]
SUMS = {2: [0, 1, 2], 3: [3, 4, 5], 4: [1, 2], 8: [4, 5]}


def source(path):
    with h5py.File(path) as file:
        return [file[f"ttbar+{n}jet"][:].astype("f8").reshape(-1, 6 + n, 4) for n in range(5)]


def require(equal, what):
    if not equal:
        raise SystemExit(f"not equal: {what}")


def compare_rows(events, there, what):
    require(np.array_equal(events.reshape(len(events), -1), there), what)
    return events.size


def weight(n, i):
    """The weights that are written into the files of weighted events."""
    return 0.1 * (1 + (i + n) % 7)


def compare_weights(n, there):
    require(np.array_equal([weight(n, i) for i in range(len(there))], there), f"weights of ttbar+{n}jet")
    return len(there)


def compare_records(events, records, status, weighted):
    """Records are (pdg, status, mothers, momenta, masses, weight) of each event, in the order of the file."""
    numbers = 0
    for n, block in enumerate(events):
        for i, event in enumerate(block):
            what = f"ttbar+{n}jet, event {i}"
            pdg, state, mothers, momenta, masses, own = next(records)
            require(own == (weight(n, i) if weighted else 1), what + " weight")
            require(pdg == RECORD + n * [21], what + " identifiers")
            require(state == [status.get(s, s) for s in STATUS] + n * [1], what + " status")
            require(mothers == MOTHERS + n * [[1, 2]], what + " mothers")
            require(np.array_equal(momenta[HARD + list(range(12, 12 + n))], event), what + " momenta")
            for place, daughters in SUMS.items():
                require(np.allclose(momenta[place], event[daughters].sum(axis=0), rtol=1e-13, atol=1e-10), what + " sums")
            m2 = momenta[:, 0] ** 2 - (momenta[:, 1:] ** 2).sum(axis=1)
            require(np.allclose(np.sign(masses) * masses**2, m2, atol=1e-11 * (momenta[:, 0] ** 2).max()), what + " masses")
            numbers += event.size
    require(next(records, None) is None, "an event too many")
    return numbers


def lhe(path):
    file = pylhe.LHEFile.fromfile(path)
    require([p.procId for p in file.init.procInfo] == [6, 7, 8, 9, 10], "processes")
    require(file.init.initInfo.weightingStrategy == (4 if path.name.startswith("weighted") else 3), "weighting")
    for event in file.events:
        p = event.particles
        require(event.eventinfo.pid == len(p) - 6, "process")
        mothers = [[m for m in sorted({q.mother1, q.mother2}) if m] for q in p]
        momenta = np.array([[q.e, q.px, q.py, q.pz] for q in p])
        yield [q.id for q in p], [q.status for q in p], mothers, momenta, np.array([q.m for q in p]), event.eventinfo.weight


def hepmc(path):
    with pyhepmc.open(path) as file:
        for event in file:
            p = sorted(event.particles, key=lambda q: q.id)
            require(event.momentum_unit == pyhepmc.Units.GEV, "unit")
            mothers = [sorted(m.id for m in q.parents) for q in p]
            momenta = np.array([[q.momentum.e, q.momentum.px, q.momentum.py, q.momentum.pz] for q in p])
            yield [q.pid for q in p], [q.status for q in p], mothers, momenta, np.array([q.generated_mass for q in p]), event.weights[0]


def arrays(events, read, pattern):
    return sum(compare_rows(block, read(pattern.format(n)), f"ttbar+{n}jet") for n, block in enumerate(events))


def main(path, folder):
    events = source(path)
    results = []

    def report(file, tool, numbers):
        results.append(dict(file=file, tool=tool, events=sum(map(len, events)), numbers=int(numbers)))

    report("ttbar_{0..4}j.npy", "numpy " + np.__version__, arrays(events, lambda name: np.load(folder / name), "ttbar_{}j.npy"))
    for weighted, name in ((False, "events.hdf5"), (True, "weighted.hdf5")):
        with h5py.File(folder / name) as file:
            numbers = arrays(events, lambda name: file[name][:], "ttbar+{}jet")
            for n in range(len(events)):
                require((f"weights+{n}jet" in file) == weighted, "datasets of weights")
                numbers += compare_weights(n, file[f"weights+{n}jet"][:]) if weighted else 0
        report(name, "h5py " + h5py.__version__, numbers)
    for weighted, name in ((False, "events.parquet"), (True, "weighted.parquet")):
        table = pyarrow.parquet.read_table(folder / name)
        require(("weight" in table.column_names) == weighted, "a column of weights")
        jets = table["jets"].to_numpy()
        momenta = table["momenta"].combine_chunks()
        numbers = 0
        for n, block in enumerate(events):
            rows = momenta.filter(pyarrow.array(jets == n))
            numbers += compare_rows(block, np.asarray(rows.flatten()).reshape(len(block), -1), f"ttbar+{n}jet")
            numbers += compare_weights(n, table["weight"].to_numpy()[jets == n]) if weighted else 0
        report(name, "pyarrow " + pyarrow.__version__, numbers)
    for name in ("events.lhe", "events.lhe.gz", "weighted.lhe"):
        weighted = name.startswith("weighted")
        report(name, "pylhe " + pylhe.__version__, compare_records(events, lhe(folder / name), {}, weighted))
    for name in ("events.hepmc", "events.hepmc.gz", "weighted.hepmc"):
        weighted = name.startswith("weighted")
        report(name, "pyhepmc " + pyhepmc.__version__, compare_records(events, hepmc(folder / name), {-1: 4}, weighted))
    print(json.dumps(results))


main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Writes clustered-events.txt: particles and the jets, exclusive jets and N-subjettiness that fastjet makes of them.

    python make_clustered_events.py clustered-events.txt        (fastjet 3.5.2.0 from PyPI, awkward 2.14.0)
"""

import sys

import awkward as ak
import fastjet
import numpy as np

ALGORITHMS = {
    "KT": fastjet.kt_algorithm,
    "CAMBRIDGE_AACHEN": fastjet.cambridge_algorithm,
    "ANTI_KT": fastjet.antikt_algorithm,
}
OUT = open(sys.argv[1], "w")  # standard output has fastjet's banner
SIZES = [1, 2, 3, 5, 8, 12, 17, 20, 25, 30, 30, 35, 40, 40, 45, 50, 50, 60, 70, 80]


def say(*words):
    print(*words, file=OUT)


def event(rng, n):
    """Half of the particles in three showers, the others anywhere."""
    axes = np.stack([rng.uniform(-2, 2, 3), rng.uniform(-np.pi, np.pi, 3)], axis=1)
    which = rng.integers(0, 3, n)
    hard = rng.random(n) < 0.5
    eta = np.where(hard, axes[which, 0] + rng.normal(0, 0.3, n), rng.uniform(-4, 4, n))
    phi = np.where(hard, axes[which, 1] + rng.normal(0, 0.3, n), rng.uniform(-np.pi, np.pi, n))
    pt = np.exp(rng.normal(np.where(hard, 2.5, 0), 1, n))
    mass = np.where(rng.random(n) < 0.3, 0, 0.13957)
    px, py, pz = pt * np.cos(phi), pt * np.sin(phi), pt * np.sinh(eta)
    return np.stack([np.sqrt(px**2 + py**2 + pz**2 + mass**2), px, py, pz], axis=1)


def numbers(values):
    return " ".join(repr(float(v)) for v in values)


def jet_line(kind, jet, constituents=None):
    line = f"{kind} {numbers([jet.E(), jet.px(), jet.py(), jet.pz()])}"
    return line if constituents is None else line + " : " + " ".join(str(i) for i in sorted(constituents))


def constituents(jet):
    return [p.user_index() for p in jet.constituents()]


def write(p):
    say(f"event {len(p)}")
    for row in p:
        say("particle", numbers(row))
    particles = []
    for i, (e, px, py, pz) in enumerate(p):
        particle = fastjet.PseudoJet(px, py, pz, e)
        particle.set_user_index(i)
        particles.append(particle)
    for name, algorithm in ALGORITHMS.items():
        for radius in (0.4, 1.0):
            sequence = fastjet.ClusterSequence(particles, fastjet.JetDefinition(algorithm, radius))
            for jet in fastjet.sorted_by_pt(sequence.inclusive_jets(0)):
                say(jet_line(f"jet {name} {radius}", jet, constituents(jet)))
    sequence = fastjet.ClusterSequence(particles, fastjet.JetDefinition(fastjet.kt_algorithm, 1.0))
    if len(p) >= 3:
        for jet in fastjet.sorted_by_pt(sequence.exclusive_jets(3)):
            say(jet_line("three", jet, constituents(jet)))
        say("merging", numbers([sequence.exclusive_dmerge_max(n) for n in range(len(p))]))
        for jet in fastjet.sorted_by_pt(sequence.exclusive_jets(20.0)):
            say(jet_line("above20", jet, constituents(jet)))
    if len(p) >= 8:
        substructure(p)


def substructure(p):
    """Of the event taken as one jet."""
    array = ak.Array([[{"px": px, "py": py, "pz": pz, "E": e} for e, px, py, pz in p]])
    sequence = fastjet.ClusterSequence(array, fastjet.JetDefinition(fastjet.kt_algorithm, 100.0))
    for beta in (1.0, 2.0):
        for axes in ("KT_Axes", "OnePass_KT_Axes"):
            taus = sequence.njettiness(axes_definition=axes, njets=[1, 2, 3, 4], beta=beta, R0=0.8)
            say("tau", axes, beta, numbers(ak.to_numpy(taus).ravel()))
        ratios = [sequence.exclusive_jets_energy_correlator(njets=1, beta=beta, func=f)[0] for f in ("C2", "D2")]
        say("correlators", beta, numbers(ratios))


say("# made by make_clustered_events.py")
rng = np.random.default_rng(20261126)
for n in SIZES:
    write(event(rng, n))
OUT.close()

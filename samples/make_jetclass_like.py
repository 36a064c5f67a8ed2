"""Writes invented jets in the layout of JetClass: ten classes that differ in mass, number of prongs, displacement and leptons.

They are made by no physics generator and stand for nothing: they are there to run ten-class taggers from end to end.

    python make_jetclass_like.py jetclass_like.root [JETS]        (needs numpy, awkward, uproot)
    rapidity train recipes/toptagging/smoke-jetclass.yaml data.files=jetclass_like.root
"""

import sys

import awkward as ak
import numpy as np
import uproot

LABELS = ["QCD", "Hbb", "Hcc", "Hgg", "H4q", "Hqql", "Zqq", "Wqq", "Tbqq", "Tbl"]
MASS = [20, 125, 125, 125, 125, 125, 91, 80, 173, 173]
PRONGS = [1, 2, 2, 2, 4, 3, 2, 2, 3, 2]
DISPLACED = [0.1, 3.0, 1.0, 0.1, 0.2, 0.2, 0.5, 0.3, 2.0, 2.0]
LEPTONS = [0, 0, 0, 0, 0, 1, 0, 0, 0, 1]


def jet(random, kind):
    count = int(random.integers(15, 50))
    pt, eta, phi = random.uniform(500, 1000), random.uniform(-1.5, 1.5), random.uniform(-np.pi, np.pi)
    size = 2 * MASS[kind] / pt
    angle = random.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(PRONGS[kind]) / PRONGS[kind]
    prong = random.integers(PRONGS[kind], size=count)
    spread = random.normal(0, 0.04, (2, count))
    deta = size / 2 * np.cos(angle[prong]) + spread[0]
    dphi = size / 2 * np.sin(angle[prong]) + spread[1]
    share = random.exponential(size=count)
    part_pt = pt * share / share.sum()
    part_eta, part_phi = eta + deta, phi + dphi
    species = random.choice(5, size=count, p=[0.6, 0.1, 0.28, 0.01, 0.01])
    if LEPTONS[kind]:
        species[np.argmax(part_pt)] = 4
    charged = species != 1
    charged &= species != 2
    d0 = np.where(charged, random.normal(0, 0.05 + 0.1 * DISPLACED[kind], count), 0)
    dz = np.where(charged, random.normal(0, 0.05 + 0.1 * DISPLACED[kind], count), 0)
    return {
        "part_px": part_pt * np.cos(part_phi),
        "part_py": part_pt * np.sin(part_phi),
        "part_pz": part_pt * np.sinh(part_eta),
        "part_energy": part_pt * np.cosh(part_eta) * (1 + 1e-6),
        "part_charge": np.where(charged, random.choice([-1, 1], count), 0),
        "part_d0val": d0,
        "part_d0err": np.where(charged, 0.05, 0),
        "part_dzval": dz,
        "part_dzerr": np.where(charged, 0.05, 0),
        **{
            "part_is" + name: (species == i).astype(float)
            for i, name in enumerate(["ChargedHadron", "NeutralHadron", "Photon", "Electron", "Muon"])
        },
    }


def main():
    name, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    random = np.random.default_rng(1)
    kinds = random.integers(len(LABELS), size=count)
    jets = [jet(random, kind) for kind in kinds]
    columns = {key: ak.Array([j[key].astype(np.float32) for j in jets]) for key in jets[0]}
    columns |= {"label_" + label: (kinds == i).astype(np.float32) for i, label in enumerate(LABELS)}
    with uproot.recreate(name) as file:
        file.mktree("tree", columns)


main()

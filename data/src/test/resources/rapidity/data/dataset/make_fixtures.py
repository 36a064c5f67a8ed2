"""Writes the files beside this script in the layouts of the published data sets:
python make_fixtures.py FOLDER_WITH_THE_SAMPLES

Top tagging and JetNet are the first jets of the samples; quark/gluon, LorentzNet and JetClass are toy jets, random
momenta that mean nothing. What the readers must make of them is worked out here with NumPy, in expected.npz."""

import sys
from pathlib import Path

import h5py
import hdf5plugin
import numpy as np
import pandas as pd
import ROOT

samples = Path(sys.argv[1])
rng = np.random.default_rng(20261126)
expected = {}


def top_tagging():
    full = np.load(samples / "toptagging_sample.npz")
    n = 12
    p, labels = full["kinematics_train"][:n], full["labels_train"][:n]
    np.savez_compressed(
        "toptagging.npz",
        kinematics_train=p, labels_train=labels, kinematics_val=p[:3], labels_val=labels[:3],
        kinematics_test=p[:2], labels_test=labels[:2],
    )
    names = [f"{c}_{i}" for i in range(200) for c in ("E", "PX", "PY", "PZ")]
    frame = pd.DataFrame(p.reshape(n, 800), columns=names).assign(
        truthE=np.float32(0), truthPX=np.float32(0), truthPY=np.float32(0), truthPZ=np.float32(0), ttv=0,
        is_signal_new=labels.astype("i8"),
    )
    frame.to_hdf("toptagging.h5", key="table", format="table", mode="w", complib="blosc", complevel=5)
    frame.to_hdf("toptagging_plain.h5", key="table", format="table", mode="w")
    frame.to_hdf("toptagging_zlib.h5", key="table", format="table", mode="w", complib="zlib", complevel=5)
    shuffled = frame[sorted(frame.columns)]
    shuffled.to_hdf("toptagging_other_order.h5", key="table", format="table", mode="w", complib="blosc:zstd", complevel=9)
    keep = p[..., 0] > 0
    expected["toptagging_momenta"] = p[keep].astype("f8").ravel()
    expected["toptagging_offsets"] = np.concatenate([[0], np.cumsum(keep.sum(axis=1))])
    published = (np.abs(p) > 1e-5).all(axis=-1)
    expected["toptagging_published"] = published.sum(axis=1)


def jetnet():
    with h5py.File(samples / "t.hdf5") as f, h5py.File("t.hdf5", "w") as g:
        x, j = f["particle_features"][:9], f["jet_features"][:9]
        g.create_dataset("particle_features", data=x, chunks=(4, 30, 4), shuffle=True, compression="gzip")
        g.create_dataset("jet_features", data=j)
    x, j = x.astype("f8"), j.astype("f8")
    keep = x[..., 3] == 1
    pt = x[..., 2] * j[:, None, 0]
    eta, phi = x[..., 0] + j[:, None, 1], x[..., 1]
    p = np.stack([pt * np.cosh(eta), pt * np.cos(phi), pt * np.sin(phi), pt * np.sinh(eta)], axis=-1)
    expected["jetnet_momenta"] = p[keep].ravel()
    expected["jetnet_offsets"] = np.concatenate([[0], np.cumsum(keep.sum(axis=1))])


MASS = {11: 0.000511, 13: 0.10566, 22: 0, 130: 0.49761, 211: 0.13957, 321: 0.49368, 2112: 0.93957, 2212: 0.93827}


def quark_gluon():
    n, m = 7, 20
    x = np.zeros((n, m, 4))
    count = rng.integers(3, m + 1, n)
    for i in range(n):
        k = count[i]
        x[i, :k, 0] = rng.exponential(30, k)
        x[i, :k, 1] = rng.normal(0.5, 0.2, k)
        x[i, :k, 2] = np.mod(rng.normal(6.3, 0.2, k), 7)
        x[i, :k, 3] = rng.choice(list(MASS), k) * rng.choice([-1, 1], k)
    np.savez("quarkgluon.npz", X=x, y=(np.arange(n) % 2).astype("f8"))
    keep = x[..., 0] > 0
    mass = np.vectorize(lambda pdgid: MASS.get(int(abs(pdgid)), 0.0), otypes=[float])(x[..., 3])
    mt = np.hypot(x[..., 0], mass)
    p = np.stack([mt * np.cosh(x[..., 1]), x[..., 0] * np.cos(x[..., 2]), x[..., 0] * np.sin(x[..., 2]), mt * np.sinh(x[..., 1])], axis=-1)
    expected["quarkgluon_momenta"] = p[keep].ravel()
    expected["quarkgluon_pdgid"] = x[..., 3][keep]


def toys(n, m):
    count = rng.integers(0, m + 1, n)
    count[:3] = (1, m, 5)
    p = np.zeros((n, m, 4))
    for i, k in enumerate(count):
        p[i, :k, 1:] = rng.normal(size=(k, 3)) * 20 + (40, 0, 10)
        p[i, :k, 0] = np.sqrt((p[i, :k, 1:] ** 2).sum(axis=-1) + 0.0195)
    return p, count


def lorentznet():
    p, count = toys(8, 12)
    signal = (np.arange(8) % 2).astype("i2")
    with h5py.File("lorentznet.h5", "w") as f:
        f.create_dataset("Nobj", data=count.astype("i2"), compression="gzip")
        f.create_dataset("Pmu", data=p, compression="gzip")
        f.create_dataset("is_signal", data=signal, compression="gzip")
    beams = np.zeros((8, 2, 4))
    beams[..., 0], beams[:, 0, 3], beams[:, 1, 3] = 1, 1, -1
    with h5py.File("lorentznet_beams.h5", "w") as f:
        f["Nobj"] = (count + 2).astype("i2")
        f["Pmu"] = np.concatenate([beams, p], axis=1)
        f["is_signal"] = np.eye(3, dtype="i2")[np.arange(8) % 3]
    expected["lorentznet_momenta"] = p[p[..., 0] > 0].ravel()
    expected["lorentznet_offsets"] = np.concatenate([[0], np.cumsum(count)])


def jetclass():
    """JetClass's branches, types and labels. 30 toy jets, three of each class."""
    f = ROOT.TFile("jetclass.root", "RECREATE", "", 404)
    t = ROOT.TTree("tree", "tree")
    floats = "px py pz energy deta dphi d0val d0err dzval dzerr charge".split()
    flags = "isChargedHadron isNeutralHadron isPhoton isElectron isMuon".split()
    part = {name: ROOT.std.vector("float")() for name in floats} | {name: ROOT.std.vector("int")() for name in flags}
    for name, v in part.items():
        t.Branch("part_" + name, v)
    jet = {name: np.zeros(1, "f4") for name in "pt eta phi energy nparticles sdmass tau1 tau2 tau3 tau4".split()}
    for name, x in jet.items():
        t.Branch("jet_" + name, x, f"jet_{name}/F")
    kinds = {"QCD": "F", "Hbb": "O", "Hcc": "O", "Hgg": "O", "H4q": "O", "Hqql": "O", "Zqq": "I", "Wqq": "I", "Tbqq": "I", "Tbl": "I"}
    label = {name: np.zeros(1, {"F": "f4", "O": "bool", "I": "i4"}[code]) for name, code in kinds.items()}
    for name, x in label.items():
        t.Branch("label_" + name, x, f"label_{name}/{kinds[name]}")
    p, count = toys(30, 25)
    p = p.astype("f4")
    for i in range(30):
        for v in part.values():
            v.clear()
        for j in range(count[i]):
            for k, name in enumerate(("energy", "px", "py", "pz")):
                part[name].push_back(float(p[i, j, k]))
            for name in floats[4:]:
                part[name].push_back(float(np.float32(rng.normal())))
            for k, name in enumerate(flags):
                part[name].push_back(int(j % 5 == k))
        total = p[i].sum(axis=0)
        jet["pt"][0], jet["nparticles"][0], jet["energy"][0] = np.hypot(total[1], total[2]), count[i], total[0]
        for k, x in enumerate(label.values()):
            x[0] = i % 10 == k
        t.Fill()
    t.Write()
    f.Close()
    expected["jetclass_momenta"] = p[p[..., 0] > 0].astype("f8").ravel()
    expected["jetclass_offsets"] = np.concatenate([[0], np.cumsum(count)])


top_tagging()
jetnet()
quark_gluon()
lorentznet()
jetclass()
np.savez_compressed("expected.npz", **expected)

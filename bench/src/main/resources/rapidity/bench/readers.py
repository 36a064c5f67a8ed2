"""Files of jets, written and read by the Python tools on one thread, for `rapidity bench readers`.

    readers.py make FOLDER JETS            writes the files; the last line lists them as JSON
    readers.py read FOLDER FILE SECONDS    reads one file again and again; the last line is one JSON object

Needs h5py, hdf5plugin, pandas, tables, uproot, awkward, pyarrow; ROOT (the wheel "root") for branches of vector<float>.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_MAX_THREADS", "BLOSC_NTHREADS"):
    os.environ[variable] = "1"

import json
import sys

import numpy as np

import timing

PADDED = 64


def sample(n):
    rng = np.random.default_rng(20261126)
    count = rng.integers(5, 2 * PADDED - 20, n).clip(0, PADDED)
    offsets = np.concatenate([[0], np.cumsum(count)])
    pt = rng.exponential(10, offsets[-1]).astype("f4")
    eta, phi = rng.normal(0, 0.4, (2, offsets[-1])).astype("f4")
    p = np.stack([pt * np.cosh(eta), pt * np.cos(phi), pt * np.sin(phi), pt * np.sinh(eta)], axis=-1)
    pid = rng.choice(np.array([11, 13, 22, 130, 211], "i4"), offsets[-1])
    jet = {"jet_pt": rng.normal(600, 30, n).astype("f4"), "jet_mass": rng.exponential(80, n), "label": np.arange(n, dtype="i4") % 2}
    return offsets, p.astype("f4"), pid, jet


def padded(offsets, p, width=PADDED):
    n = len(offsets) - 1
    x = np.zeros((n, width, 4), "f4")
    x[np.arange(width) < np.diff(offsets)[:, None]] = p
    return x


def make(folder, n):
    import h5py
    import hdf5plugin

    offsets, p, pid, jet = sample(n)
    x = padded(offsets, p)
    files = []

    def at(name):
        files.append(name)
        return os.path.join(folder, name)

    blosc = {f"blosc-{c}": dict(compression=hdf5plugin.Blosc(c, 5, hdf5plugin.Blosc.SHUFFLE)) for c in ("blosclz", "lz4", "snappy", "zlib", "zstd")}
    for name, options in {
        "contiguous": {}, "gzip": dict(compression="gzip", shuffle=True), "lzf": dict(compression="lzf", shuffle=True),
        "lz4": dict(compression=hdf5plugin.LZ4()), "zstd": dict(compression=hdf5plugin.Zstd(), shuffle=True),
        "bitshuffle-lz4": dict(compression=hdf5plugin.Bitshuffle(cname="lz4")), **blosc,
    }.items():
        with h5py.File(at(f"hdf5-{name}.h5"), "w") as file:
            file.create_dataset("particle_features", data=x, **(options and dict(options, chunks=(256, PADDED, 4))))
            file.create_dataset("jet_features", data=np.stack([jet["jet_pt"], jet["jet_mass"]], axis=-1))
    pandas_tables(at, x, jet)
    np.savez_compressed(at("numpy-deflated.npz"), kinematics=x, labels=jet["label"] == 1)
    np.savez(at("numpy-stored.npz"), kinematics=x, labels=jet["label"] == 1)
    trees(at, offsets, p, pid, jet)
    parquets(at, offsets, p, pid, jet)
    print(json.dumps(files))


def pandas_tables(at, x, jet):
    import pandas as pd

    n = len(x) // 4
    wide = np.zeros((n, 200, 4), "f4")
    wide[:, :PADDED] = x[:n]
    frame = pd.DataFrame(wide.reshape(n, 800), columns=[f"{c}_{i}" for i in range(200) for c in ("E", "PX", "PY", "PZ")])
    frame["is_signal_new"] = jet["label"][:n].astype("i8")
    frame.to_hdf(at("pandas-plain.h5"), key="table", format="table", mode="w")
    for library in ("zlib", "blosc:blosclz", "blosc:lz4", "blosc:zstd"):
        name = library.replace(":", "-")
        frame.to_hdf(at(f"pandas-{name}.h5"), key="table", format="table", mode="w", complib=library, complevel=5)


def trees(at, offsets, p, pid, jet):
    import awkward as ak
    import uproot

    def jagged(x):
        return ak.Array(ak.contents.ListOffsetArray(ak.index.Index64(offsets), ak.contents.NumpyArray(np.ascontiguousarray(x))))

    columns = {name: jagged(p[:, i]) for i, name in enumerate(("part_energy", "part_px", "part_py", "part_pz"))}
    columns |= {"part_pid": jagged(pid), **jet}
    for name, compression in {"none": None, "zlib": uproot.ZLIB(4), "lz4": uproot.LZ4(4), "zstd": uproot.ZSTD(5), "lzma": uproot.LZMA(4)}.items():
        with uproot.recreate(at(f"root-{name}.root"), compression=compression) as file:
            file.mktree("tree", {k: v.type if isinstance(v, ak.Array) else v.dtype for k, v in columns.items()})
            for first in range(0, len(offsets) - 1, 2000):
                file["tree"].extend({k: v[first : first + 2000] for k, v in columns.items()})
    try:
        import ROOT
    except ImportError:
        print("no ROOT: vector<float> is left out", file=sys.stderr)
        return
    file = ROOT.TFile(at("root-vector-lz4.root"), "RECREATE", "", 404)
    tree = ROOT.TTree("tree", "tree")
    vectors = [ROOT.std.vector("float")() for _ in range(4)]
    for name, vector in zip(("part_energy", "part_px", "part_py", "part_pz"), vectors):
        tree.Branch(name, vector)
    for i in range(len(offsets) - 1):
        for k, vector in enumerate(vectors):
            vector.assign(p[offsets[i] : offsets[i + 1], k].tolist())
        tree.Fill()
    tree.Write()
    file.Close()


def parquets(at, offsets, p, pid, jet):
    import pyarrow as pa
    import pyarrow.parquet as pq

    def jagged(x):
        return pa.ListArray.from_arrays(pa.array(offsets.astype("i4")), pa.array(np.ascontiguousarray(x)))

    columns = {name: jagged(p[:, i]) for i, name in enumerate(("part_energy", "part_px", "part_py", "part_pz"))}
    table = pa.table(columns | {"part_pid": jagged(pid)} | {k: pa.array(v) for k, v in jet.items()})
    for codec in ("none", "snappy", "zstd", "gzip", "lz4"):
        pq.write_table(table, at(f"parquet-{codec}.parquet"), compression=codec)
    pq.write_table(table, at("parquet-plain-zstd.parquet"), compression="zstd", use_dictionary=False)


def h5py_reads(path):
    import h5py
    import hdf5plugin  # noqa: F401 (its filters are found by being imported)

    def read():
        with h5py.File(path) as file:
            return [file[name][()] for name in file]

    return "h5py " + h5py.__version__, read, lambda arrays: arrays


def pandas_reads(path):
    import pandas as pd
    import tables

    tables.set_blosc_max_threads(1)
    return "pandas " + pd.__version__, lambda: pd.read_hdf(path, "table"), lambda frame: [frame.to_numpy()]


def numpy_reads(path):
    def read():
        with np.load(path) as file:
            return [file[name] for name in file.files]

    return "numpy " + np.__version__, read, lambda arrays: arrays


def uproot_reads(path):
    import awkward as ak
    import uproot

    def read():
        with uproot.open(path) as file:
            return file["tree"].arrays([k for k in file["tree"].keys() if not k.startswith("npart")])

    return "uproot " + uproot.__version__, read, lambda x: [ak.to_numpy(ak.flatten(x[f], axis=None)) for f in x.fields]


def pyarrow_reads(path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)

    def numbers(table):
        chunked = [c.combine_chunks() for c in table.columns]
        return [(c.flatten() if pa.types.is_list(c.type) else c).to_numpy(zero_copy_only=False) for c in chunked]

    return "pyarrow " + pa.__version__, lambda: pq.read_table(path, use_threads=False), numbers


def read(folder, name, seconds):
    tool = {"hdf5": h5py_reads, "pandas": pandas_reads, "numpy": numpy_reads, "root": uproot_reads, "parquet": pyarrow_reads}
    label, work, numbers = tool[name.split("-")[0]](os.path.join(folder, name))
    arrays = numbers(work())
    count = sum(int(np.prod(a.shape)) for a in arrays)
    total = sum(float(np.sum(a, dtype="f8")) for a in arrays)
    del arrays
    timing.report(work, seconds / 3, seconds, tool=label, numbers=count, sum=total)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        read(sys.argv[2], sys.argv[3], float(sys.argv[4]))

"""Writes the files beside this script with h5py 3.16, hdf5plugin 7.1, pandas 3.1 and PyTables 3.11:
python make_fixtures.py

The values that h5py reads back, as NumPy arrays, are in the .npz of the same name, with "/" written as "__"."""

import os

import h5py
import hdf5plugin
import numpy as np
import pandas as pd

rng = np.random.default_rng(20261126)


def expect(name, skip=(), only=None):
    values = {}

    def visit(path, node):
        if isinstance(node, h5py.Dataset) and path not in skip and (only is None or path in only) and node.dtype.kind in "iufb" and node.shape is not None:
            key = path.replace("/", "__") if only is None else path.split("/")[-1]
            values[key] = node[()]

    with h5py.File(name) as file:
        file.visititems(visit)
    np.savez_compressed(name.replace(".h5", ".npz"), **values)


def compressible(*shape):
    x = rng.normal(size=shape).astype("<f4")
    x[shape[0] // 3 :] = np.round(x[shape[0] // 3 :])
    return x


def types():
    with h5py.File("types.h5", "w", libver="earliest") as f:
        for code in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"):
            for order in "<>":
                x = np.array([[0, 1, 2], [3, 100, 7]]).astype(order + code)
                f[f"numbers/{'little' if order == '<' else 'big'}/{code}"] = x
        f["event_id"] = np.array([2017010309250121, -1], dtype="<i8")
        f["huge"] = np.array([5, 2**63 + 5], dtype="<u8")
        f["halves"] = np.array([65504, 2.0**-24, -2.5, np.nan], dtype="<f2")
        f["flags"] = np.array([True, False, True])
        f["scalar"] = np.float64(2.5)
        f["none"] = np.zeros((0, 4), dtype="<f4")
        f["ttbar+0jet"] = np.arange(6.0).reshape(2, 3)
        f["text"] = np.array([b"top", b"qcd"])
        f["words"] = np.array(["a", "bcd"], dtype=h5py.string_dtype())
        f["complex"] = np.array([1 + 2j])
        f["nothing"] = h5py.Empty("<f4")
        f["pairs"] = np.array([(1, 2.5), (3, 4.5)], dtype=[("n", "<i4"), ("pt", ">f8")])
        f.create_dataset("compact", data=np.arange(5, dtype="<i2"), dtype="<i2")
        f.create_dataset("filled", shape=(4, 2), dtype="<f4", fillvalue=-7.5)
        f.create_dataset("filled_chunks", shape=(10, 2), dtype="<f4", fillvalue=-7.5, chunks=(4, 2))
        f["filled_chunks"][5] = 1
        f["soft"] = h5py.SoftLink("/numbers/little/f4")
        f["outside"] = h5py.ExternalLink("elsewhere.h5", "/x")
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple((3,))
        dataset = h5py.h5d.create(f.id, b"in_header", h5py.h5t.IEEE_F64LE, space, plist)
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1.5, 2.5, 3.5]))
        odd = h5py.h5t.STD_I32LE.copy()
        odd.set_precision(24)
        h5py.h5d.create(f.id, b"odd_integer", odd, space)
    expect("types.h5", skip=("soft", "odd_integer"))


def indices():
    """All ways in which newer files find their chunks, more links in a group than fit into its header."""
    with h5py.File("indices.h5", "w", libver="latest") as f:
        x = np.arange(96, dtype="<i4").reshape(24, 4)
        f.create_dataset("single", data=x, chunks=(24, 4))
        f.create_dataset("single_gzip", data=x, chunks=(24, 4), compression="gzip")
        f.create_dataset("fixed_array", data=x, chunks=(5, 3))
        f.create_dataset("fixed_array_gzip", data=x, chunks=(5, 3), compression="gzip")
        f.create_dataset("extensible_array", data=x, chunks=(5, 3), maxshape=(None, 4))
        f.create_dataset("extensible_array_gzip", data=x, chunks=(5, 3), maxshape=(None, 4), compression="gzip")
        f.create_dataset("tree", data=x, chunks=(5, 3), maxshape=(None, None))
        f.create_dataset("tree_gzip", data=x, chunks=(5, 3), maxshape=(None, None), compression="gzip")
        long = np.arange(1100, dtype="<i4") % 101
        f.create_dataset("long/fixed_array", data=long, chunks=(1,))
        f.create_dataset("long/extensible_array", data=long, chunks=(1,), maxshape=(None,))
        f.create_dataset("long/tree", data=long.reshape(220, 5), chunks=(1, 1), maxshape=(None, None))
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((5, 3))
        plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        space = h5py.h5s.create_simple((24, 4))
        implicit = h5py.h5d.create(f.id, b"implicit", h5py.h5t.STD_I32LE, space, plist)
        implicit.write(h5py.h5s.ALL, h5py.h5s.ALL, x)
        for i in range(40):
            f[f"many/dataset_{i}"] = np.array([i])
    expect("indices.h5")
    with h5py.File("tree1.h5", "w", libver="earliest") as f:
        f.create_dataset("many", data=np.arange(3000, dtype="<i4") % 101, chunks=(2,))
        f.create_dataset("plane", data=np.arange(600, dtype="<f8").reshape(30, 20) % 37, chunks=(4, 3))
        f.create_dataset("cube", data=np.arange(30 * 5 * 4, dtype="<f4").reshape(30, 5, 4) % 41, chunks=(7, 2, 3))
    expect("tree1.h5")


def filters():
    with h5py.File("filters.h5", "w") as f:
        x = compressible(150, 7)
        f["plain"] = x
        options = {"chunks": (64, 7)}
        f.create_dataset("gzip", data=x, compression="gzip", **options)
        f.create_dataset("shuffle_gzip", data=x, shuffle=True, compression="gzip", **options)
        f.create_dataset("shuffle", data=x, shuffle=True, **options)
        f.create_dataset("lzf", data=x, compression="lzf", **options)
        f.create_dataset("shuffle_lzf", data=x, shuffle=True, compression="lzf", **options)
        f.create_dataset("fletcher32", data=x, fletcher32=True, **options)
        f.create_dataset("fletcher32_gzip", data=x, fletcher32=True, compression="gzip", **options)
        f.create_dataset("lz4", data=x, compression=hdf5plugin.LZ4(nbytes=1024), **options)
        f.create_dataset("zstd", data=x, compression=hdf5plugin.Zstd(), **options)
        for codec in ("none", "lz4", "zstd"):
            f.create_dataset(f"bitshuffle_{codec}", data=x, compression=hdf5plugin.Bitshuffle(cname=codec), **options)
        i = (np.arange(1000) ** 2).astype("<i8")
        f.create_dataset("bitshuffle_i8", data=i, compression=hdf5plugin.Bitshuffle(cname="lz4", nelems=64), chunks=(300,))
        for codec in ("blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"):
            for name, shuffle in (("none", 0), ("shuffle", 1), ("bitshuffle", 2)):
                f.create_dataset(f"blosc/{codec}/{name}", data=x, compression=hdf5plugin.Blosc(codec, 5, shuffle), **options)
        big = compressible(9000).astype("<f4")
        for codec in ("blosclz", "lz4", "zstd"):
            f.create_dataset(f"blosc/{codec}/blocks", data=np.round(big, 1), compression=hdf5plugin.Blosc(codec, 1, 1), chunks=(9000,))
        f.create_dataset("blosc/random", data=np.frombuffer(rng.bytes(999), "u1"), chunks=(500,), compression=hdf5plugin.Blosc("lz4", 9, 1))
    expect("filters.h5", only=("plain", "bitshuffle_i8", "blosc/lz4/blocks", "blosc/random"))
    with h5py.File("refused.h5", "w") as f:
        y = np.round(compressible(30, 4) * 100).astype("<i4")
        f["plain"] = y
        f.create_dataset("scale_offset", data=y, scaleoffset=4, chunks=(30, 4))
        f.create_dataset("zfp", data=y.astype("<f4"), compression=hdf5plugin.Zfp(rate=16), chunks=(30, 4))
        f.create_dataset("blosc2", data=y, compression=hdf5plugin.Blosc2(), chunks=(30, 4))
        f.create_dataset("sz", data=y.astype("<f4"), compression=hdf5plugin.SZ3(absolute=0.1), chunks=(30, 4))
        if h5py.h5z.filter_avail(h5py.h5z.FILTER_SZIP):
            f.create_dataset("szip", data=y, compression="szip", chunks=(30, 4))


def masks():
    """Chunks for which a filter was skipped, by the library (random bits do not compress) and by hand."""
    x = np.zeros(192, dtype="<f4")
    x[64:128] = np.frombuffer(rng.bytes(256), "<f4")
    with h5py.File("masks.h5", "w") as f:
        made = f.create_dataset("skipped", data=x, chunks=(64,), shuffle=True, compression="lzf")
        assert [made.id.get_chunk_info(i).filter_mask for i in range(3)] == [0, 2, 0]
        y = np.arange(32, dtype="<i4")
        f.create_dataset("direct", shape=(32,), dtype="<i4", chunks=(8,), shuffle=True, compression="gzip")
        f["direct"][:] = y
        shuffled = y[8:16].view("u1").reshape(8, 4).T.tobytes()
        import zlib

        f["direct"].id.write_direct_chunk((8,), shuffled, filter_mask=2)
        f["direct"].id.write_direct_chunk((16,), zlib.compress(y[16:24].tobytes()), filter_mask=1)
        f["direct"].id.write_direct_chunk((24,), y[24:32].tobytes(), filter_mask=3)
        f.create_dataset("unknown_bit", shape=(8,), dtype="<i4", chunks=(8,), compression="gzip")
        f["unknown_bit"].id.write_direct_chunk((0,), zlib.compress(y[:8].tobytes()), filter_mask=16)
    expect("masks.h5", skip=("unknown_bit",))


def large():
    """2.24 GB of which a few rows are written; and the first bytes of a file whose one dataset has 2.2 GB."""
    with h5py.File("large.h5", "w") as f:
        jets = f.create_dataset("jets", shape=(700000, 200, 4), dtype="<f4", chunks=(1000, 200, 4), compression="gzip", compression_opts=9)
        jets[0:10, 0, 0] = np.arange(10)
        rows = np.arange(671080, 671100)
        jets[671080:671100, 0, 0] = rows
        jets[671080:671100, 199, 3] = -rows
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_layout(h5py.h5d.CONTIGUOUS)
    plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    plist.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    with h5py.File("contiguous.h5", "w") as f:
        h5py.h5d.create(f.id, b"x", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((275_000_000,)), plist)
        offset = h5py.h5d.open(f.id, b"x").get_offset()
    with open("contiguous.h5", "r+b") as f:
        f.truncate(offset)
    print("contiguous.h5: data begin at byte", offset)


def pandas_tables():
    n = 30
    frame = pd.DataFrame({f"{c}_{i}": compressible(n) for i in range(4) for c in ("E", "PX", "PY", "PZ")})
    frame["ttv"] = np.arange(n) % 3
    frame["is_signal_new"] = np.arange(n) % 2
    frame["flag"] = np.arange(n) % 2 == 0
    frame["weight"] = np.linspace(0, 1, n)
    frame.to_hdf("pandas.h5", key="table", format="table", mode="w", complib="blosc", complevel=5)
    frame.to_hdf("pandas_zlib.h5", key="deep/jets", format="table", mode="w", complib="zlib", complevel=5, data_columns=["weight"])
    frame.to_hdf("pandas_fixed.h5", key="table", format="fixed", mode="w")
    np.savez_compressed("pandas.npz", **{c: frame[c].to_numpy() for c in frame.columns})


def pandas_keys():
    """Two frames with the same columns, one of them text."""
    for key, first in (("train", 0), ("test", 10)):
        frame = pd.DataFrame({"pt": np.arange(3) + first + 0.5, "eta": np.arange(3.0), "name": ["a", "bc", "d"]})
        frame.to_hdf("pandas_keys.h5", key=key, format="table", mode="w" if first == 0 else "a")


def external():
    """Numbers in another file, which is not kept."""
    with h5py.File("external.h5", "w", libver="earliest") as f:
        f.create_dataset("x", data=np.arange(4.0), external="external.raw")
    os.remove("external.raw")


types()
indices()
filters()
masks()
large()
pandas_tables()
pandas_keys()
external()

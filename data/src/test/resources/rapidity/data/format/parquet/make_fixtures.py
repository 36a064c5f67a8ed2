"""Writes the files beside this script with pyarrow 26: python make_fixtures.py"""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

rng = np.random.default_rng(20261126)


def jets(n=400):
    count = rng.integers(0, 12, n)
    count[[0, 17, 399]] = 0
    offsets = pa.array(np.concatenate([[0], np.cumsum(count)]).astype("i4"))
    total = int(count.sum())
    lists = {
        "part_px": pa.array(rng.normal(size=total).astype("f4")),
        "part_py": pa.array(rng.normal(size=total)),
        "part_id": pa.array(rng.choice([11, 22, 211], total).astype("i4")),
        "part_is": pa.array(rng.integers(0, 2, total).astype(bool)),
    }
    columns = {name: pa.ListArray.from_arrays(offsets, values) for name, values in lists.items()}
    columns |= {
        "jet_pt": pa.array(rng.exponential(100, n)),
        "label": pa.array((np.arange(n) % 2).astype("i8")),
        "is_top": pa.array(np.arange(n) % 3 == 0),
        "event": pa.array((np.arange(n) + 2**40).astype("u8")),
        "small": pa.array((np.arange(n) % 250).astype("u1")),
        "short": pa.array((np.arange(n) - 200).astype("i2")),
        "name": pa.array([f"jet {i}" for i in range(n)]),
        "jet": pa.StructArray.from_arrays([pa.array(np.arange(n) / 3), pa.array(np.arange(n))], ["eta", "n"]),
    }
    return pa.table(columns)


table = jets()
expected = {"part_offsets": np.asarray(table["part_px"].combine_chunks().offsets)}
for name in ("part_px", "part_py", "part_id", "part_is"):
    expected[name] = table[name].combine_chunks().values.to_numpy(zero_copy_only=False)
for name in ("jet_pt", "label", "is_top", "event", "small", "short"):
    expected[name] = table[name].to_numpy()
for name in ("eta", "n"):
    expected["jet." + name] = pa.compute.struct_field(table["jet"], name).to_numpy()
np.savez_compressed("jets.npz", **expected)

for codec in ("none", "snappy", "gzip", "zstd", "lz4"):
    pq.write_table(table, f"{codec}.parquet", compression=codec, row_group_size=150)
pq.write_table(table.select(table.column_names[::-1]), "two_level.parquet", use_compliant_nested_type=False, row_group_size=90)
pq.write_table(table.drop(["name"]), "pages_v2.parquet", data_page_version="2.0", data_page_size=512, write_batch_size=32,
               use_dictionary=False, compression="zstd")
pq.write_table(table.select(["jet_pt", "part_px", "part_py"]), "byte_stream_split.parquet", use_dictionary=False,
               use_byte_stream_split=True)
pq.write_table(table.select(["label", "short", "part_id"]), "delta.parquet", use_dictionary=False,
               column_encoding={"label": "DELTA_BINARY_PACKED", "short": "DELTA_BINARY_PACKED", "part_id.list.element": "DELTA_BINARY_PACKED"})
pq.write_table(table.select(["jet_pt", "label"]), "brotli.parquet", compression="brotli")

rows = [None, [], [1.5, 2.5], None, [3.5]]
pq.write_table(pa.table({"x": pa.array(rows, pa.list_(pa.float32())), "nested": pa.array([[[1, 2], [3, 4]], [], None, [[5]], [[]]])}),
               "nulls.parquet")
pq.write_table(pa.table({"inside": pa.array([[1.0], [2.0, None]]), "flat": pa.array([1.0, None])}), "null_inside.parquet")
pq.write_table(pa.table({"x": pa.array([None] * 349525 + [[1, 2]], pa.list_(pa.int32()))}), "many_nulls.parquet")
pq.write_table(pa.table({"half": pa.array(np.array([65504, 2.0**-24, -2.5], "f2"))}), "half.parquet")
pq.write_table(pa.table({"x": pa.array([[1.5, 2.5], [3.5, 4.5]], pa.list_(pa.float32(), 2))}), "fixed_lists.parquet")

pairs = [{"pt": 1.5, "eta": 2}, {"pt": 2.5, "eta": 3}]
jet = pa.list_(pa.struct([("pt", pa.float64()), ("eta", pa.int32())]))
structs = pa.table({"jets": pa.array([pairs, [], pairs[:1]], jet), "one": pa.array([{"jets": pairs}, {"jets": None}, {"jets": []}], pa.struct([("jets", jet)]))})
pq.write_table(structs, "structs.parquet")

unsigned = pa.table({"u4": pa.array([0, 2**31 + 5, 2**32 - 1, 7], pa.uint32()), "u8": pa.array([1, 2**53, 3, 2**40], pa.uint64()),
                     "beyond": pa.array([0, 2**64 - 1, 1, 2], pa.uint64())})
pq.write_table(unsigned, "unsigned.parquet", use_dictionary=False, column_encoding={n: "DELTA_BINARY_PACKED" for n in unsigned.column_names})

"""Writes the first test jets of the top-tagging sample as a Parquet file of lists, as pandas and Awkward Array write jets.

    python make_jets_parquet.py toptagging_sample.npz jets.parquet [JETS]        (needs numpy, pyarrow)
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def main():
    source, target, count = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100
    sample = np.load(source)
    momenta, top = sample["kinematics_test"][:count], sample["labels_test"][:count]
    real = momenta[..., 0] > 0
    offsets = pa.array(np.concatenate([[0], np.cumsum(real.sum(axis=1))]).astype("i4"))
    names = ["part_energy", "part_px", "part_py", "part_pz"]
    columns = {name: pa.ListArray.from_arrays(offsets, pa.array(momenta[..., i][real])) for i, name in enumerate(names)}
    pq.write_table(pa.table(columns | {"is_top": pa.array(top != 0)}), target, compression="zstd")


main()

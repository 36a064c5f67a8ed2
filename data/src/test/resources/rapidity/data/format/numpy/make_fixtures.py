"""Writes the files beside this script with NumPy 2.4.6: python make_fixtures.py"""

import numpy as np
from numpy.lib import format as npy

cube = np.arange(24, dtype="<f8").reshape(3, 4, 2)
pairs = np.array([[1, 2], [3, 4], [5, 6]], dtype="<f4")
halves = np.array([65504, 2.0**-24, -2.5, np.nan], dtype="<f2")

np.save("cube.npy", cube)
np.save("fortran.npy", np.asfortranarray(pairs))
np.save("fortran_cube.npy", np.asfortranarray(cube.astype(">i4")))
np.save("transposed.npy", np.arange(6, dtype="<i2").reshape(2, 3).T)
np.save("strided.npy", np.arange(10, dtype="u1")[::3])
np.save("big_f4.npy", pairs.astype(">f4"))
np.save("big_i4.npy", np.array([1, -2, 2**31 - 1], dtype=">i4"))
np.save("event_ids.npy", np.array([2017010309250121, -1], dtype="<i8"))
np.save("uint64.npy", np.array([5, 2**63 + 5], dtype="<u8"))
np.save("uint32.npy", np.array([0, 2**32 - 1], dtype="<u4"))
np.save("uint16.npy", np.array([0, 2**16 - 1], dtype=">u2"))
np.save("int8.npy", np.array([-128, 127], dtype="i1"))
np.save("bool.npy", np.array([True, False, True]))
np.save("halves.npy", halves)
np.save("label.npy", np.int64(7))
np.save("empty.npy", np.zeros((0, 4), dtype="<f4"))
np.save("objects.npy", np.array([1, "a"], dtype=object), allow_pickle=True)
np.save("structured.npy", np.zeros(2, dtype=[("pt", "<f4"), ("eta", "<f4")]))
np.save("complex.npy", np.zeros(2, dtype="c16"))
for version in (2, 3):
    with open(f"version{version}.npy", "wb") as file:
        npy.write_array(file, pairs, version=(version, 0))
np.savez("stored.npz", labels=np.array([True, False, True]), pairs=pairs)
np.savez_compressed("deflated.npz", fortran=np.asfortranarray(cube), pairs=pairs, halves=halves)

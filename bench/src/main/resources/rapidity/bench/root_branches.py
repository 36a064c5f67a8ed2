"""What uproot reads of the branches of numbers in ROOT files, for `rapidity bench root`.

    root_branches.py OUT ENTRIES [FOLDER]      FOLDER: with the files (default: those of the package skhep_testdata)

Writes values and offsets as NumPy arrays into OUT, and what they are into OUT/index.json; tells what it did on stderr.
"""

import collections
import json
import os
import re
import sys
import warnings

import awkward as ak
import numpy as np
import uproot

warnings.simplefilter("ignore")
MOST_BRANCHES = 3000


class Index:
    def __init__(self, out):
        self.out, self.entries, self.left_out, self.seen = out, [], collections.Counter(), collections.Counter()

    def add(self, place, name, array):
        kind = array.dtype.kind if isinstance(array, np.ndarray) else ""
        if isinstance(array, np.ndarray) and array.dtype.names:
            for field in array.dtype.names:
                self.add(place, f"{name}.{field}", array[field])
            return
        offsets = None
        if not isinstance(array, np.ndarray):
            array = ak.Array(array)
            if array.fields or array.ndim < 2 or "string" in str(array.type) or "var * var" in str(array.type):
                self.left_out["text, records and lists of lists"] += 1
                return
            offsets = np.concatenate([[0], np.cumsum(ak.to_numpy(ak.num(array)))]).astype("i8")
            array = ak.to_numpy(ak.flatten(array))
            kind = array.dtype.kind
        if kind not in "iufb":
            self.left_out["text, records and lists of lists"] += 1
            return
        if kind == "b":
            array = array.view("u1") != 0  # what is in the file may be neither 0 nor 1
        key = (place["file"], place["tree"], name)
        self.seen[key] += 1
        if self.seen[key] > 1:
            name += f";{self.seen[key]}"
        number = len(self.entries)
        np.save(os.path.join(self.out, f"{number}.npy"), np.ascontiguousarray(array))
        if offsets is not None:
            np.save(os.path.join(self.out, f"{number}_offsets.npy"), offsets)
        self.entries.append(dict(place, column=name, number=number, jagged=offsets is not None))


def branches(prefix, branch):
    own = re.sub(r"(\[\w*\])*\.?$", "", branch.name)
    full = own if not prefix or own.startswith(prefix + ".") else f"{prefix}.{own}"
    below = list(branch.branches)
    for part in below:
        yield from branches(full, part)
    if not below:
        yield full, branch


def read_file(path, most, index):
    with uproot.open(path) as file:
        for name, kind in file.classnames(recursive=True, cycle=False).items():
            if kind not in ("TTree", "TNtuple", "TNtupleD", "TChain"):
                continue
            tree = file[name]
            for top in list(tree.branches)[:MOST_BRANCHES]:
                for column, branch in branches("", top):
                    place = {"file": path, "tree": name}
                    interpretation = str(branch.interpretation)
                    if "AsDtype" not in interpretation and "AsJagged" not in interpretation:
                        index.left_out["no numbers: " + re.sub(r"[(<][\s\S]*|:[\s\S]*|\s*matched[\s\S]*", "", interpretation)] += 1
                        continue
                    try:
                        flat = "AsJagged" not in interpretation
                        array = branch.array(library="np" if flat else "ak", entry_stop=most)
                    except Exception as e:
                        index.left_out["not read by uproot: " + type(e).__name__] += 1
                        continue
                    index.add(place, column, array)


def main(out, most, folder=None):
    if folder is None:
        import skhep_testdata

        folder = os.path.join(os.path.dirname(skhep_testdata.__file__), "data")
    index = Index(out)
    paths = sorted(os.path.join(d, f) for d, _, files in os.walk(folder) for f in files if f.endswith(".root"))
    for path in paths:
        try:
            read_file(path, int(most), index)
        except Exception as e:
            index.left_out["files not opened by uproot: " + type(e).__name__] += 1
    with open(os.path.join(out, "index.json"), "w") as file:
        json.dump(index.entries, file)
    print(len(paths), "files; left out:", dict(index.left_out), file=sys.stderr)
    print(uproot.__version__)


main(*sys.argv[1:])

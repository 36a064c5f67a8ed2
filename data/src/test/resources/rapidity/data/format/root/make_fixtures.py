"""Writes the files beside this script with ROOT 6.38 (the wheel "root" of PyPI) and uproot 5.7:
python make_fixtures.py

The values that uproot reads back are in the .npz of the same name: TREE__BRANCH for flat branches, and values and
offsets (TREE__BRANCH__values, TREE__BRANCH__offsets) for jagged ones, "/" and "." kept."""

import os
import sys

import awkward as ak
import numpy as np
import ROOT
import uproot

ROOT.gErrorIgnoreLevel = ROOT.kError
rng = np.random.default_rng(20261126)


def expect(name):
    values = {}
    with uproot.open(name) as file:
        for path, kind in file.classnames(recursive=True, cycle=False).items():
            if kind != "TTree":
                continue
            tree = file[path]
            for branch in tree.iterkeys(recursive=True, full_paths=False):
                try:
                    x = tree[branch].array()
                except Exception as e:
                    print("uproot does not read", name, path, branch, type(e).__name__)
                    continue
                key = f"{path}__{branch}"
                if x.fields:
                    continue
                if x.ndim > 1 and not isinstance(x.type.content, ak.types.RegularType):
                    if "string" in str(x.type) or "var * var" in str(x.type):
                        continue
                    values[key + "__values"] = ak.to_numpy(ak.flatten(x))
                    values[key + "__offsets"] = np.concatenate([[0], np.cumsum(ak.to_numpy(ak.num(x)))])
                elif "string" not in str(x.type) and "{" not in str(x.type):
                    values[key] = ak.to_numpy(x)
    np.savez_compressed(name.replace(".root", ".npz"), **values)


def types():
    f = ROOT.TFile("types.root", "RECREATE", "", 101)
    t = ROOT.TTree("t", "all types")
    flat = {}
    for name, code, kind in (
        ("b", "O", "bool"), ("i1", "B", "int8"), ("u1", "b", "uint8"), ("i2", "S", "int16"), ("u2", "s", "uint16"),
        ("i4", "I", "int32"), ("u4", "i", "uint32"), ("i8", "L", "int64"), ("u8", "l", "uint64"), ("f4", "F", "float32"),
        ("f8", "D", "float64"),
    ):
        flat[name] = np.zeros(1, kind)
        t.Branch(name, flat[name], f"{name}/{code}")
    packed = {}
    for name, leaf in (
        ("d32", "d32/d"), ("d32_range", "d32_range/d[0,10,16]"), ("d32_mantissa", "d32_mantissa/d[0,0,10]"),
        ("d32_pi", "d32_pi/d[-pi,pi,12]"),
    ):
        packed[name] = np.zeros(1, "float64")
        t.Branch(name, packed[name], leaf)
    for name, leaf in (("f16", "f16/f"), ("f16_range", "f16_range/f[-5,5,14]"), ("f16_mantissa", "f16_mantissa/f[0,0,9]")):
        packed[name] = np.zeros(1, "float32")
        t.Branch(name, packed[name], leaf)
    mat = np.zeros(9, "float64")
    t.Branch("mat", mat, "mat[9]/D")
    grid = np.zeros((2, 3), "float32")
    t.Branch("grid", grid, "grid[2][3]/F")
    n = np.zeros(1, "int32")
    p = np.zeros((20, 4), "float64")
    pdg = np.zeros(20, "int32")
    status = np.zeros(20, "int8")
    t.Branch("n", n, "n/I")
    t.Branch("P", p, "P[n][4]/D")
    t.Branch("pdg", pdg, "pdg[n]/I")
    t.Branch("status", status, "status[n]/B")
    pair_type = np.zeros(1, [("x", "<f4"), ("y", "<i4")])
    t.Branch("pair", pair_type, "x/F:y/I")
    vectors = {}
    for name in ("float", "int", "bool", "double", "short", "unsigned short", "unsigned int", "Long64_t", "unsigned long",
                 "char", "unsigned char"):
        vectors[name] = ROOT.std.vector(name)()
        t.Branch("v_" + name.replace(" ", "_"), vectors[name])
    text = ROOT.std.string()
    t.Branch("text", text)
    nested = ROOT.std.vector("vector<float>")()
    t.Branch("nested", nested)
    lorentz = ROOT.TLorentzVector()
    t.Branch("lorentz", lorentz)
    t.SetBasketSize("*", 1000)
    for i in range(150):
        for name, x in flat.items():
            x[0] = {"b": i % 2, "i1": i % 100 - 50, "u1": i + 100}.get(name, 7 * i - (300 if name[0] == "i" else 0))
        flat["u8"][0] = 2**40 + 1 + i
        flat["i8"][0] = -(2**40) - i
        flat["f4"][0] = rng.normal()
        flat["f8"][0] = rng.normal()
        for name, x in packed.items():
            x[0] = rng.uniform(0, 3)
        mat[:] = rng.normal(size=9)
        grid[:] = rng.normal(size=(2, 3))
        n[0] = (7, 0, 3)[i] if i < 3 else rng.integers(0, 20)
        p[: n[0]] = rng.normal(size=(n[0], 4))
        pdg[: n[0]] = rng.integers(-300, 300, n[0])
        status[: n[0]] = -5
        pair_type["x"] = i + 0.5
        pair_type["y"] = -i
        count = 0 if i in (0, 50, 149) else int(rng.integers(0, 9))
        for name, v in vectors.items():
            v.clear()
            for j in range(count):
                v.push_back(2**40 + 1 + j if name == "unsigned long" else j % 2 if name == "bool" else chr(65 + j) if name == "char" else i % 100 + j)
        nested.clear()
        for j in range(i % 3):
            nested.push_back(vectors["float"])
        text.assign("x" * (i % 4))
        lorentz.SetPxPyPzE(i, -i, 0.5 * i, 2 * i)
        t.Fill()
    t.Write()
    f.Close()
    expect("types.root")


def codecs():
    """The same tree through each codec, in subdirectories, with a tree that was saved twice (the newest cycle counts)."""
    f = ROOT.TFile("codecs.root", "RECREATE")
    for algorithm, name in ((0, "none"), (1, "zlib"), (2, "lzma"), (4, "lz4"), (5, "zstd")):
        f.cd()
        f.mkdir("deep/" + name)
        f.cd("deep/" + name)
        f.SetCompressionSettings(algorithm * 100 + 5 if algorithm else 0)
        t = ROOT.TTree("tree", name)
        x = np.zeros(1, "float32")
        v = ROOT.std.vector("int")()
        t.Branch("x", x, "x/F")
        t.Branch("v", v)
        t.SetBasketSize("v", 4000)
        for i in range(500):
            x[0] = i % 17
            v.clear()
            v.push_back(i)
            v.push_back(i + 1)
            t.Fill()
            if i == 200:
                t.AutoSave()
        t.Write()
    f.cd()
    h = ROOT.TH1F("h", "no tree", 10, 0, 1)
    h.Write()
    f.Close()
    expect("codecs.root")


def split():
    """Objects of a class of one's own, and vectors of them, split into branches for their members."""
    ROOT.gInterpreter.Declare("struct Hit { float x; int n; double e[3]; };")
    f = ROOT.TFile("split.root", "RECREATE")
    t = ROOT.TTree("tree", "split")
    hit = ROOT.Hit()
    hits = ROOT.std.vector("Hit")()
    ROOT.gInterpreter.Declare("void branch(TTree &t, Hit &hit) { t.Branch(\"hit\", &hit); }")
    ROOT.branch(t, hit)
    t.Branch("hits", hits, 600)
    for i in range(120):
        hit.x, hit.n = i + 0.5, -i
        for j in range(3):
            hit.e[j] = 10 * i + j
        hits.clear()
        for j in range(i % 3):
            hits.push_back(hit)
        t.Fill()
    t.Write()
    f.Close()
    with uproot.open("split.root") as file:
        print(file["tree"].keys(), file["tree"].arrays(["hits.x"], library="ak") if "hits/hits.x" in file["tree"].keys() else "")


def embedded():
    """A tree that was saved, with its last baskets in the tree's own record, by a job that was killed afterwards."""
    if os.fork() == 0:
        f = ROOT.TFile("embedded.root", "RECREATE")
        t = ROOT.TTree("tree", "killed")
        x = np.zeros(1, "int32")
        y = np.zeros(1, "float64")
        z = np.zeros(1, "int16")
        v = ROOT.std.vector("float")()
        t.Branch("x", x, "x/I", 800)
        t.Branch("y", y, "y/D", 1100)
        t.Branch("only_embedded", z, "only_embedded/S", 32000)
        t.Branch("v", v, 900)
        t.SetAutoFlush(0)
        for i in range(500):
            x[0] = i
            y[0] = i / 7
            z[0] = -i
            v.clear()
            for j in range(i % 4):
                v.push_back(i + j)
            t.Fill()
        t.AutoSave("SaveSelf")
        f.Flush()
        os._exit(0)
    os.wait()
    expect("embedded.root")


def beyond():
    """A file whose later baskets, tree and directory stand beyond 2 GiB; kept as the pieces that are not zero."""
    f = ROOT.TFile("beyond.root", "RECREATE")
    t = ROOT.TTree("tree", "beyond 2 GiB")
    x = np.zeros(1, "int32")
    t.Branch("x", x, "x/I", 1000)
    for i in range(1000):
        x[0] = i
        t.Fill()
        if i == 500:
            f.SetEND(2**31 - 300)
            f.GetListOfFree().First().SetFirst(2**31 - 300)
    t.Write()
    f.Close()
    with uproot.open("beyond.root") as file:
        assert (file["tree"]["x"].array(library="np") == np.arange(1000)).all()
    size = os.path.getsize("beyond.root")
    with open("beyond.root", "rb") as file:
        pieces = {}
        at = 0
        while at < size:
            data = os.SEEK_DATA
            at = os.lseek(file.fileno(), at, data)
            end = os.lseek(file.fileno(), at, os.SEEK_HOLE)
            file.seek(at)
            pieces[f"at_{at}"] = np.frombuffer(file.read(end - at), "u1")
            at = end
            if at >= size:
                break
    np.savez_compressed("beyond.npz", **pieces)
    os.remove("beyond.root")
    print("beyond.root:", size, "bytes,", {k: len(v) for k, v in pieces.items()})


def oddities():
    """What uproot does not read or reads as something else: a class with a text in it, an ntuple, jagged branches whose
    baskets leave out where entries begin, bools that are neither 0 nor 1."""
    ROOT.gInterpreter.Declare("struct Named { std::string name; int n; std::vector<float> x; };")
    ROOT.gInterpreter.Declare('void branch(TTree &t, Named &named) { t.Branch("named", &named); }')
    f = ROOT.TFile("oddities.root", "RECREATE")
    t = ROOT.TTree("named", "a class with a text")
    named = ROOT.Named()
    ROOT.branch(t, named)
    for i in range(20):
        named.name, named.n = "x" * i, 3 * i
        named.x.assign([i + j for j in range(i % 4)])
        t.Fill()
    t.Write()
    ntuple = ROOT.TNtuple("ntuple", "an ntuple", "a:b")
    for i in range(20):
        ntuple.Fill(i, -i / 4)
    ntuple.Write()
    t = ROOT.TTree("counted", "offsets left out")
    features = ROOT.TIOFeatures()
    features.Set("kGenerateOffsetMap")
    t.SetIOFeatures(features)
    n = np.zeros(1, "int32")
    x, p = np.zeros(10, "float32"), np.zeros((10, 4), "float64")
    t.Branch("n", n, "n/I", 600)
    t.Branch("x", x, "x[n]/F", 800)
    t.Branch("P", p, "P[n][4]/D", 3000)
    odd = np.zeros(1, "uint8")
    t.Branch("odd", odd, "odd/O")
    again = np.ones(1, "int32")
    t.Branch("n", again, "n/I")
    for i in range(200):
        n[0] = i % 7
        x[: n[0]] = i + 0.25
        odd[0] = i % 3 * 39
        p[: n[0]] = rng.normal(size=(n[0], 4))
        t.Fill()
    t.Write()
    f.Close()


def ntuple():
    model = ROOT.RNTupleModel.Create() if hasattr(ROOT, "RNTupleModel") else ROOT.Experimental.RNTupleModel.Create()
    model.MakeField["float"]("pt")
    with ROOT.RNTupleWriter.Recreate(model, "events", "ntuple.root") as writer:
        writer.Fill(writer.CreateEntry())


def uproots_own():
    with uproot.recreate("uproot.root", compression=uproot.ZSTD(3)) as file:
        pt = ak.Array([[1.5, 2.5], [], [3.5]] * 30)
        file.mktree("events", {"pt": "var * float64", "met": "float64", "run": "int32"})
        file["events"].extend({"pt": pt, "met": np.arange(90.0), "run": np.arange(90, dtype="<i4")})
        file["events"].extend({"pt": pt, "met": np.arange(90.0) + 0.5, "run": np.arange(90, dtype="<i4")})
    expect("uproot.root")


if __name__ == "__main__":
    for make in sys.argv[1:] or ("types", "codecs", "split", "embedded", "beyond", "oddities", "ntuple", "uproots_own"):
        globals()[make]()

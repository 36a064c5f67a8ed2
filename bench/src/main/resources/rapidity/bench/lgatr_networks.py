"""Networks of the installed lgatr, 1.x or 2.x, for `rapidity bench python`, in float64.

    python lgatr_networks.py make CASES.json FOLDER     weights, inputs, outputs and directional derivatives of each case
    python lgatr_networks.py check CASES.json FOLDER    loads what Rapidity exported, and compares the outputs

CASES.json is a list of objects with name, class, arguments, seed, lengths (tokens of each sequence), condition (tokens of
its condition) and mask: none, keys, scores or ragged. Sequences of one length are a batch; ragged ones are concatenated
under a block-diagonal mask. `make` writes NAME.json and NAME.pt or NAME.safetensors; `check` reads NAME.back.safetensors and
NAME.back.json and prints one line of JSON."""
import json
import math
import pathlib
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

import lgatr

GLOBALS = ("use_fully_connected_subgroup", "use_bivector", "use_geometric_product")


def is_v1():
    return not hasattr(lgatr, "PrimitivesConfig")


def build(kind, arguments):
    arguments = dict(arguments)
    if is_v1():
        from lgatr.primitives.config import gatr_config
        for key in GLOBALS:
            setattr(gatr_config, key, arguments.pop(key, True))
    net = getattr(lgatr, kind)(**arguments).double().eval()
    for m in net.modules():
        if isinstance(getattr(m, "epsilon", None), torch.Tensor):
            m.epsilon = torch.tensor(0.01, dtype=torch.float64)
    return net


def momenta(gen, *shape):
    p = torch.randn(*shape, 3, generator=gen, dtype=torch.float64)
    m = torch.rand(*shape, 1, generator=gen, dtype=torch.float64)
    return torch.cat([(p.square().sum(-1, keepdim=True) + m * m).sqrt(), p], -1)


def tokens(gen, slim, batch, items, channels, scalars):
    p = momenta(gen, batch, items, channels)
    if slim:
        x = p
    else:
        x = torch.zeros(batch, items, channels, 16, dtype=torch.float64)
        x[..., 1:5] = p
        if channels > 1:
            x[:, :, -1] = torch.randn(batch, items, 16, generator=gen, dtype=torch.float64)
    s = torch.randn(batch, items, scalars, generator=gen, dtype=torch.float64) if scalars else None
    return x, s


def block_diagonal(queries, keys):
    mask = torch.full((1, 1, sum(queries), sum(keys)), -math.inf, dtype=torch.float64)
    q = k = 0
    for nq, nk in zip(queries, keys):
        mask[..., q:q + nq, k:k + nk] = 0
        q, k = q + nq, k + nk
    return mask


def inputs(case, gen):
    slim, a, lengths = "Slim" in case["class"], case["arguments"], case["lengths"]
    ragged = case["mask"] == "ragged"
    batch, items = (1, sum(lengths)) if ragged else (len(lengths), lengths[0])
    main = "vectors" if slim else "multivectors"
    kind = "v" if slim else "mv"
    r = {}
    r[main], r["scalars"] = tokens(gen, slim, batch, items, a[f"in_{kind}_channels"], a["in_s_channels"] or 0)
    if case["condition"]:
        suffix = "_condition" if is_v1() else "_cond"
        widths = [a[f"condition_{kind}_channels"], a["condition_s_channels"]] if is_v1() else \
            [a[f"{kind}_channels_cond"], a["s_channels_cond"]]
        n = sum(case["condition"]) if ragged else case["condition"][0]
        r[main + suffix], r["scalars" + suffix] = tokens(gen, slim, batch, n, widths[0], widths[1] or 0)
    if ragged:
        r["attn_mask"] = block_diagonal(lengths, lengths)
        if case["condition"]:
            r["crossattn_mask"] = block_diagonal(lengths, case["condition"])
    elif case["mask"] == "keys":
        mask = torch.zeros(batch, 1, 1, items, dtype=torch.float64)
        mask[-1, ..., -2:] = -math.inf
        r["attn_mask"] = mask
    elif case["mask"] == "scores":
        r["attn_mask"] = torch.randn(batch, 1, items, items, generator=gen, dtype=torch.float64)
    return r


def run(net, x):
    masks = {k: x[k] for k in ("attn_mask", "crossattn_mask") if k in x}
    x = {k: v for k, v in x.items() if k not in masks}
    if any(k.startswith("scalars_cond") for k in x):
        return net(**x, attn_kwargs=dict(attn_mask=masks.get("attn_mask")),
                   crossattn_kwargs=dict(attn_mask=masks.get("crossattn_mask")))
    return net(**x, **masks)


def names(case):
    return ("vectors" if "Slim" in case["class"] else "multivectors"), "scalars"


def as_list(t):
    return None if t is None or t.numel() == 0 else t.detach().tolist()


def pattern(n, frequency, phase):
    return torch.sin(frequency * torch.arange(n, dtype=torch.float64) + phase)


def derivative(net, x, outputs):
    """d/dt of a weighted sum of all outputs, all parameters and inputs moving along fixed directions."""
    loss = sum((pattern(y.numel(), 1.3, 0.2) * y.flatten()).sum() for y in outputs if y is not None and y.numel())
    loss.backward()
    r = 0.0
    for j, (_, p) in enumerate(sorted(net.named_parameters())):
        if p.grad is not None:
            r += (pattern(p.numel(), 0.7, 0.3 * j) * p.grad.flatten()).sum().item()
    for j, key in enumerate(sorted(k for k in x if "mask" not in k)):
        if x[key] is not None and x[key].grad is not None:
            r += (pattern(x[key].numel(), 0.5, j) * x[key].grad.flatten()).sum().item()
    return r


def make(cases, folder):
    for number, case in enumerate(cases):
        torch.manual_seed(case["seed"])
        net = build(case["class"], case["arguments"])
        with torch.no_grad():
            for key, p in net.named_parameters():
                scale = 1.0 if "norm" in key or "head_scale" in key else max(p.std().item() if p.numel() > 1 else 0.0, 0.05)
                p.add_(0.3 * scale * torch.randn(p.shape, dtype=torch.float64))
        state = {k: v.detach().contiguous().clone() for k, v in net.state_dict().items()}
        if number % 2 == 0:
            torch.save(dict(model={"net." + k: v for k, v in state.items()}, epoch=3), folder / (case["name"] + ".pt"))
        else:
            save_file(state, str(folder / (case["name"] + ".safetensors")))
        gen = torch.Generator().manual_seed(case["seed"] + 1)
        x = inputs(case, gen)
        for key, v in x.items():
            if v is not None and "mask" not in key:
                v.requires_grad_()
        y = run(net, x)
        doc = dict(package="lgatr " + version(), arguments=case["arguments"], inputs={k: as_list(v) for k, v in x.items()},
                   outputs=dict(zip(names(case), map(as_list, y))), derivative=derivative(net, x, y))
        doc["class"] = case["class"]
        (folder / (case["name"] + ".json")).write_text(json.dumps(doc).replace("-Infinity", "-1e300"))


def check(cases, folder):
    """Largest deviation of the outputs, relative to the largest, from those that Rapidity gave."""
    worst = 0.0
    for case in cases:
        with safe_open(str(folder / (case["name"] + ".back.safetensors")), "pt") as f:
            meta = f.metadata()
            state = {k: f.get_tensor(k) for k in f.keys()}
        net = build(meta["class"], json.loads(meta["arguments"]))
        net.load_state_dict(state, strict=True)
        x = inputs(case, torch.Generator().manual_seed(case["seed"] + 1))
        given = json.loads((folder / (case["name"] + ".back.json")).read_text())
        with torch.no_grad():
            for name, y in zip(names(case), run(net, x)):
                if y is not None and y.numel():
                    expected = torch.tensor(given[name], dtype=torch.float64)
                    deviation = ((y - expected).abs().max() / expected.abs().max()).item()
                    worst = max(worst, deviation if math.isfinite(deviation) else math.inf)
    print(json.dumps(dict(cases=len(cases), worst=worst, package="lgatr " + version())))


def version():
    from importlib.metadata import version as of
    return of("lgatr")


if __name__ == "__main__":
    torch.set_num_threads(1)
    everything = json.loads(pathlib.Path(sys.argv[2]).read_text())
    dict(make=make, check=check)[sys.argv[1]](everything, pathlib.Path(sys.argv[3]))

"""Variances of what freshly initialised layers of lgatr make of inputs of unit variance.

    python lgatr_initialisation.py > lgatr-initialisation-2.0.0.json        with lgatr 2.0.0
    python lgatr_initialisation.py > lgatr-initialisation-1.4.4.json        with lgatr 1.4.4

Each number is the variance over 300 draws of the weights (1200 for attention, whose output channels of one draw vary
together), 16 tokens and all channels of one kind of number: one of the five grades of multivectors, auxiliary scalars,
or the four-vectors of the slim layers. Multivectors, four-vectors and scalars that go in are normal with unit variance
in every component.
"""

import importlib.metadata
import json
import sys

import torch
from lgatr.layers import (
    CrossAttention,
    CrossAttentionConfig,
    EquiLinear,
    GeometricBilinear,
    GeoMLP,
    MLPConfig,
    SelfAttention,
    SelfAttentionConfig,
)

VERSION = importlib.metadata.version("lgatr")
V2 = VERSION.startswith("2")
DRAWS = {"others": 300, "attention": 1200}
TOKENS = 16
GRADES = [[0], list(range(1, 5)), list(range(5, 11)), list(range(11, 15)), [15]]
WIDTHS = [4, 8, 16, 32]


def sums(values):
    values = values.double()
    return torch.tensor([values.numel(), values.sum(), (values**2).sum()], dtype=torch.float64)


def kinds(out, multivectors):
    vectors, scalars = out
    r = {}
    if vectors is not None and vectors.numel():
        if multivectors:
            for g, components in enumerate(GRADES):
                r[f"grade {g}"] = sums(vectors[..., components])
        else:
            r["vectors"] = sums(vectors)
    if scalars is not None and scalars.numel():
        r["scalars"] = sums(scalars)
    return r


def variances(name, draw, multivectors=True):
    total = {}
    for _ in range(DRAWS["attention" if "attention" in name else "others"]):
        for kind, s in kinds(draw(), multivectors).items():
            total[kind] = total.get(kind, 0) + s
    return {k: float(q / n - (s / n) ** 2) for k, (n, s, q) in total.items()}


def mv(channels):
    return torch.randn(1, TOKENS, channels, 16)


def vectors(channels):
    # inside the slim layers of 2.0 channels come last
    return torch.randn(1, TOKENS, 4, channels) if V2 else torch.randn(1, TOKENS, channels, 4)


def scalars(channels):
    return torch.randn(1, TOKENS, channels)


if V2:
    from lgatr.layers import SlimCrossAttention, SlimGLU, SlimLinear, SlimMLP, SlimSelfAttention
    from lgatr.primitives.config import PrimitivesConfig

    COMMON = {"primitives": PrimitivesConfig()}
    NONE = 0
else:
    from lgatr.nets.conditional_lgatr_slim import CrossAttention as SlimCrossAttention
    from lgatr.nets.lgatr_slim import MLP as SlimMLP
    from lgatr.nets.lgatr_slim import GatedLinearUnit as SlimGLU
    from lgatr.nets.lgatr_slim import Linear as SlimLinear
    from lgatr.nets.lgatr_slim import SelfAttention as SlimSelfAttention
    from lgatr.primitives.config import gatr_config

    COMMON = {}
    NONE = None


def full_group(w):
    if V2:
        layer = EquiLinear(w, w, in_s_channels=w, out_s_channels=w, primitives=PrimitivesConfig(subgroup=False))
        return layer(mv(w), scalars(w))
    gatr_config.use_fully_connected_subgroup = False
    try:
        return EquiLinear(w, w, in_s_channels=w, out_s_channels=w)(mv(w), scalars(w))
    finally:
        gatr_config.use_fully_connected_subgroup = True


def rows(w):
    for scheme in ["default", "small", "unit_scalar", "almost_unit_scalar"]:
        yield f"linear, {scheme}", lambda: EquiLinear(
            w, w, in_s_channels=w, out_s_channels=w, initialization=scheme, **COMMON
        )(mv(w), scalars(w))
    for scheme in ["default", "small"]:
        yield f"linear without scalars in, {scheme}", lambda: EquiLinear(
            w, w, in_s_channels=NONE, out_s_channels=w, initialization=scheme, **COMMON
        )(mv(w))
    yield "linear without bias", lambda: EquiLinear(
        w, w, in_s_channels=w, out_s_channels=w, bias=False, **COMMON
    )(mv(w), scalars(w))
    yield "linear of the full group", lambda: full_group(w)
    yield "bilinear", lambda: GeometricBilinear(
        in_mv_channels=w, out_mv_channels=w, in_s_channels=w, out_s_channels=w, **COMMON
    )(mv(w), scalars(w))
    yield "mlp", lambda: GeoMLP(MLPConfig(mv_channels=w, s_channels=w), **COMMON)(mv(w), scalars(w))
    heads = {"num_heads": 2, "output_init": "small"}
    yield "self-attention", lambda: SelfAttention(
        SelfAttentionConfig(in_mv_channels=w, out_mv_channels=w, in_s_channels=w, out_s_channels=w, **heads), **COMMON
    )(mv(w), scalars=scalars(w))
    yield "multi-query self-attention", lambda: SelfAttention(
        SelfAttentionConfig(
            in_mv_channels=w, out_mv_channels=w, in_s_channels=w, out_s_channels=w, multi_query=True, **heads
        ),
        **COMMON,
    )(mv(w), scalars=scalars(w))
    suffix = "" if V2 else "in_"
    ends = {f"{suffix}{end}_{kind}_channels": w for end in ["q", "kv"] for kind in ["mv", "s"]}
    yield "cross-attention", lambda: CrossAttention(
        CrossAttentionConfig(out_mv_channels=w, out_s_channels=w, **ends, **heads), **COMMON
    )(mv(w), mv(w), scalars(w), scalars(w))


def slim_rows(w):
    io = {"in_v_channels": w, "out_v_channels": w, "in_s_channels": w, "out_s_channels": w}
    width = {"v_channels": w, "s_channels": w}
    for scheme in ["default", "small"]:
        yield f"slim linear, {scheme}", lambda: SlimLinear(initialization=scheme, **io)(vectors(w), scalars(w))
    yield "slim gated linear unit", lambda: SlimGLU(**io)(vectors(w), scalars(w))
    yield "slim mlp", lambda: SlimMLP(**width)(vectors(w), scalars(w))
    yield "slim self-attention", lambda: SlimSelfAttention(num_heads=2, **width)(vectors(w), scalars(w))
    cross = {"q_v_channels": w, "kv_v_channels": w, "q_s_channels": w, "kv_s_channels": w}
    yield "slim cross-attention", lambda: SlimCrossAttention(num_heads=2, **cross)(
        vectors(w), vectors(w), scalars(w), scalars(w)
    )


def main():
    torch.manual_seed(20251126)
    torch.set_num_threads(1)
    table = {}
    with torch.no_grad():
        for w in WIDTHS:
            for name, draw in rows(w):
                table.setdefault(name, {})[w] = variances(name, draw)
            for name, draw in slim_rows(w):
                table.setdefault(name, {})[w] = variances(name, draw, multivectors=False)
    json.dump(
        {
            "origin": f"lgatr {VERSION}, torch {torch.__version__}, lgatr_initialisation.py in this folder",
            "draws": DRAWS,
            "tokens": TOKENS,
            "variances": table,
        },
        sys.stdout,
        indent=1,
    )
    print()


main()

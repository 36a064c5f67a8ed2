"""A network of lgatr 2.x or PyTorch on one thread, float32, in turns. Arguments: FILE INFERENCE|TRAINING eager|compiled
[cpu|cuda].

FILE (safetensors) holds class and arguments, weights, a batch and the logits that Rapidity gave in float64. When it is
ready it prints a line; then each line of the input, a number of seconds, is answered by what a repetition took in as much
time. Eager uses the dense product and the sparse linear map, compiled the sparse ones: the package's fastest settings.
FILE CHECK eager: only prints versions, parameters and the largest deviation of the logits, relative to the largest."""
import json
import resource
import signal
import sys
import time
import warnings

# who asks for turns ends this process
signal.signal(signal.SIGINT, signal.SIG_IGN)

try:
    import lgatr
    import torch
    from safetensors import safe_open
    from torch import nn
    from torch.nn import functional
except ImportError as e:
    sys.exit(f"{sys.executable}: {e}")


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv_linear = nn.Linear(width, 3 * width)
        self.out_linear = nn.Linear(width, width)

    def forward(self, x):
        batch, items, width = x.shape
        q, k, v = self.qkv_linear(x).view(batch, items, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        y = functional.scaled_dot_product_attention(q, k, v)
        return self.out_linear(y.transpose(1, 2).reshape(batch, items, width))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.width = (width,)
        self.attention = Attention(width, heads)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x):
        x = x + self.attention(functional.layer_norm(x, self.width))
        return x + self.mlp(functional.layer_norm(x, self.width))


class Transformer(nn.Module):
    def __init__(self, a):
        super().__init__()
        self.linear_in = nn.Linear(a["in"], a["hidden"])
        self.blocks = nn.ModuleList(Block(a["hidden"], a["heads"]) for _ in range(a["blocks"]))
        self.linear_out = nn.Linear(a["hidden"], a["out"])

    def forward(self, x):
        x = self.linear_in(x)
        for block in self.blocks:
            x = block(x)
        return self.linear_out(x)


class Mlp(nn.Module):
    def __init__(self, a):
        super().__init__()
        layers, width = [], a["in"]
        for _ in range(a["layers"]):
            layers += [nn.Linear(width, a["hidden"]), nn.GELU()]
            width = a["hidden"]
        self.mlp = nn.Sequential(*layers, nn.Linear(width, a["out"]))

    def forward(self, x):
        return self.mlp(x)


def build(kind, arguments, compiled):
    if kind in ("TransformerConfig", "MlpConfig"):
        net = (Transformer if kind == "TransformerConfig" else Mlp)(arguments)
        if compiled:
            net.forward = torch.compile(net.forward, dynamic=False)
        return net
    arguments = dict(arguments, compile=compiled, compile_kwargs=dict(dynamic=False) if compiled else None)
    if kind == "LGATr":
        arguments["primitives"] = dict(arguments.get("primitives", {}), sparse_gp=compiled, sparse_linear=True)
    return getattr(lgatr, kind)(**arguments)


def read(file):
    with safe_open(file, "pt") as f:
        metadata = f.metadata()
        tensors = {k: f.get_tensor(k) for k in f.keys()}
    weights = {k[len("weights."):]: v for k, v in tensors.items() if k.startswith("weights.")}
    batch = [tensors.get(k) for k in ("vectors", "scalars", "labels")]
    return metadata["class"], json.loads(metadata["arguments"]), weights, batch, tensors["logits"]


def logits(net, kind, vectors, scalars):
    if kind == "LGATr":
        return net(vectors, scalars)[0][:, 0, 0, 0]
    if kind == "LGATrSlim":
        return net(vectors, scalars)[1][:, 0, 0]
    return net(scalars)[:, 0, 0]


def work(net, kind, x, mode):
    if mode == "INFERENCE":
        net.eval()

        def inference():
            with torch.inference_mode():
                logits(net, kind, *x[:2])
        return inference
    net.train()
    optimizer = torch.optim.AdamW([p for p in net.parameters() if p.numel()], lr=1e-4, fused=True)

    def training():
        optimizer.zero_grad(set_to_none=True)
        functional.binary_cross_entropy_with_logits(logits(net, kind, *x[:2]), x[2]).backward()
        optimizer.step()
    return training


def check(kind, arguments, weights, x, expected):
    net = build(kind, arguments, False).double().eval()
    net.load_state_dict(weights)
    for m in net.modules():
        if isinstance(getattr(m, "epsilon", None), torch.Tensor):
            m.epsilon = torch.tensor(0.01, dtype=torch.float64)
    with torch.no_grad():
        difference = logits(net, kind, *x[:2]) - expected
    return dict(version=f"torch {torch.__version__}, lgatr {lgatr.__version__}",
                parameters=sum(p.numel() for p in net.parameters()),
                deviation=(difference.abs().max() / expected.abs().max()).item())


def turn(repeat, seconds):
    n, best = 0, float("inf")
    begin, cpu = time.perf_counter(), time.process_time()
    now = begin
    while n == 0 or now - begin < seconds:
        before = now
        repeat()
        if torch.cuda.is_initialized():
            torch.cuda.synchronize()
        now = time.perf_counter()
        best = min(best, now - before)
        n += 1
    return dict(wall_ms=1e3 * (now - begin) / n, cpu_ms=1e3 * (time.process_time() - cpu) / n, best_ms=1e3 * best,
                repeats=n, peak_kb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main():
    file, mode, form = sys.argv[1:4]
    device = sys.argv[4] if len(sys.argv) > 4 else "cpu"
    warnings.filterwarnings("ignore", module="torch._dynamo")
    torch.set_num_threads(1)
    kind, arguments, weights, x, expected = read(file)
    if mode == "CHECK":
        print(json.dumps(check(kind, arguments, weights, x, expected)))
        return
    net = build(kind, arguments, form == "compiled")
    net.load_state_dict({k: v.float() for k, v in weights.items()})
    net.to(device)
    repeat = work(net, kind, [None if v is None else v.float().to(device) for v in x], mode)
    del weights, x, expected
    print("{}", flush=True)
    for line in sys.stdin:
        print(json.dumps(turn(repeat, float(line))), flush=True)


main()

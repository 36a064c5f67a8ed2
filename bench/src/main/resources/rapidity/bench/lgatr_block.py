"""One measurement of lgatr 2.x on the CPU: the paper's tagger of 12 blocks, the quick recipe's amplitude network, or the
L-GATr-slim tagger. Arguments: infer|train|train-amplitude|infer-slim|train-slim, jets, particles, threads, eager|compiled, warm-up seconds, seconds. Prints one line of JSON. Eager uses the dense product and the sparse
linear map, compiled the sparse ones: the package's fastest settings."""
import sys

import torch
import lgatr
import timing

mode, jets, particles, threads, form, warm, budget = sys.argv[1:]
jets, particles, warm, budget = int(jets), int(particles), float(warm), float(budget)
torch.set_num_threads(int(threads))
torch.manual_seed(0)
compiled = form == "compiled"
tagger = not mode.endswith("amplitude")
slim = mode.endswith("slim")
p = torch.randn(jets, particles, 3) * 0.5
p = torch.cat([(p.square().sum(-1, keepdim=True) + 0.01).sqrt(), p], -1).unsqueeze(-2)


def full():
    blocks, mv, hidden_s, heads, in_s = (12, 16, 32, 8, 1) if tagger else (4, 8, 16, 4, 3)
    net = lgatr.LGATr(num_blocks=blocks, in_mv_channels=1, out_mv_channels=1, hidden_mv_channels=mv, in_s_channels=in_s,
                      out_s_channels=0, hidden_s_channels=hidden_s,
                      attention=dict(num_heads=heads, attn_ratio=2, head_scale=tagger),
                      mlp=dict(mlp_ratio=2), primitives=dict(sparse_gp=compiled, sparse_linear=True),
                      compile=compiled, compile_kwargs=dict(dynamic=False) if compiled else None)
    x, s = lgatr.embed_vector(p), torch.zeros(jets, particles, in_s)
    return net, lambda: net(x, s)[0][:, 0, 0, 0]


def light():
    net = lgatr.LGATrSlim(num_blocks=12, in_v_channels=1, out_v_channels=0, hidden_v_channels=32, in_s_channels=8,
                          out_s_channels=1, hidden_s_channels=96, num_heads=8, mlp_ratio=4,
                          compile=compiled, compile_kwargs=dict(dynamic=False) if compiled else None)
    s = torch.rand(jets, particles, 8) * 2 - 1
    return net, lambda: net(p, s)[1][:, 0, 0]


net, logit = light() if slim else full()

if mode.startswith("train"):
    labels = (torch.arange(jets) % 2).float()
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-4)
    loss = torch.nn.functional.binary_cross_entropy_with_logits

    def work():
        optimizer.zero_grad(set_to_none=True)
        loss(logit(), labels).backward()
        optimizer.step()
else:
    net.eval()

    def work():
        with torch.inference_mode():
            logit()

timing.report(work, warm, budget, version=f"lgatr {lgatr.__version__}, torch {torch.__version__}")

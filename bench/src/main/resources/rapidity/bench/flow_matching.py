"""The L-GATr flow of arXiv:2405.14806 (App. C.3) over lgatr 2.x on the CPU, one thread, for `rapidity bench flow`.

    python flow_matching.py check REFERENCE                                   the same as there?
    python flow_matching.py train REFERENCE eager|compiled BATCH WARM-UP SECONDS        a training step
    python flow_matching.py sample REFERENCE eager|compiled EVENTS STEPS WARM-UP SECONDS   rk4, the 3/8 rule

REFERENCE is a safetensors file with the network's weights, momenta and what they give there. Written from the formulas:
charts, source and paths are float64, the network float32. The velocity of momenta is pushed to the coordinates phi and eta
by two closed formulas instead of a chain of 4 x 4 Jacobians; those of log pt and log m2 are scalar outputs. Eager uses the
dense product and the sparse linear map, compiled the sparse ones: the package's fastest settings. Prints one line of JSON.
"""
import json
import math
import sys

import torch
from safetensors import safe_open

import lgatr
import timing

EPS1, EPS2, LARGEST = 1e-5, 1e-10, 10.0
FREQUENCIES, CLIP, RATE = 4, 5.0, 1e-3


def wrapped(x):
    """Coordinates with the angle in [-pi, pi)."""
    phi = torch.remainder(x[..., 1] + math.pi, 2 * math.pi) - math.pi
    return torch.stack([x[..., 0], phi, x[..., 2], x[..., 3]], -1)


class Chart:
    """(E, px, py, pz) to standardised (log pt, phi, eta, log m2) and back."""

    def __init__(self, mean, std, pt_min):
        self.mean, self.std, self.pt_min = mean, std, pt_min

    def from_momenta(self, p):
        e, px, py, pz = p.unbind(-1)
        pt2 = px.square() + py.square()
        pt, size = pt2.sqrt(), (pt2 + pz.square()).sqrt()
        log_pt = ((pt - self.pt_min).clamp(min=EPS2) + EPS1).log()
        log_m2 = (((e - size) * (e + size)).abs().clamp(min=EPS2) + EPS1).log()
        x = torch.stack([log_pt, torch.atan2(py, px), torch.asinh(pz / pt), log_m2], -1)
        return (x - self.mean) / self.std

    def to_momenta(self, x):
        log_pt, phi, eta, log_m2 = (x * self.std + self.mean).unbind(-1)
        pt = log_pt.clamp(max=LARGEST).exp() - EPS1 + self.pt_min
        m2 = (log_m2.clamp(max=LARGEST).exp() - EPS1).abs()
        pz = pt * eta.clamp(-LARGEST, LARGEST).sinh()
        e = (m2 + pt.square() + pz.square()).sqrt()
        return torch.stack([e, pt * phi.cos(), pt * phi.sin(), pz], -1)

    def push(self, p, v, logarithms):
        """The velocity of phi and eta from that of the momenta, beside those of the logarithms."""
        _, px, py, pz = p.unbind(-1)
        _, vx, vy, vz = v.unbind(-1)
        pt2 = px.square() + py.square()
        v_phi = (px * vy - py * vx) / pt2
        v_eta = (vz - pz * (px * vx + py * vy) / pt2) / (pt2 + pz.square()).sqrt()
        scale = self.std
        return torch.stack([logarithms[..., 0], v_phi / scale[:, 1], v_eta / scale[:, 2], logarithms[..., 3]], -1)


class Source:
    """px, py, pz and log m2 standard normal, and the cuts on pt and Delta R by rejection."""

    def __init__(self, particles, pt_min, delta_r_min):
        self.particles, self.pt_min, self.delta_r_min = particles, pt_min, delta_r_min
        self.i, self.j = torch.triu_indices(particles, particles, 1)

    def propose(self, count):
        x = torch.randn(count, self.particles, 4, dtype=torch.float64)
        p, m2 = x[..., :3], (x[..., 3].exp() - EPS1).abs()
        return torch.cat([(m2 + p.square().sum(-1)).sqrt().unsqueeze(-1), p], -1)

    def passes(self, p):
        pt = (p[..., 1].square() + p[..., 2].square()).sqrt()
        eta, phi = torch.asinh(p[..., 3] / pt), torch.atan2(p[..., 2], p[..., 1])
        d_phi = (phi[:, self.i] - phi[:, self.j]).abs()
        d_phi = torch.minimum(d_phi, 2 * math.pi - d_phi)
        d_eta = eta[:, self.i] - eta[:, self.j]
        far = d_eta.square() + d_phi.square() > self.delta_r_min ** 2
        return (pt > self.pt_min).all(-1) & far.all(-1)

    def sample(self, count):
        parts, have = [], 0
        while have < count:
            p = self.propose(4 * count)
            parts.append(p[self.passes(p)])
            have += len(parts[-1])
        return torch.cat(parts)[:count]


class Velocity(torch.nn.Module):
    def __init__(self, reference, form):
        super().__init__()
        self.chart, self.particles = reference.chart, reference.particles
        compiled = form == "compiled"
        a = reference.network
        self.net = lgatr.LGATr(
            num_blocks=a["blocks"], in_mv_channels=3, out_mv_channels=1, hidden_mv_channels=a["multivectors"],
            in_s_channels=self.particles + 1 + 2 * FREQUENCIES, out_s_channels=4, hidden_s_channels=a["scalars"],
            attention=dict(num_heads=a["heads"], attn_ratio=2), mlp=dict(mlp_ratio=2),
            primitives=dict(sparse_gp=compiled, sparse_linear=True), compile=compiled,
            compile_kwargs=dict(dynamic=False) if compiled else None)
        self.linear = torch.nn.Linear(2 * FREQUENCIES, 2 * FREQUENCIES)
        self.register_buffer("frequencies", torch.empty(FREQUENCIES))
        self.register_buffer("spurions", lgatr.get_spurions(beam_spurion="xyplane", add_time_spurion=True))
        self.register_buffer("places", torch.cat([torch.eye(self.particles), torch.ones(self.particles, 1)], -1))

    def forward(self, times, x):
        """Velocity of the coordinates x at times [events]."""
        with torch.no_grad():
            p = self.chart.to_momenta(x)
            events = len(p)
            angles = 2 * math.pi * times.unsqueeze(-1) * self.frequencies
            features = torch.cat([angles.sin(), angles.cos()], -1).float()
            momenta = lgatr.embed_vector(p.float()).unsqueeze(-2)
            mv = torch.cat([momenta, self.spurions.expand(events, self.particles, 2, 16)], -2)
        time_embedding = self.linear(features).unsqueeze(1).expand(-1, self.particles, -1)
        s = torch.cat([self.places.expand(events, -1, -1), time_embedding], -1)
        y, scalars = self.net(mv, s)
        u = lgatr.extract_vector(y[..., 0, :]).double()
        return self.chart.push(p, u, scalars.double())


class Reference:
    def __init__(self, path):
        with safe_open(path, "pt") as f:
            meta = f.metadata()
            self.tensors = {k: f.get_tensor(k) for k in f.keys()}
        self.network = json.loads(meta["network"])
        self.particles = self.tensors["momenta"].shape[1]
        pt_min = float(meta["pt_min"])
        self.chart = Chart(self.tensors["means"], self.tensors["deviations"], pt_min)
        self.source = Source(self.particles, pt_min, float(meta["delta_r_min"]))
        self.data = self.chart.from_momenta(self.tensors["momenta"])

    def velocity(self, form):
        r = Velocity(self, form)
        weights = {k[len("weights."):]: v.float() for k, v in self.tensors.items() if k.startswith("weights.")}
        time_embedding = {k.removeprefix("time_embedding."): weights.pop(k) for k in list(weights) if
                          k.startswith("time_embedding.")}
        r.net.load_state_dict(weights, strict=True)
        r.frequencies.copy_(time_embedding.pop("frequencies"))
        r.linear.load_state_dict({k.removeprefix("linear."): v for k, v in time_embedding.items()}, strict=True)
        return r


def loss_of(velocity, times, x, v):
    return 0.5 * (velocity(times, x) - v).square().mean()


def check(reference):
    net, t = reference.velocity("eager"), reference.tensors

    def deviation(found, expected):
        return ((found - expected).abs().max() / expected.abs().max()).item()

    loss = loss_of(net, t["times"], t["points"], t["targets"])
    loss.backward()
    norm = torch.nn.utils.get_total_norm([p.grad for p in net.parameters()])
    with torch.no_grad():
        print(json.dumps(dict(
            parameters=sum(p.numel() for p in net.parameters()) + FREQUENCIES,
            coordinates=deviation(reference.data, t["coordinates"]),
            momenta=deviation(reference.chart.to_momenta(t["coordinates"]), t["momenta"]),
            velocity=deviation(net(t["times"], t["points"]), t["velocities"]),
            loss=deviation(loss, t["loss"]), gradient_norm=deviation(norm, t["gradient_norm"]))))


def training(reference, form, batch):
    net = reference.velocity(form)
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
    x0 = reference.data[:batch]

    def work():
        t = torch.rand(batch, dtype=torch.float64)
        x1 = reference.chart.from_momenta(reference.source.sample(batch))
        v = wrapped(x1 - x0)
        xt = wrapped(x0 + t[:, None, None] * v)
        optimizer.zero_grad(set_to_none=True)
        loss_of(net, t, xt, v).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        optimizer.step()
    return work


def sampling(reference, form, events, steps):
    net = reference.velocity(form).eval()

    def f(t, x):
        return net(torch.full((events,), t, dtype=torch.float64), wrapped(x))

    def work():
        with torch.inference_mode():
            y, h = reference.chart.from_momenta(reference.source.sample(events)), -1.0 / steps
            for i in range(steps):
                t = 1 + i * h
                k1 = f(t, y)
                k2 = f(t + h / 3, y + h * k1 / 3)
                k3 = f(t + 2 * h / 3, y + h * (k2 - k1 / 3))
                k4 = f(t + h, y + h * (k1 - k2 + k3))
                y = y + h * (k1 + 3 * k2 + 3 * k3 + k4) / 8
            return reference.chart.to_momenta(wrapped(y))
    return work


def measure(work, warm, budget):
    timing.report(work, float(warm), float(budget), version=f"lgatr {lgatr.__version__}, torch {torch.__version__}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.manual_seed(0)
    mode, reference, rest = sys.argv[1], Reference(sys.argv[2]), sys.argv[3:]
    if mode == "check":
        check(reference)
    elif mode == "train":
        measure(training(reference, rest[0], int(rest[1])), *rest[2:])
    else:
        measure(sampling(reference, rest[0], int(rest[1]), int(rest[2])), *rest[3:])

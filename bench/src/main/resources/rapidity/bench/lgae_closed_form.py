"""One measurement of the Lorentz group autoencoder on the CPU in PyTorch, float64, one thread: the published network at
maxdim 2 in its closed form, with sums over particles as complex matrix products and without the parts that nothing
depends on. Arguments: train|forward, min-max|mix, latent vectors, jets, warm-up seconds, seconds. Prints one line of
JSON. A training step is forward pass, Chamfer loss, L1 term, backward pass and two Adam updates."""
import sys

import torch
from torch import nn

import timing

mode, aggregation, tau, jets, warm, budget = sys.argv[1:]
tau, jets, warm, budget = int(tau), int(jets), float(warm), float(budget)
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
PARTICLES, ENCODER, DECODER, BELLS = 30, (3, 3, 4, 4), (4, 4, 3, 3), 20
METRIC = torch.tensor([1.0, -1.0, -1.0, -1.0])


def product(a, b):
    return (a * b * METRIC.to(a.dtype)).sum(-1)


def square(p):
    return 2 * p[..., 0] ** 2 - (p ** 2).sum(-1)


class Mix(nn.Module):
    """Complex weights on axis -2 of x, the components being the last axis."""

    def __init__(self, channels_in, channels_out, vectors):
        super().__init__()
        scale = (0.1 if vectors else 1) / max(2, channels_in, channels_out)
        self.weight = nn.Parameter(torch.randn(2, channels_out, channels_in) * scale)

    def forward(self, x):
        return torch.matmul(torch.complex(self.weight[0], self.weight[1]), x)


class Level(nn.Module):
    def __init__(self, channels, out, radial):
        super().__init__()
        self.channels, self.radial = channels, radial
        self.a, self.b, self.c = (nn.Parameter(torch.randn(BELLS)) for _ in range(3))
        self.linear = nn.ModuleList(nn.Linear(BELLS, (2 if radial else 1) * channels) for _ in range(2))
        self.scalars, self.vectors = Mix(5 * channels, out, False), Mix(5 * channels, out, True)
        widths = [2 * out] + 6 * [12 * out] + [2 * out]
        layers = [nn.Linear(m, n) for m, n in zip(widths, widths[1:])]
        self.mlp = nn.Sequential(*[m for layer in layers for m in (layer, nn.LeakyReLU(0.01))][:-1])

    def edges(self, x, mask, order):
        """R of an order, [jets, channels, i, j]."""
        f = (self.a + self.b / (1 + self.c ** 2 * x.unsqueeze(-1))) * mask
        r = self.linear[order](f).unflatten(-1, (self.channels, 2))
        return torch.view_as_complex(r).permute(0, 3, 1, 2)

    def messages(self, v, s, p, x, mask):
        """Features v [jets, C, N, 4], s [jets, C, N, 1], real momenta p [jets, 1, N, 4]."""
        e0, r1 = self.edges(x, mask, 0) * (1 + 1j), self.edges(x, mask, 1)
        scalar = e0 @ torch.cat([v, s], -1)
        vector = r1 @ torch.cat([s, s * p, v, product(p + 0j, v).unsqueeze(-1)], -1)
        to_vectors = p * vector[..., :1] - vector[..., 1:5]
        to_scalars = (product(p + 0j, vector[..., 5:9]).unsqueeze(-1) - vector[..., 9:]) / 2
        return scalar[..., :4], to_vectors, to_scalars, scalar[..., 4:]

    def constant_messages(self, v, s, q):
        """The same with complex momenta q where the edge functions are constants."""
        e0, r1 = (layer.bias.reshape(1, -1, 1, 1) * (1 + 1j) for layer in self.linear)
        e0 = e0 * (1 + 1j)
        sums, scalars = v.sum(2, keepdim=True), s.sum(2, keepdim=True)
        to_vectors = r1 * (q * scalars - (q * s).sum(2, keepdim=True))
        inner = product(q, sums).unsqueeze(-1) - product(q, v).sum(2, keepdim=True).unsqueeze(-1)
        return (e0 * sums).expand_as(v), to_vectors, r1 * inner / 2, (e0 * scalars).expand_as(s)

    def forward(self, v, s, p, x, mask, last):
        mv, mp, ms, mc = self.messages(v, s, p, x, mask) if self.radial else self.constant_messages(v, s, p)
        n = v.shape[2]
        mixed = self.vectors(torch.cat([mv, mp, v, s * v, s * v], 1).flatten(2)).unflatten(2, (n, 4))
        if last:
            return mixed, None
        inner = product(v, v).unsqueeze(-1) / 2
        t = self.scalars(torch.cat([ms, mc, s, inner, s * s], 1).flatten(2))
        t = self.mlp(torch.view_as_real(t.transpose(1, 2).contiguous()).flatten(2))
        t = torch.view_as_complex(t.unflatten(2, (-1, 2))).transpose(1, 2)
        return mixed, t.unsqueeze(-1)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.levels = nn.ModuleList(Level(m, n, True) for m, n in zip(ENCODER, ENCODER[1:]))
        self.in_s, self.in_v = Mix(1, ENCODER[0], False), Mix(1, ENCODER[0], True)
        nodes = PARTICLES if aggregation == "mix" else 1
        self.latent_s, self.latent_v = Mix(nodes * ENCODER[-1], 1, False), Mix(nodes * ENCODER[-1], tau, True)

    def forward(self, p):
        n = p.shape[1]
        present = p[..., 0] != 0
        mask = (present.unsqueeze(1) & present.unsqueeze(2)).unsqueeze(-1)
        x = (square(p.unsqueeze(2) - p.unsqueeze(1)) + 1e-16).abs()
        s = self.in_s((square(p).abs().sqrt() + 0j).unsqueeze(1)).unsqueeze(-1)
        v = self.in_v((p + 0j).reshape(-1, 1, 4 * n)).unflatten(2, (n, 4))
        for level in self.levels:
            v, s = level(v, s, p.unsqueeze(1), x, mask, level is self.levels[-1])
        if aggregation == "mix":
            return self.latent_v(v.transpose(1, 2).flatten(1, 2))
        z = self.latent_v(v.flatten(2)).unflatten(2, (n, 4))
        chosen = []
        for part in (z.real, z.imag):
            size = square(part)
            picks = [size.argmin(-1), size.argmax(-1)]
            chosen.append(torch.cat([part.gather(2, i[..., None, None].expand(-1, -1, 1, 4)) for i in picks], 1))
        return torch.complex(*chosen).squeeze(2)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        copies = 1 if aggregation == "mix" else 2
        self.graph_s, self.graph_v = Mix(copies, PARTICLES, False), Mix(copies * tau, PARTICLES, True)
        self.in_s, self.in_v = Mix(1, DECODER[0], False), Mix(1, DECODER[0], True)
        self.levels = nn.ModuleList(Level(m, n, False) for m, n in zip(DECODER, DECODER[1:]))
        self.out_s, self.out_v = Mix(DECODER[-1], 1, False), Mix(DECODER[-1], 1, True)

    def forward(self, z):
        q = self.graph_v(z).unsqueeze(1)
        v = self.in_v(q.flatten(2)).unflatten(2, (PARTICLES, 4))
        s = self.in_s(torch.full((z.shape[0], 1, PARTICLES), 1 + 1j)).unsqueeze(-1)
        for level in self.levels:
            v, s = level(v, s, q, None, None, level is self.levels[-1])
        y = self.out_v(v.flatten(2)).unflatten(2, (PARTICLES, 4)).squeeze(1)
        return y.real + y.imag


def momenta():
    pt, eta, phi = torch.rand(jets, PARTICLES), torch.randn(jets, PARTICLES) * 0.2, torch.randn(jets, PARTICLES) * 0.2
    p = torch.stack([pt * phi.cos(), pt * phi.sin(), pt * eta.sinh()], -1)
    p = torch.cat([((p ** 2).sum(-1, keepdim=True) + 1e-6).sqrt(), p], -1)
    return p / p.abs().amax((1, 2), keepdim=True)


p, encoder, decoder = momenta(), Encoder(), Decoder()
optimizers = [torch.optim.Adam(net.parameters(), lr=1e-3) for net in (encoder, decoder)]
parameters = [*encoder.parameters(), *decoder.parameters()]


def train():
    for optimizer in optimizers:
        optimizer.zero_grad(set_to_none=True)
    d = ((decoder(encoder(p)).unsqueeze(2) - p.unsqueeze(1)) ** 2).sum(-1)
    loss = (d.amin(1).sum() + d.amin(2).sum()) / 2 + 1e-8 * sum(w.abs().sum() for w in parameters)
    loss.backward()
    for optimizer in optimizers:
        optimizer.step()


def forward():
    with torch.inference_mode():
        decoder(encoder(p))


work = train if mode == "train" else forward
timing.report(work, warm, budget, parameters=sum(w.numel() for w in parameters), version=f"torch {torch.__version__}")

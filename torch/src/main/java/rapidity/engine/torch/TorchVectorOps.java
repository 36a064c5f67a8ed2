package rapidity.engine.torch;

import org.jspecify.annotations.Nullable;
import rapidity.engine.Buffer;
import rapidity.engine.Lanes;
import rapidity.engine.PackedVector;
import rapidity.engine.VectorOps;
import rapidity.engine.VectorWeights;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.VectorGate;
import rapidity.engine.kernel.VectorLayout;

/// Operations on four-vectors and scalars on libtorch, in the layout of [VectorView].
record TorchVectorOps(Torch torch, Matrices matrices, RowScales rowScales, VectorNorm norm) implements VectorOps {
    static TorchVectorOps of(Torch torch, Constants constants) {
        return new TorchVectorOps(
                torch, new Matrices(torch), new RowScales(torch, constants), new VectorNorm(torch, constants));
    }

    private VectorView view(VectorLayout layout, int tokens) {
        return VectorView.of(torch, layout, tokens);
    }

    @Override
    public Buffer toTiles(VectorLayout layout, int tokens, @Nullable Buffer v, @Nullable Buffer s) {
        VectorView to = view(layout, tokens);
        Buffer x = torch.allocate(layout.size(tokens));
        torch.run(() -> {
            if (tokens < to.tokens()) {
                torch.fill(Torch.of(x), 0);
            }
            if (s != null) {
                Value natural =
                        torch.strided(s, 0, new int[] {layout.scalars(), tokens}, new int[] {1, layout.scalars()});
                torch.copy(natural, firstScalars(to, x, tokens));
            }
            if (v != null) {
                torch.copy(natural(v, layout, tokens), to.firstTokens(x, tokens));
            }
        });
        return x;
    }

    private Value firstScalars(VectorView v, Buffer x, int tokens) {
        return torch.strided(x, 0, new int[] {v.layout().scalars(), tokens}, new int[] {v.tokens(), 1});
    }

    /// `[tokens, C, 4]` as `[vector, component, token]`.
    private Value natural(Buffer v, VectorLayout layout, int tokens) {
        return torch.strided(v, 0, new int[] {layout.vectors(), VectorLayout.COMPONENTS, tokens}, new int[] {
            VectorLayout.COMPONENTS, 1, VectorLayout.COMPONENTS * layout.vectors()
        });
    }

    @Override
    public Buffer vectors(VectorLayout layout, int tokens, Buffer x) {
        Buffer v = torch.allocate(tokens * layout.vectors() * VectorLayout.COMPONENTS);
        torch.run(() -> torch.copy(view(layout, tokens).firstTokens(x, tokens), natural(v, layout, tokens)));
        return v;
    }

    @Override
    public Buffer scalars(VectorLayout layout, int tokens, Buffer x) {
        return torch.result(
                tokens * layout.scalars(),
                () -> torch.clone(torch.call("t", firstScalars(view(layout, tokens), x, tokens))));
    }

    @Override
    public Buffer part(VectorLayout from, VectorLayout to, int tokens, Buffer x) {
        VectorView a = view(from, tokens);
        VectorView b = view(to, tokens);
        Buffer y = torch.allocate(to.size(tokens));
        torch.run(() -> {
            copyOrClear(from.scalars(), a.scalars(x), to.scalars(), b.scalars(y));
            copyOrClear(from.vectors(), a.vectors(x), to.vectors(), b.vectors(y));
        });
        return y;
    }

    private void copyOrClear(int have, Value x, int want, Value y) {
        if (have == want) {
            torch.copy(x, y);
        } else {
            torch.fill(y, 0);
        }
    }

    @Override
    public Buffer linear(VectorWeights w, Buffer packed, Buffer x, int tokens, Lanes lanes) {
        Buffer y = torch.allocate(w.out().layout().size(tokens));
        torch.run(() -> linear(w, packed, x, tokens, y));
        return y;
    }

    private void linear(VectorWeights w, Buffer packed, Buffer x, int tokens, Buffer y) {
        VectorView in = view(w.in().layout(), tokens);
        VectorView out = view(w.out().layout(), tokens);
        if (w.scalars() == null) {
            torch.fill(out.scalars(y), 0);
        } else {
            PackedVector b = w.bias();
            Value bias =
                    b == null ? null : torch.part(packed, b.position(), w.out().scalars(), 1);
            torch.matmul(matrices.matrix(w.scalars(), packed), in.scalars(x), bias, out.scalars(y));
        }
        if (w.vectors() == null) {
            torch.fill(out.vectors(y), 0);
        } else {
            torch.matmul(matrices.matrix(w.vectors(), packed), in.matrix(x), null, out.matrix(y));
        }
    }

    @Override
    public void linearInputGradient(VectorWeights w, Buffer packed, Buffer dy, Buffer dx, int tokens, Store store) {
        VectorView to = view(w.in().layout(), tokens);
        VectorView from = view(w.out().layout(), tokens);
        torch.run(() -> {
            if (w.scalars() != null) {
                matrices.back(w.scalars(), packed, from.scalars(dy), to.scalars(dx), store);
            } else if (store == Store.SET) {
                torch.fill(to.scalars(dx), 0);
            }
            if (w.vectors() != null) {
                matrices.back(w.vectors(), packed, from.matrix(dy), to.matrix(dx), store);
            } else if (store == Store.SET) {
                torch.fill(to.vectors(dx), 0);
            }
        });
    }

    @Override
    public void linearWeightGradient(VectorWeights w, Buffer dy, Buffer x, int tokens, Buffer gradient) {
        VectorView in = view(w.in().layout(), tokens);
        VectorView out = view(w.out().layout(), tokens);
        torch.run(() -> {
            if (w.bias() != null) {
                matrices.addSums(w.bias().gradient(), w.out().scalars(), out.tokens(), out.scalars(dy), gradient);
            }
            if (w.scalars() != null && w.in().scalars() > 0) {
                matrices.addProducts(w.scalars(), out.scalars(dy), in.scalars(x), gradient);
            }
            if (w.vectors() != null) {
                matrices.addProducts(w.vectors(), out.matrix(dy), in.matrix(x), gradient);
            }
        });
    }

    private Value outer(Value v) {
        return torch.call("unsqueeze", v, 0);
    }

    private Value factor(VectorView v, Buffer x) {
        int channels = v.layout().scalars() + v.layout().vectors();
        Value r = norm.factor(outer(v.scalars(x)), outer(v.vectors(x)), channels);
        return torch.shaped(r, 1, v.tokens());
    }

    @Override
    public Buffer rmsNorm(
            VectorLayout layout, int tokens, Buffer x, @Nullable PackedVector gain, Buffer packed, Buffer stats) {
        VectorView v = view(layout, tokens);
        Buffer y = torch.allocate(x.capacity());
        torch.run(() -> {
            torch.timesInto(v.rows(x), factor(v, x), v.rows(y));
            if (gain != null) {
                rowScales.scale(gain, v, y, packed);
            }
        });
        return y;
    }

    @Override
    public void rmsNormGradient(
            VectorLayout layout,
            int tokens,
            Buffer x,
            Buffer stats,
            @Nullable PackedVector gain,
            Buffer packed,
            Buffer dy,
            @Nullable Buffer base,
            Buffer dx,
            Buffer packedGradient) {
        VectorView v = view(layout, tokens);
        if (gain == null) {
            torch.run(() -> gradient(v, x, v.rows(dy), base, dx));
            return;
        }
        Buffer normalised = rmsNorm(layout, tokens, x, null, packed, stats);
        rowScales.addGradient(gain, v, normalised, dy, packedGradient);
        Buffer scaled = rowScales.times(gain, v, dy, packed);
        torch.run(() -> gradient(v, x, v.rows(scaled), base, dx));
        torch.release(normalised);
        torch.release(scaled);
    }

    /// `dx = base + r dy - r^3 sum(dy x) / (C + S) sign metric x`.
    private void gradient(VectorView v, Buffer x, Value dy, @Nullable Buffer base, Buffer dx) {
        Value r = factor(v, x);
        Value along = torch.sumKept(torch.times(dy, v.rows(x)), 0);
        Value cube = torch.times(r, torch.times(r, r));
        Value slope = torch.times(
                torch.times(cube, along),
                -1.0 / (v.layout().scalars() + v.layout().vectors()));
        Value vectors = norm.towards(outer(v.vectors(x)));
        int rows = VectorLayout.COMPONENTS * v.layout().vectors();
        Value towards = torch.call(
                "cat", new Value[] {v.scalars(x), torch.call("reshape", vectors, new int[] {rows, v.tokens()})}, 0);
        Value contribution = torch.plus(torch.times(r, dy), torch.times(slope, towards));
        torch.copy(base == null ? contribution : torch.plus(v.rows(base), contribution), v.rows(dx));
    }

    @Override
    public Buffer gatedLinear(
            VectorWeights w,
            VectorLayout out,
            VectorGate gate,
            Buffer packed,
            Buffer x,
            int tokens,
            Lanes lanes,
            @Nullable Buffer ungated) {
        Buffer between = ungated == null ? torch.allocate(w.out().layout().size(tokens)) : ungated;
        Buffer y = torch.allocate(out.size(tokens));
        torch.run(() -> {
            linear(w, packed, x, tokens, between);
            new VectorGates(torch, norm.metric(), gate, view(w.out().layout(), tokens), view(out, tokens))
                    .apply(between, y);
        });
        if (ungated == null) {
            torch.release(between);
        }
        return y;
    }

    @Override
    public Buffer gatedUnitGradient(
            VectorLayout in, VectorLayout out, int tokens, VectorGate gate, Buffer x, Buffer dy) {
        Buffer dx = torch.allocate(in.size(tokens));
        torch.run(() ->
                new VectorGates(torch, norm.metric(), gate, view(in, tokens), view(out, tokens)).gradient(x, dy, dx));
        return dx;
    }
}

package rapidity.engine.torch;

import rapidity.engine.Buffer;
import rapidity.engine.EquiWeights;
import rapidity.engine.kernel.Store;

/// Equivariant linear maps as [EquiWeights] writes them: a plain matrix product for scalars and pair 0, one for
/// vectors, one for bivectors.
record TileLinear(Torch torch, Matrices matrices) {
    TileLinear(Torch torch) {
        this(torch, new Matrices(torch));
    }

    private TileView out(EquiWeights w, TileView in) {
        return new TileView(torch, w.out().layout(), in.tokens());
    }

    private static int rows(EquiWeights w) {
        return w.out().scalars() + 2 * w.out().multivectors();
    }

    Buffer apply(EquiWeights w, Buffer packed, TileView in, Buffer x, TileView scalars, Buffer s) {
        TileView out = out(w, in);
        Buffer y = torch.allocate(out.layout().size(out.tokens()));
        torch.run(() -> {
            Value first = out.first(y, rows(w));
            Value start = torch.part(packed, w.bias().position(), rows(w), 1);
            if (w.fromScalars() != null) {
                torch.matmul(matrices.matrix(w.fromScalars(), packed), scalars.scalars(s), start, first);
                start = first;
            }
            if (w.invariants() != null) {
                Value invariants = in.matrix(x, PairBlock.INVARIANTS);
                torch.matmul(matrices.matrix(w.invariants(), packed), invariants, start, first);
            }
            if (w.vectors() != null && w.bivectors() != null) {
                Value vectors = in.matrix(x, PairBlock.VECTORS);
                torch.matmul(matrices.matrix(w.vectors(), packed), vectors, null, out.matrix(y, PairBlock.VECTORS));
                Value bivectors = in.matrix(x, PairBlock.BIVECTORS);
                Value to = out.matrix(y, PairBlock.BIVECTORS);
                torch.matmul(matrices.matrix(w.bivectors(), packed), bivectors, null, to);
            } else {
                clearPairs(out, y);
            }
        });
        return y;
    }

    private void clearPairs(TileView v, Buffer x) {
        torch.fill(v.matrix(x, PairBlock.VECTORS), 0);
        torch.fill(v.matrix(x, PairBlock.BIVECTORS), 0);
    }

    void scalarGradient(EquiWeights w, Buffer packed, Buffer dy, TileView to, Buffer ds, Store store) {
        torch.run(() -> {
            if (w.fromScalars() != null) {
                matrices.back(w.fromScalars(), packed, out(w, to).first(dy, rows(w)), to.scalars(ds), store);
            }
        });
    }

    void multivectorGradient(EquiWeights w, Buffer packed, Buffer dy, TileView to, Buffer dx, Store store) {
        TileView from = out(w, to);
        torch.run(() -> {
            if (w.invariants() != null) {
                Value invariants = to.matrix(dx, PairBlock.INVARIANTS);
                matrices.back(w.invariants(), packed, from.first(dy, rows(w)), invariants, store);
            }
            if (w.vectors() != null && w.bivectors() != null) {
                Value vectors = to.matrix(dx, PairBlock.VECTORS);
                matrices.back(w.vectors(), packed, from.matrix(dy, PairBlock.VECTORS), vectors, store);
                Value bivectors = to.matrix(dx, PairBlock.BIVECTORS);
                matrices.back(w.bivectors(), packed, from.matrix(dy, PairBlock.BIVECTORS), bivectors, store);
            } else if (store == Store.SET) {
                clearPairs(to, dx);
            }
        });
    }

    void weightGradient(EquiWeights w, Buffer dy, TileView in, Buffer x, TileView scalars, Buffer s, Buffer g) {
        TileView out = out(w, in);
        torch.run(() -> {
            Value first = out.first(dy, rows(w));
            matrices.addSums(w.bias().gradient(), rows(w), out.tokens(), first, g);
            if (w.fromScalars() != null) {
                matrices.addProducts(w.fromScalars(), first, scalars.scalars(s), g);
            }
            if (w.invariants() != null) {
                matrices.addProducts(w.invariants(), first, in.matrix(x, PairBlock.INVARIANTS), g);
            }
            if (w.vectors() != null && w.bivectors() != null) {
                Value vectors = in.matrix(x, PairBlock.VECTORS);
                matrices.addProducts(w.vectors(), out.matrix(dy, PairBlock.VECTORS), vectors, g);
                Value bivectors = in.matrix(x, PairBlock.BIVECTORS);
                matrices.addProducts(w.bivectors(), out.matrix(dy, PairBlock.BIVECTORS), bivectors, g);
            }
        });
    }
}

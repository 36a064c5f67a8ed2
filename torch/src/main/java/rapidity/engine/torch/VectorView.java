package rapidity.engine.torch;

import rapidity.engine.Buffer;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorLayout;

/// Four-vectors and scalars as this engine lays them out: rows `scalars [S] | [vector, component]`, so that a linear
/// map of vectors is one matrix product.
///
/// @param tokens of a row, with those past the last one
record VectorView(Torch torch, VectorLayout layout, int tokens) implements Rows {
    static VectorView of(Torch torch, VectorLayout layout, int tokens) {
        return new VectorView(torch, layout, TileLayout.LANES * TileLayout.tiles(tokens));
    }

    @Override
    public int rows() {
        return layout.scalars() + VectorLayout.COMPONENTS * layout.vectors();
    }

    @Override
    public int[] order() {
        int[] r = new int[rows()];
        for (int i = 0; i < r.length; i++) {
            int v = i - layout.scalars();
            r[i] = v < 0 ? i : layout.row(v % VectorLayout.COMPONENTS, v / VectorLayout.COMPONENTS);
        }
        return r;
    }

    @Override
    public Value rows(Buffer x) {
        return torch.shaped(x, rows(), tokens);
    }

    Value scalars(Buffer x) {
        return torch.shaped(x, layout.scalars(), tokens);
    }

    /// Some neighbouring scalars.
    Value scalars(Buffer x, int first, int count) {
        return torch.part(x, (long) first * tokens, count, tokens);
    }

    /// Vectors as a matrix `[vector, (component, token)]`.
    Value matrix(Buffer x) {
        return torch.part(x, start(0), layout.vectors(), VectorLayout.COMPONENTS * tokens);
    }

    private long start(int vector) {
        return (long) (layout.scalars() + VectorLayout.COMPONENTS * vector) * tokens;
    }

    Value vectors(Buffer x) {
        return vectors(x, 0, layout.vectors());
    }

    /// Some neighbouring vectors, `[vector, component, token]`.
    Value vectors(Buffer x, int first, int count) {
        return torch.part(x, start(first), count, VectorLayout.COMPONENTS, tokens);
    }

    /// Vectors of the first n tokens, `[vector, component, token]`.
    Value firstTokens(Buffer x, int n) {
        return torch.strided(x, start(0), new int[] {layout.vectors(), VectorLayout.COMPONENTS, n}, new int[] {
            VectorLayout.COMPONENTS * tokens, tokens, 1
        });
    }
}

package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Binary;
import rapidity.engine.kernel.Block;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.Unary;

/// Operations on multivectors in pure Java.
///
/// @param <A> float[] or double[]
final class JavaTileOps<A> implements TileOps {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final TileMatrices<A> matrices;
    private final JavaAttention<A> attention;

    JavaTileOps(JavaOps<A> ops, Kernels<A> kernels) {
        this.ops = ops;
        this.kernels = kernels;
        this.matrices = new TileMatrices<>(ops, kernels);
        this.attention = new JavaAttention<>(ops, kernels);
    }

    AttentionOps attention() {
        return attention;
    }

    private A raw(Buffer b) {
        return ops.raw(b);
    }

    private @Nullable A rawOrNull(@Nullable Buffer b) {
        return b == null ? null : ops.raw(b);
    }

    @Override
    public Buffer toTiles(TileLayout layout, int tokens, @Nullable Buffer mv, @Nullable Buffer s) {
        Buffer x = ops.allocate(layout.size(tokens));
        kernels.toTiles(layout, tokens, rawOrNull(mv), rawOrNull(s), raw(x));
        return x;
    }

    @Override
    public Buffer multivectors(TileLayout layout, int tokens, Buffer x) {
        Buffer mv = ops.allocate(tokens * layout.channels() * 16);
        kernels.fromTiles(layout, tokens, raw(x), raw(mv), null);
        return mv;
    }

    @Override
    public Buffer scalars(TileLayout layout, int tokens, Buffer x) {
        Buffer s = ops.allocate(tokens * layout.scalars());
        kernels.fromTiles(layout, tokens, raw(x), null, raw(s));
        return s;
    }

    @Override
    public Buffer equiLinear(
            EquiWeights w, Buffer packed, TileLayout xLayout, Buffer x, TileLayout sLayout, Buffer s, int tokens) {
        TileLayout outLayout = w.out.layout();
        int tiles = TileLayout.tiles(tokens);
        Buffer y = ops.allocate(outLayout.size(tokens));
        A p = raw(packed);
        Tiles<A> out = new Tiles<>(raw(y), outLayout, tiles);
        Tiles<A> in = new Tiles<>(raw(x), xLayout, tiles);
        Store store = Store.SET;
        if (w.fromScalars != null) {
            Tiles<A> scalars = new Tiles<>(raw(s), sLayout, tiles);
            matrices.forward(w.fromScalars, p, w.bias, scalars, Block.SCALARS, out, Block.SCALARS, store);
            store = Store.ADD;
        }
        if (w.invariants != null) {
            PackedVector bias = store == Store.SET ? w.bias : null;
            matrices.forward(w.invariants, p, bias, in, Block.INVARIANTS, out, Block.SCALARS, store);
        }
        if (w.vectors != null && w.bivectors != null) {
            matrices.forward(w.vectors, p, null, in, Block.VECTORS, out, Block.VECTORS, Store.SET);
            matrices.forward(w.bivectors, p, null, in, Block.BIVECTORS, out, Block.BIVECTORS, Store.SET);
        } else if (outLayout.channels() > 0) {
            clearPairs(out, outLayout);
        }
        return y;
    }

    private void clearPairs(Tiles<A> x, TileLayout layout) {
        matrices.clear(x, Block.VECTORS, 2 * layout.channels());
        matrices.clear(x, Block.BIVECTORS, 2 * layout.channels());
    }

    @Override
    public void equiLinearInputGradient(EquiWeights w, Buffer packed, Buffer dy, Buffer dx, int tokens, Store store) {
        // scalars first: the group of rows that they end with reaches into the multivectors, which are written after
        TileLayout layout = w.in.layout();
        if (w.fromScalars != null) {
            Tiles<A> to = new Tiles<>(raw(dx), layout, TileLayout.tiles(tokens));
            Tiles<A> from = new Tiles<>(raw(dy), w.out.layout(), to.count());
            matrices.backward(w.fromScalars, raw(packed), from, Block.SCALARS, to, Block.SCALARS, store);
        }
        equiLinearMultivectorGradient(w, packed, dy, layout, dx, tokens, store);
    }

    @Override
    public void equiLinearMultivectorGradient(
            EquiWeights w, Buffer packed, Buffer dy, TileLayout layout, Buffer dx, int tokens, Store store) {
        Tiles<A> to = new Tiles<>(raw(dx), layout, TileLayout.tiles(tokens));
        Tiles<A> from = new Tiles<>(raw(dy), w.out.layout(), to.count());
        A p = raw(packed);
        if (w.invariants != null) {
            matrices.backward(w.invariants, p, from, Block.SCALARS, to, Block.INVARIANTS, store);
        }
        if (w.vectors != null && w.bivectors != null) {
            matrices.backward(w.vectors, p, from, Block.VECTORS, to, Block.VECTORS, store);
            matrices.backward(w.bivectors, p, from, Block.BIVECTORS, to, Block.BIVECTORS, store);
        } else if (store == Store.SET && layout.channels() > 0) {
            clearPairs(to, layout);
        }
    }

    @Override
    public void equiLinearScalarGradient(
            EquiWeights w, Buffer packed, Buffer dy, TileLayout layout, Buffer ds, int tokens, Store store) {
        Tiles<A> to = new Tiles<>(raw(ds), layout, TileLayout.tiles(tokens));
        if (store == Store.SET) {
            kernels.fill(to.array(), 0, layout.size(tokens), 0);
        }
        if (w.fromScalars != null) {
            Tiles<A> from = new Tiles<>(raw(dy), w.out.layout(), to.count());
            matrices.backward(w.fromScalars, raw(packed), from, Block.SCALARS, to, Block.SCALARS, store);
        }
    }

    @Override
    public void equiLinearWeightGradient(
            EquiWeights w,
            Buffer dy,
            TileLayout xLayout,
            Buffer x,
            TileLayout sLayout,
            Buffer s,
            int tokens,
            Buffer g) {
        int tiles = TileLayout.tiles(tokens);
        Tiles<A> out = new Tiles<>(raw(dy), w.out.layout(), tiles);
        Tiles<A> in = new Tiles<>(raw(x), xLayout, tiles);
        A gradient = raw(g);
        matrices.bias(w.bias, gradient, out);
        if (w.fromScalars != null) {
            Tiles<A> scalars = new Tiles<>(raw(s), sLayout, tiles);
            matrices.weights(w.fromScalars, gradient, out, Block.SCALARS, scalars, Block.SCALARS);
        }
        if (w.invariants != null) {
            matrices.weights(w.invariants, gradient, out, Block.SCALARS, in, Block.INVARIANTS);
        }
        if (w.vectors != null && w.bivectors != null) {
            matrices.weights(w.vectors, gradient, out, Block.VECTORS, in, Block.VECTORS);
            matrices.weights(w.bivectors, gradient, out, Block.BIVECTORS, in, Block.BIVECTORS);
        }
    }

    @Override
    public Buffer equiNorm(
            TileLayout layout, int tokens, Buffer x, @Nullable PackedVector gain, Buffer packed, Buffer stats) {
        Buffer y = ops.allocate(layout.size(tokens));
        A gains = gain == null ? null : raw(packed);
        int position = gain == null ? 0 : gain.position();
        kernels.equiNorm(layout, TileLayout.tiles(tokens), raw(x), gains, position, raw(y), raw(stats));
        return y;
    }

    @Override
    public void equiNormGradient(
            TileLayout layout,
            int tokens,
            Buffer x,
            Buffer stats,
            @Nullable PackedVector gain,
            Buffer packed,
            Buffer dy,
            @Nullable Buffer base,
            Buffer dx,
            Buffer packedGradient) {
        kernels.equiNormGradient(
                layout,
                TileLayout.tiles(tokens),
                raw(x),
                raw(stats),
                gain == null ? null : raw(packed),
                gain == null ? 0 : gain.position(),
                raw(dy),
                rawOrNull(base),
                raw(dx),
                gain == null ? null : raw(packedGradient),
                gain == null ? 0 : gain.gradient());
    }

    @Override
    public Buffer gate(TileLayout layout, int tokens, Unary scalarFunction, Unary gateFunction, Buffer x) {
        Buffer y = ops.allocate(layout.size(tokens));
        kernels.gate(layout, TileLayout.tiles(tokens), scalarFunction, gateFunction, raw(x), raw(y));
        return y;
    }

    @Override
    public Buffer gateGradient(
            TileLayout layout, int tokens, Unary scalarFunction, Unary gateFunction, Buffer x, Buffer dy) {
        Buffer dx = ops.allocate(layout.size(tokens));
        int tiles = TileLayout.tiles(tokens);
        kernels.gateGradient(layout, tiles, scalarFunction, gateFunction, raw(x), raw(dy), raw(dx));
        return dx;
    }

    @Override
    public Buffer geometricProduct(TileLayout in, TileLayout out, int tokens, Buffer x) {
        Buffer y = ops.allocate(out.size(tokens));
        kernels.geometricProduct(in, out, TileLayout.tiles(tokens), raw(x), raw(y));
        return y;
    }

    @Override
    public Buffer geometricProductGradient(TileLayout in, TileLayout out, int tokens, Buffer x, Buffer dy) {
        Buffer dx = ops.allocate(in.size(tokens));
        kernels.geometricProductGradient(in, out, TileLayout.tiles(tokens), raw(x), raw(dy), raw(dx));
        return dx;
    }

    @Override
    public Buffer scaleRows(TileLayout layout, int tokens, Buffer x, Buffer factors) {
        Shape tiles = tiles(layout, tokens);
        return ops.binary(Binary.MULTIPLY, x, tiles, factors, Shape.of(layout.rows(), 1), tiles);
    }

    private static Shape tiles(TileLayout layout, int tokens) {
        return Shape.of(TileLayout.tiles(tokens), layout.rows(), TileLayout.LANES);
    }

    @Override
    public Buffer rowProducts(TileLayout layout, int tokens, Buffer x, Buffer dy) {
        Shape tiles = tiles(layout, tokens);
        Buffer products = ops.binary(Binary.MULTIPLY, dy, tiles, x, tiles, tiles);
        Buffer sums = ops.sum(products, tiles, 0);
        Buffer r = ops.sum(sums, tiles.without(0), 1);
        ops.release(products);
        ops.release(sums);
        return r;
    }

    @Override
    public void copyChannels(int tokens, Channels width, TileSlot from, Buffer x, TileSlot to, Buffer y) {
        for (int tile = 0; tile < TileLayout.tiles(tokens); tile++) {
            int xFrom = tile * from.layout().tileSize();
            int yFrom = tile * to.layout().tileSize();
            copyRows(x, xFrom, from.scalar(), y, yFrom, to.scalar(), width.scalars());
            if (width.multivectors() > 0) {
                for (int row = 0; row < 2 * TileLayout.PAIRS; row++) {
                    int xRow = from.layout().row(row / 2, row % 2, from.multivector());
                    int yRow = to.layout().row(row / 2, row % 2, to.multivector());
                    copyRows(x, xFrom, xRow, y, yFrom, yRow, width.multivectors());
                }
            }
        }
    }

    private void copyRows(Buffer x, int xFrom, int xRow, Buffer y, int yFrom, int yRow, int rows) {
        int lanes = TileLayout.LANES;
        kernels.copy(raw(x), xFrom + xRow * lanes, raw(y), yFrom + yRow * lanes, rows * lanes);
    }
}

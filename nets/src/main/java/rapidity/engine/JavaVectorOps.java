package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Block;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorGate;
import rapidity.engine.kernel.VectorLayout;

/// Operations on four-vectors and scalars in pure Java.
///
/// @param <A> float[] or double[]
final class JavaVectorOps<A> implements VectorOps {
    /// Tiles of a wide layer that stay in the second cache until they are gated.
    private static final int IN_CACHE = 2;

    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final TileMatrices<A> matrices;

    JavaVectorOps(JavaOps<A> ops, Kernels<A> kernels) {
        this.ops = ops;
        this.kernels = kernels;
        this.matrices = new TileMatrices<>(ops, kernels);
    }

    private A raw(Buffer b) {
        return ops.raw(b);
    }

    private @Nullable A rawOrNull(@Nullable Buffer b) {
        return b == null ? null : ops.raw(b);
    }

    private Tiles<A> tiles(Buffer x, VectorChannels width, int tokens) {
        return new Tiles<>(raw(x), width.layout(), TileLayout.tiles(tokens));
    }

    @Override
    public Buffer toTiles(VectorLayout layout, int tokens, @Nullable Buffer v, @Nullable Buffer s) {
        Buffer x = ops.allocate(layout.size(tokens));
        kernels.toTiles(layout, tokens, rawOrNull(v), rawOrNull(s), raw(x));
        return x;
    }

    @Override
    public Buffer vectors(VectorLayout layout, int tokens, Buffer x) {
        Buffer v = ops.allocate(tokens * layout.vectors() * VectorLayout.COMPONENTS);
        kernels.fromTiles(layout, tokens, raw(x), raw(v), null);
        return v;
    }

    @Override
    public Buffer scalars(VectorLayout layout, int tokens, Buffer x) {
        Buffer s = ops.allocate(tokens * layout.scalars());
        kernels.fromTiles(layout, tokens, raw(x), null, raw(s));
        return s;
    }

    @Override
    public Buffer part(VectorLayout from, VectorLayout to, int tokens, Buffer x) {
        Buffer y = ops.allocate(to.size(tokens));
        copyRows(from, 0, from.row(0, 0), x, to, 0, to.row(0, 0), y, TileLayout.tiles(tokens));
        copyRows(from, from.row(0, 0), from.rows(), x, to, to.row(0, 0), to.rows(), y, TileLayout.tiles(tokens));
        return y;
    }

    /// Rows of every tile into as many, or zeros if there are none.
    private void copyRows(
            VectorLayout from,
            int first,
            int end,
            Buffer x,
            VectorLayout to,
            int toFirst,
            int toEnd,
            Buffer y,
            int tiles) {
        int lanes = TileLayout.LANES;
        int length = (toEnd - toFirst) * lanes;
        for (int tile = 0; tile < tiles; tile++) {
            int at = tile * to.tileSize() + toFirst * lanes;
            if (end > first) {
                kernels.copy(raw(x), tile * from.tileSize() + first * lanes, raw(y), at, length);
            } else {
                kernels.fill(raw(y), at, at + length, 0);
            }
        }
    }

    @Override
    public Buffer linear(VectorWeights w, Buffer packed, Buffer x, int tokens, Lanes lanes) {
        Buffer y = ops.allocate(w.out.layout().size(tokens));
        Tiles<A> out = Tiles.of(raw(y), w.out.layout(), tokens, lanes);
        linear(w, raw(packed), tiles(x, w.in, tokens), out);
        return y;
    }

    private void linear(VectorWeights w, A packed, Tiles<A> in, Tiles<A> out) {
        if (w.scalars == null) {
            matrices.clear(out, Block.SCALARS, w.out.scalars());
        } else {
            matrices.forward(w.scalars, packed, w.bias, in, Block.SCALARS, out, Block.SCALARS, Store.SET);
        }
        if (w.vectors == null) {
            matrices.clear(out, Block.VECTORS, w.out.vectors());
        } else {
            matrices.forward(w.vectors, packed, null, in, Block.VECTORS, out, Block.VECTORS, Store.SET);
        }
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
        VectorLayout between = w.out.layout();
        Buffer y = ops.allocate(out.size(tokens));
        Buffer scratch = ungated != null ? ungated : ops.allocate(IN_CACHE * between.tileSize());
        Tiles<A> in = Tiles.of(raw(x), w.in.layout(), tokens, lanes);
        for (int first = 0; first < in.count(); first += IN_CACHE) {
            Tiles<A> some = in.slice(first, Math.min(IN_CACHE, in.count() - first));
            int at = ungated != null ? first : 0;
            Tiles<A> middle = new Tiles<>(raw(scratch), between, at, some.count(), some.lanes());
            linear(w, raw(packed), some, middle);
            kernels.gatedUnit(
                    between, out, some.count(), gate, middle.array(), middle.start(), raw(y), first * out.tileSize());
        }
        if (ungated == null) {
            ops.release(scratch);
        }
        return y;
    }

    @Override
    public void linearInputGradient(VectorWeights w, Buffer packed, Buffer dy, Buffer dx, int tokens, Store store) {
        Tiles<A> from = tiles(dy, w.out, tokens);
        Tiles<A> to = tiles(dx, w.in, tokens);
        if (w.scalars != null) {
            matrices.backward(w.scalars, raw(packed), from, Block.SCALARS, to, Block.SCALARS, store);
        } else if (store == Store.SET) {
            matrices.clear(to, Block.SCALARS, w.in.scalars());
        }
        if (w.vectors != null) {
            matrices.backward(w.vectors, raw(packed), from, Block.VECTORS, to, Block.VECTORS, store);
        } else if (store == Store.SET) {
            matrices.clear(to, Block.VECTORS, w.in.vectors());
        }
    }

    @Override
    public void linearWeightGradient(VectorWeights w, Buffer dy, Buffer x, int tokens, Buffer gradient) {
        Tiles<A> out = tiles(dy, w.out, tokens);
        Tiles<A> in = tiles(x, w.in, tokens);
        if (w.bias != null) {
            matrices.bias(w.bias, raw(gradient), out);
        }
        if (w.scalars != null && w.in.scalars() > 0) {
            matrices.weights(w.scalars, raw(gradient), out, Block.SCALARS, in, Block.SCALARS);
        }
        if (w.vectors != null) {
            matrices.weights(w.vectors, raw(gradient), out, Block.VECTORS, in, Block.VECTORS);
        }
    }

    @Override
    public Buffer rmsNorm(
            VectorLayout layout, int tokens, Buffer x, @Nullable PackedVector gain, Buffer packed, Buffer stats) {
        Buffer y = ops.allocate(layout.size(tokens));
        A gains = gain == null ? null : raw(packed);
        int position = gain == null ? 0 : gain.position();
        kernels.rmsNorm(layout, TileLayout.tiles(tokens), raw(x), gains, position, raw(y), raw(stats));
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
        kernels.rmsNormGradient(
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
    public Buffer gatedUnitGradient(
            VectorLayout in, VectorLayout out, int tokens, VectorGate gate, Buffer x, Buffer dy) {
        Buffer dx = ops.allocate(in.size(tokens));
        kernels.gatedUnitGradient(in, out, TileLayout.tiles(tokens), gate, raw(x), 0, raw(dy), 0, raw(dx));
        return dx;
    }
}

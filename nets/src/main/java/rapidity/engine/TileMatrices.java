package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;

/// Packed matrices applied to blocks of rows of tiles, forwards and backwards.
///
/// @param <A> float[] or double[]
final class TileMatrices<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final TileColumns columns = new TileColumns();

    TileMatrices(JavaOps<A> ops, Kernels<A> kernels) {
        this.ops = ops;
        this.kernels = kernels;
    }

    void forward(
            PackedMatrix m,
            A packed,
            @Nullable PackedVector bias,
            Tiles<A> in,
            int from,
            Tiles<A> out,
            int to,
            Store s) {
        kernels.matrixColumns(
                packed,
                m.forward(),
                bias == null ? null : packed,
                bias == null ? 0 : bias.position(),
                m.rows(),
                m.columns(),
                in.array(),
                columns.of(in.layout(), in.count(), from),
                out.array(),
                columns.of(out.layout(), out.count(), to),
                columns.count(out.count(), to),
                s);
    }

    void backward(PackedMatrix m, A packed, Tiles<A> dy, int from, Tiles<A> dx, int to, Store s) {
        kernels.matrixColumns(
                packed,
                m.transposed(),
                null,
                0,
                m.columns(),
                m.rows(),
                dy.array(),
                columns.of(dy.layout(), dy.count(), from),
                dx.array(),
                columns.of(dx.layout(), dx.count(), to),
                columns.count(dx.count(), to),
                s);
    }

    void weights(PackedMatrix m, A gradient, Tiles<A> dy, int out, Tiles<A> x, int in) {
        Buffer scratch = ops.allocate(16 * TileLayout.padded(m.rows()) * TileLayout.padded(m.columns()) + 64);
        kernels.weightGradient(
                gradient,
                m.gradient(),
                m.rows(),
                m.columns(),
                dy.array(),
                columns.of(dy.layout(), dy.count(), out),
                x.array(),
                columns.of(x.layout(), x.count(), in),
                columns.count(x.count(), in),
                ops.raw(scratch));
        ops.release(scratch);
    }

    void bias(PackedVector bias, A gradient, Tiles<A> dy) {
        int[] first = columns.of(dy.layout(), dy.count(), TileColumns.SCALARS);
        kernels.biasGradient(gradient, bias.gradient(), bias.source().length, dy.array(), first, dy.count());
    }

    void clearPairs(Tiles<A> x) {
        for (int tile = 0; tile < x.count(); tile++) {
            int start = tile * x.layout().tileSize();
            kernels.fill(
                    x.array(),
                    start + x.layout().pairRow(1) * TileLayout.LANES,
                    start + x.layout().tileSize(),
                    0);
        }
    }
}

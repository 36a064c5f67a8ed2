package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Block;
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
            Block from,
            Tiles<A> out,
            Block to,
            Store s) {
        kernels.matrixColumns(
                packed,
                m.forward(),
                bias == null ? null : packed,
                bias == null ? 0 : bias.position(),
                m.rows(),
                m.columns(),
                in.array(),
                columns.of(in, from),
                out.array(),
                columns.of(out, to),
                TileColumns.count(out, to),
                out.lanes() == TileLayout.LANES ? 0 : out.layout().columns(to).length,
                out.lanes(),
                s);
    }

    void backward(PackedMatrix m, A packed, Tiles<A> dy, Block from, Tiles<A> dx, Block to, Store s) {
        kernels.matrixColumns(
                packed,
                m.transposed(),
                null,
                0,
                m.columns(),
                m.rows(),
                dy.array(),
                columns.of(dy, from),
                dx.array(),
                columns.of(dx, to),
                TileColumns.count(dx, to),
                s);
    }

    void weights(PackedMatrix m, A gradient, Tiles<A> dy, Block out, Tiles<A> x, Block in) {
        Buffer scratch = ops.allocate(16 * TileLayout.padded(m.rows()) * TileLayout.padded(m.columns()) + 64);
        kernels.weightGradient(
                gradient,
                m.gradient(),
                m.rows(),
                m.columns(),
                dy.array(),
                columns.of(dy, out),
                x.array(),
                columns.of(x, in),
                TileColumns.count(x, in),
                ops.raw(scratch));
        ops.release(scratch);
    }

    void bias(PackedVector bias, A gradient, Tiles<A> dy) {
        int[] first = columns.of(dy, Block.SCALARS);
        kernels.biasGradient(gradient, bias.gradient(), bias.source().length, dy.array(), first, dy.count());
    }

    /// `rows` rows of every column of a block become 0.
    void clear(Tiles<A> x, Block block, int rows) {
        int[] first = columns.of(x, block);
        for (int i = 0; i < TileColumns.count(x, block); i++) {
            kernels.fill(x.array(), first[i], first[i] + rows * TileLayout.LANES, 0);
        }
    }
}

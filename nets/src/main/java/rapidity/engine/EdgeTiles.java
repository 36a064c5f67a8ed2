package rapidity.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Transposed;

/// Radial functions on some edges at a time: the bells, and a last row that the biases multiply, times a matrix.
///
/// @param <A> float[] or double[]
final class EdgeTiles<A> {
    /// Pairs at a time: with eight jets their bells, functions and gradients stay in the second cache. A node gets its
    /// messages tile by tile, so this does not depend on the number of jets: a jet has the same bits in any batch.
    private static final int PAIRS = 64;

    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final RadialWeights w;
    private final int perTile;
    private final int columns;
    private final int rows;
    private final Buffer matrix;
    private final Buffer bells;
    private final Buffer dBells;
    private final Buffer scratch;

    /// @param jets edges of each pair
    EdgeTiles(JavaOps<A> ops, Kernels<A> kernels, RadialWeights w, int pairs, int jets) {
        this.ops = ops;
        this.kernels = kernels;
        this.w = w;
        perTile = Math.max(1, Math.min(pairs, PAIRS));
        columns = w.functions() + 1;
        rows = w.parts() * RadialWeights.ORDERS * w.channels();
        int edges = perTile * jets;
        matrix = ops.allocate(rows * columns);
        copyMatrix(
                ops.raw(matrix),
                w.weights().stream().map(Tensor::buffer).toList(),
                w.biases().stream().map(Tensor::buffer).toList(),
                Direction.IN);
        bells = ops.allocate(columns * edges);
        dBells = ops.allocate(columns * edges);
        scratch = ops.allocate(kernels.matmulScratch(edges, Math.max(columns, rows)));
    }

    private enum Direction {
        IN,
        OUT
    }

    /// Rows are (re, im), order, channel.
    private void copyMatrix(A m, List<Buffer> weights, List<Buffer> biases, Direction direction) {
        int channels = w.channels();
        int parts = w.parts();
        for (int part = 0; part < parts; part++) {
            for (int order = 0; order < RadialWeights.ORDERS; order++) {
                int to = (part * RadialWeights.ORDERS + order) * channels * columns;
                A weight = ops.raw(weights.get(order));
                A bias = ops.raw(biases.get(order));
                int q = columns - 1;
                if (direction == Direction.IN) {
                    kernels.copyBlocks(weight, part * q, parts * q, m, to, columns, q, channels);
                    kernels.copyBlocks(bias, part, parts, m, to + q, columns, 1, channels);
                } else {
                    kernels.copyBlocks(m, to, columns, weight, part * q, parts * q, q, channels);
                    kernels.copyBlocks(m, to + q, columns, bias, part, parts, 1, channels);
                }
            }
        }
    }

    int perTile() {
        return perTile;
    }

    /// The radial functions of some edges, `[rows, edges]` at `rFrom` of r.
    ///
    /// @param seen where the bells are 1 or 0 times themselves; null: 1
    /// @param passing where the biases are; null: everywhere
    void apply(int edges, A squares, int from, @Nullable A seen, @Nullable A passing, A r, int rFrom) {
        A f = ops.raw(bells);
        int q = columns - 1;
        kernels.bells(q, edges, raw(w.a()), raw(w.b()), raw(w.c()), squares, from, seen, f);
        if (passing == null) {
            kernels.fill(f, q * edges, columns * edges, 1);
        } else {
            kernels.copy(passing, 0, f, q * edges, edges);
        }
        kernels.matmul(Transposed.NEITHER, ops.raw(matrix), 0, f, 0, r, rFrom, rows, edges, columns, ops.raw(scratch));
    }

    private A raw(Tensor t) {
        return ops.raw(t.buffer());
    }

    /// Gradient of the last [#apply], added.
    void gradient(
            int edges, A squares, int from, @Nullable A seen, A dr, int rFrom, Gradient<A> to, @Nullable A dSquares) {
        kernels.addRowProducts(dr, rFrom, rows, ops.raw(bells), 0, columns, edges, ops.raw(to.matrix));
        A df = ops.raw(dBells);
        kernels.matmul(Transposed.FIRST, ops.raw(matrix), 0, dr, rFrom, df, 0, columns, edges, rows, ops.raw(scratch));
        kernels.bellsGradient(
                columns - 1, edges, raw(w.b()), raw(w.c()), squares, from, seen, df, to.a, to.b, to.c, dSquares);
    }

    /// Where gradients add up.
    static final class Gradient<A> {
        private final A a;
        private final A b;
        private final A c;
        private final Buffer matrix;

        private Gradient(A a, A b, A c, Buffer matrix) {
            this.a = a;
            this.b = b;
            this.c = c;
            this.matrix = matrix;
        }
    }

    Gradient<A> gradient(LorentzOps.TensorGradients of) {
        Buffer sums = ops.allocate(rows * columns);
        ops.fill(sums, 0, rows * columns, 0);
        return new Gradient<>(ops.raw(of.of(w.a())), ops.raw(of.of(w.b())), ops.raw(of.of(w.c())), sums);
    }

    /// Brings the gradient of the matrix home.
    void collect(Gradient<A> g, LorentzOps.TensorGradients of) {
        List<Buffer> weights = w.weights().stream().map(of::of).toList();
        copyMatrix(ops.raw(g.matrix), weights, w.biases().stream().map(of::of).toList(), Direction.OUT);
        ops.release(g.matrix);
    }

    void release() {
        ops.release(matrix);
        ops.release(bells);
        ops.release(dBells);
        ops.release(scratch);
    }
}

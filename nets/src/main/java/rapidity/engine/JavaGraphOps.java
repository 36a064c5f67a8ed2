package rapidity.engine;

import rapidity.engine.kernel.GraphKernels;
import rapidity.engine.kernel.PairSizes;

/// Operations on pairs of points in pure Java.
///
/// @param <A> float[] or double[]
record JavaGraphOps<A>(JavaOps<A> ops, GraphKernels<A> kernels) implements GraphOps {
    private A raw(Buffer b) {
        return ops.raw(b);
    }

    @Override
    public Buffer leaky(Buffer x, Buffer bias, double slope, int rows, int width) {
        Buffer y = ops.allocate(rows * width);
        kernels.leaky(raw(x), raw(bias), slope, rows, width, raw(y));
        return y;
    }

    @Override
    public Buffer leakyGradient(Buffer y, Buffer dy, double slope, int n) {
        Buffer dx = ops.allocate(n);
        kernels.leakyGradient(raw(y), raw(dy), slope, n, raw(dx));
        return dx;
    }

    @Override
    public Buffer squares(PairSizes sizes, double[] metric, Buffer x) {
        Buffer y = ops.allocate(sizes.pairs());
        kernels.pairSquares(sizes, metric, raw(x), raw(y));
        return y;
    }

    @Override
    public Buffer squaresGradient(PairSizes sizes, double[] metric, Buffer x, Buffer dy) {
        Buffer dx = ops.allocate(sizes.rows() * sizes.width());
        kernels.pairSquaresGradient(sizes, metric, raw(x), raw(dy), raw(dx));
        return dx;
    }

    @Override
    public Buffer pairs(PairSizes sizes, Buffer receiver, Buffer sender, Buffer d, Buffer w, double slope) {
        Buffer y = ops.allocate(sizes.pairs() * sizes.width());
        kernels.pairs(sizes, raw(receiver), raw(sender), raw(d), raw(w), slope, raw(y));
        return y;
    }

    @Override
    public Buffer[] pairsGradient(PairSizes sizes, Buffer y, Buffer dy, Buffer d, Buffer w, double slope) {
        int rows = sizes.rows() * sizes.width();
        Buffer[] r = {ops.allocate(rows), ops.allocate(rows), ops.allocate(sizes.pairs()), ops.allocate(sizes.width())};
        kernels.pairsGradient(
                sizes, raw(y), raw(dy), raw(d), raw(w), slope, raw(r[0]), raw(r[1]), raw(r[2]), raw(r[3]));
        return r;
    }
}

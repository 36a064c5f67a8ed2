package rapidity.engine;

import rapidity.engine.kernel.PairSizes;

/// Operations on all ordered pairs of points of sets, and LeakyReLU; see [rapidity.engine.kernel.GraphKernels].
public interface GraphOps {
    Buffer leaky(Buffer x, Buffer bias, double slope, int rows, int width);

    Buffer leakyGradient(Buffer y, Buffer dy, double slope, int n);

    Buffer squares(PairSizes sizes, double[] metric, Buffer x);

    Buffer squaresGradient(PairSizes sizes, double[] metric, Buffer x, Buffer dy);

    Buffer pairs(PairSizes sizes, Buffer receiver, Buffer sender, Buffer d, Buffer w, double slope);

    /// Gradients of receiver, sender, d and w, in this order.
    Buffer[] pairsGradient(PairSizes sizes, Buffer y, Buffer dy, Buffer d, Buffer w, double slope);
}

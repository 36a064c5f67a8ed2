package rapidity.engine.kernel;

/// Kernels on all ordered pairs of points of sets, and LeakyReLU, `leaky(u) = u` where u > 0, else `slope u`, see
/// [Kernels]. Arrays on points are `[sets, points, width]`, on pairs `[sets, points, points, width]`.
///
/// @param <A> float[] or double[]
public interface GraphKernels<A> {
    /// `y = leaky(x + bias)`, rows of `width` numbers, the same bias for each.
    void leaky(A x, A bias, double slope, int rows, int width, A y);

    /// `dx_i = dy_i` where y_i > 0, else `slope dy_i`.
    void leakyGradient(A y, A dy, double slope, int n, A dx);

    /// `y_ij = sum_f metric_f (x_j - x_i)_f^2`, without a last axis.
    void pairSquares(PairSizes sizes, double[] metric, A x, A y);

    /// `dx_i = 2 metric sum_j (dy_ij + dy_ji) (x_i - x_j)`.
    void pairSquaresGradient(PairSizes sizes, double[] metric, A x, A dy, A dx);

    /// `y_ij = leaky(receiver_i + sender_j + d_ij w)`, d without a last axis and w without the others.
    void pairs(PairSizes sizes, A receiver, A sender, A d, A w, double slope, A y);

    /// Gradients of [#pairs], all of them set: with `g = leakyGradient(y, dy)`
    ///
    /// ```
    /// dReceiver_i = sum_j g_ij,   dSender_j = sum_i g_ij,   dD_ij = <g_ij, w>,   dW = sum_ij d_ij g_ij
    /// ```
    void pairsGradient(PairSizes sizes, A y, A dy, A d, A w, double slope, A dReceiver, A dSender, A dD, A dW);
}

package rapidity.engine.kernel;

/// Kernels on natural, row-major arrays, see [Kernels].
///
/// @param <A> float[] or double[]
public interface NaturalKernels<A> {
    /// `y_i = f(x_i)`.
    void unary(Unary f, A x, A y, int n);

    /// `dx_i = dy_i f'(x_i)`.
    void unaryGradient(Unary f, A x, A dy, A dx, int n);

    /// `y = f(a, b)` with broadcasting: y is row-major of `shape`, a and b are read with the given strides (0 repeats).
    void binary(Binary f, A a, int[] aStrides, A b, int[] bStrides, A y, int[] shape);

    /// `y_i = f(a_i, b_i)`.
    void binary(Binary f, A a, A b, A y, int n);

    /// `y_i = a x_i + b`.
    void affine(A x, double a, double b, A y, int n);

    /// `y[o][i] = sum_r x[o][r][i]`.
    void sum(A x, int outer, int reduced, int inner, A y);

    /// `y[o][i] = max_r x[o][r][i]`.
    void max(A x, int outer, int reduced, int inner, A y);

    /// Axis j of y is axis `order[j]` of x.
    void permute(A x, int[] shape, int[] order, A y);

    /// `blocks` blocks of `length` numbers from `x[xFrom + i * xStride]` to `y[yFrom + i * yStride]`.
    void copyBlocks(A x, int xFrom, int xStride, A y, int yFrom, int yStride, int length, int blocks);

    /// `y[i] = x[rows[i]]` for rows of `width` numbers.
    void gatherRows(A x, int[] rows, int width, A y);

    /// `y[rows[i]] += x[i]`, i ascending.
    void scatterAddRows(A x, int[] rows, int width, A y);

    /// `c (m x n) = a (m x k) b (k x n)`; a transposed factor is stored k x m or n x k. The sum runs over k ascending.
    ///
    /// @param scratch at least [#matmulScratch] numbers
    void matmul(Transposed transposed, A a, int aFrom, A b, int bFrom, A c, int cFrom, int m, int n, int k, A scratch);

    /// The second factor of a matrix product, k x n or, transposed, n x k, into the order in which [#matmulPanels]
    /// reads it: at most [#panelsSize] numbers.
    void panels(Transposed transposed, A b, int bFrom, int n, int k, A y, int yFrom);

    /// Length of [#panels], whatever the kernels: up to 32 columns lie side by side.
    static int panelsSize(int n, int k) {
        return (n + 31) / 32 * 32 * k;
    }

    /// [#matmul] of a as it lies and a factor of which the [#panels] were kept: the same bits.
    ///
    /// @param scratch at least `matmulScratch(0, k)` numbers
    void matmulPanels(A a, int aFrom, A panels, int panelsFrom, A c, int cFrom, int m, int n, int k, A scratch);

    /// `c (m x n) += a^T b`, a stored k x m, b k x n: what k rows add to the gradient of a weight matrix.
    ///
    /// @param scratch at least [#matmulScratch] numbers
    void addMatmulTransposed(A a, A b, A c, int cFrom, int m, int n, int k, A scratch);

    /// Numbers of scratch that a matrix product needs, however many rows m.
    int matmulScratch(int n, int k);

    /// Softmax over the last axis.
    void softmax(A x, int rows, int width, A y);

    /// `dx = y (dy - sum y dy)`.
    void softmaxGradient(A y, A dy, int rows, int width, A dx);

    /// Layer norm over the last axis without parameters, biased variance, eps = 1e-5; `stats[2 row]` = mean, 1 / sqrt.
    void layerNorm(A x, int rows, int width, A y, A stats);

    void layerNormGradient(A x, A stats, A dy, int rows, int width, A dx);

    /// Columns of a natural array into an attention buffer: `out[f * np + t] = x[(token + t) * width + column + f]`,
    /// 0 for n <= t < np.
    void gatherColumns(A x, int width, int column, int features, int token, int n, int np, A out);

    /// The reverse of [#gatherColumns].
    void scatterColumns(A in, int np, int width, int column, int features, int token, int n, A x);
}

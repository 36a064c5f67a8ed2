package rapidity.engine.kernel;

/// The loops of the engine over raw arrays. Each method says exactly what it computes; the scalar kernels define it,
/// the vector kernels are fast, and one contract test holds them to each other.
///
/// Tiles: an array of tiles of one [TileLayout], row r of tile t at `(t * rows + r) * 16`. Lanes of different tokens
/// never mix except where a method says so; hence a token's bits do not depend on its neighbours. Natural arrays:
/// row-major. No method allocates arrays, keeps state or starts threads.
///
/// Sums are taken in a fixed order that depends only on the sizes of the axis summed over.
///
/// @param <A> float[] or double[]
public interface Kernels<A>
        extends TileKernels<A>, VectorTileKernels<A>, NaturalKernels<A>, LorentzKernels<A>, GraphKernels<A> {
    /// Short name for `--version` and provenance, such as `vector float 8 lanes`.
    String name();

    /// A zeroed array.
    A allocate(int length);

    int length(A x);

    double at(A x, int i);

    void set(A x, int i, double value);

    void fill(A x, int from, int to, double value);

    void copy(A x, int xFrom, A y, int yFrom, int n);

    /// Matrix of natural weights into packed form, both ways: `entry(n, k) = sign * weights[|source| - 1]`, or 0 where
    /// source is 0. Forward form: `packed[forward + (n / 8) * 8 * K + k * 8 + n % 8]`, transposed form:
    /// `packed[transposed + (k / 8) * 8 * N + n * 8 + k % 8]`; rows up to the next multiple of 8 are zero.
    ///
    /// @param source for each (n, k), row-major, 0 or plus/minus (index + 1)
    void pack(A weights, int[] source, int n, int k, A packed, int forward, int transposed);

    /// `y[yFrom + i] = sign * x[|source_i| - 1]`, 0 where source is 0.
    void gatherSigned(A x, int[] source, A y, int yFrom);

    /// `y[|source_i| - 1] += sign * g[gFrom + i]`: the transposed map of [#gatherSigned], in the order of i.
    void scatterAddSigned(A g, int gFrom, int[] source, A y);

    /// One step of Adam on the weights from .. to - 1.
    void adam(AdamRule rule, A p, A g, A m, A v, int from, int to);

    /// One step of Lion on the weights from .. to - 1.
    void lion(LionRule rule, A p, A g, A m, int from, int to);

    /// Sum of squares in float64, in index order.
    double sumOfSquares(A x, int n);

    /// `y[yFrom + i] += x_i`.
    void addInto(A x, A y, int yFrom, int n);

    /// `x <- a x`.
    void scaleInPlace(A x, double a, int n);

    /// `y <- y + a (x - y)`: exponential moving average.
    void lerp(A x, double a, A y, int n);
}

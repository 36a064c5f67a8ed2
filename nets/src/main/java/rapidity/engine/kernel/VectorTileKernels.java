package rapidity.engine.kernel;

import org.jspecify.annotations.Nullable;

/// Kernels on tiles of four-vectors and scalars, see [VectorLayout] and [Kernels].
///
/// @param <A> float[] or double[]
public interface VectorTileKernels<A> {
    /// Natural arrays into tiles: vectors `v[token][C][4]` (null when C = 0), scalars `s[token][S]` (null when S = 0).
    /// Lanes past the last token become 0.
    void toTiles(VectorLayout layout, int tokens, @Nullable A v, @Nullable A s, A x);

    /// Tiles into natural arrays; also the gradient of [#toTiles] and the other way round. A null array is left out.
    void fromTiles(VectorLayout layout, int tokens, A x, @Nullable A v, @Nullable A s);

    /// Root-mean-square norm of vectors and scalars, both with one factor:
    ///
    /// ```
    /// r = 1 / sqrt((sum_c |<v_c, v_c>| + sum_k s_k^2) / (C + S) + 0.01),     y = gain x r
    /// ```
    ///
    /// `stats` keeps r: 16 numbers a tile.
    ///
    /// @param gain one factor per row of a tile at `gainFrom`, null: none
    void rmsNorm(VectorLayout layout, int tiles, A x, @Nullable A gain, int gainFrom, A y, A stats);

    /// Gradient of [#rmsNorm]: `dx = base + contribution` (base null: stored), `gainGradient[row] += sum dy x r` when
    /// there is a gain.
    void rmsNormGradient(
            VectorLayout layout,
            int tiles,
            A x,
            A stats,
            @Nullable A gain,
            int gainFrom,
            A dy,
            @Nullable A base,
            A dx,
            @Nullable A gainGradient,
            int gainGradientFrom);

    /// [#rmsNorm], without gain, of the gathered tokens of a head, in place: `x[feature][np]` holds S scalars and then
    /// the components, up to signs, of C vectors: `[component][vector]`.
    ///
    /// @param factors where r of each token is kept for the gradient, np numbers at `factorsFrom`
    void normaliseHead(int scalars, int vectors, int np, A x, A factors, int factorsFrom);

    /// Gradient of [#normaliseHead], in place of that of its result, from the result y: with sign_i the sign of the
    /// vector's square times that of component i in the metric, 1 for scalars,
    ///
    /// ```
    /// dy_i := r (dy_i - sign_i y_i sum(dy y) / (C + S))
    /// ```
    void normaliseHeadGradient(int scalars, int vectors, int np, A y, A factors, int factorsFrom, A dy);

    /// Gated unit, of three times the vectors `[v | a | b]` and twice the scalars `[s | t]` of the result:
    ///
    /// ```
    /// y_c = g(factor <a_c, b_c>) v_c,      z_k = f(t_k) s_k
    /// ```
    ///
    /// @param in layout of x
    /// @param out layout of y
    /// @param xFrom where the first tile of x begins
    /// @param yFrom where the first tile of y begins
    void gatedUnit(VectorLayout in, VectorLayout out, int tiles, VectorGate gate, A x, int xFrom, A y, int yFrom);

    /// Gradient of [#gatedUnit] into every row of dx, whose first tile begins where that of x does.
    void gatedUnitGradient(
            VectorLayout in, VectorLayout out, int tiles, VectorGate gate, A x, int xFrom, A dy, int dyFrom, A dx);
}

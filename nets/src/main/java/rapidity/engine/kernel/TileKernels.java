package rapidity.engine.kernel;

import org.jspecify.annotations.Nullable;

/// Kernels on tiles: sixteen tokens in the lanes, see [TileLayout] and [Kernels].
///
/// @param <A> float[] or double[]
public interface TileKernels<A> {
    /// Natural arrays into tiles: multivectors `mv[token][channel][16]` (null when C = 0), scalars `s[token][S]` (null
    /// when S = 0). Dual components carry the sign of [rapidity.algebra.DualPair]. Lanes past the last token become 0.
    void toTiles(TileLayout layout, int tokens, @Nullable A mv, @Nullable A s, A x);

    /// Tiles into natural arrays; also the gradient of [#toTiles] and the other way round, since the map is orthogonal.
    /// A null array is left out.
    void fromTiles(TileLayout layout, int tokens, A x, @Nullable A mv, @Nullable A s);

    /// Matrix product on columns of rows, the heart of every linear map:
    ///
    /// ```
    /// y[yc + 16 n + lane] = bias[n] + sum_k W(n, k) x[xc + 16 k + lane]     (add: y += the sum, no bias)
    /// ```
    ///
    /// for every column c, with the packed matrix of [Kernels#pack] at `wFrom` (forward or transposed alike). The sum
    /// runs over k ascending. Rows n up to the next multiple of 8 are written too: anything when the result is stored,
    /// what was there (if finite) when it is added, since W is 0 there.
    ///
    /// @param bias null: none
    /// @param xColumns offset of row 0 of each column
    /// @param columns how many columns
    default void matrixColumns(
            A w,
            int wFrom,
            @Nullable A bias,
            int biasFrom,
            int n,
            int k,
            A x,
            int[] xColumns,
            A y,
            int[] yColumns,
            int columns,
            Store store) {
        matrixColumns(w, wFrom, bias, biasFrom, n, k, x, xColumns, y, yColumns, columns, 0, TileLayout.LANES, store);
    }

    /// The same where of the last columns not all lanes are wanted: the others hold anything afterwards.
    ///
    /// @param cut how many columns those are
    /// @param lanes how many of their lanes are wanted, the first ones
    void matrixColumns(
            A w,
            int wFrom,
            @Nullable A bias,
            int biasFrom,
            int n,
            int k,
            A x,
            int[] xColumns,
            A y,
            int[] yColumns,
            int columns,
            int cut,
            int lanes,
            Store store);

    /// Weight gradient, for n < N, k < K and no other entry:
    ///
    /// ```
    /// g[gFrom + n * K + k] += sum over columns and lanes of dy[yc + 16 n + lane] x[xc + 16 k + lane]
    /// ```
    ///
    /// Rows of x and dy up to the next multiple of 8 exist, hold anything and may be read.
    ///
    /// @param scratch at least 16 * padded(n) * padded(k) + 64 numbers, contents free
    void weightGradient(
            A g, int gFrom, int n, int k, A dy, int[] yColumns, A x, int[] xColumns, int columns, A scratch);

    /// Bias gradient: `g[gFrom + n] += sum over columns and lanes of dy[yc + 16 n + lane]`.
    void biasGradient(A g, int gFrom, int n, A dy, int[] yColumns, int columns);

    /// Equivariant layer norm, with |x|^2 the [rapidity.algebra.Multivector#absSquaredNorm] of a channel:
    ///
    /// ```
    /// multivectors:  r = 1 / sqrt(max(mean_c |x_c|^2, 0.01)),  y = gain x r
    /// scalars:       r = 1 / sqrt(var + 1e-5),                 y = gain (x - mean) r
    /// ```
    ///
    /// `stats` keeps, per tile, the rows mean, r (scalars), r (multivectors): 3 * 16 numbers.
    ///
    /// @param gain one factor per row of a tile at `gainFrom`, null: none
    void equiNorm(TileLayout layout, int tiles, A x, @Nullable A gain, int gainFrom, A y, A stats);

    /// Gradient of [#equiNorm]: `dx = base + contribution` (base null: stored), `gainGradient[row] += sum dy x_hat`
    /// with x_hat the normalised x, when there is a gain. Where r = 10, the maximum with 0.01 is active and r a
    /// constant.
    void equiNormGradient(
            TileLayout layout,
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

    /// [#equiNorm], without gain, of the gathered tokens of a head, in place: `x[feature][np]` holds S scalars and then
    /// the rows, up to signs, of C multivectors: `[row][channel]`.
    ///
    /// @param factors where r of the scalars and r of the multivectors are kept, np of each at `factorsFrom`
    void equiNormHead(int scalars, int channels, int np, A x, A factors, int factorsFrom);

    /// Gradient of `gain * y` with y the result of [#equiNormHead], in place of the gradient of that product: with u =
    /// gain dy, sign_g that of <y, y> of the grade g of row i, and m_i the row's sign in the inner product,
    ///
    /// ```
    /// multivectors:  dy_i := r (u_i - sum(u y) / C sign_g m_i y_i),   without the second term where r = 10
    /// scalars:       dy   := r (u - mean(u) - y mean(u y))
    /// ```
    ///
    /// @return the gradient of the gain, the sum of dy y before
    double equiNormHeadGradient(int scalars, int channels, int np, A y, A factors, int factorsFrom, double gain, A dy);

    /// Gated nonlinearity: scalars `f(s)`, multivectors `g(x_0) x` with x_0 the scalar component.
    void gate(TileLayout layout, int tiles, Unary scalarFunction, Unary gateFunction, A x, A y);

    /// Gradient of [#gate]: `ds = dy f'(s)`, `dx = g(x_0) dy`, to whose scalar component comes `g'(x_0) sum dy x`.
    void gateGradient(TileLayout layout, int tiles, Unary scalarFunction, Unary gateFunction, A x, A dy, A dx);

    /// Geometric product of channel h and channel H + h of `x` (layout of 2H channels, any scalars) into channel h of
    /// `y` (layout of H channels without scalars).
    void geometricProduct(TileLayout in, TileLayout out, int tiles, A x, A y);

    /// Gradient of [#geometricProduct] into every multivector row of dx; scalar rows of dx become 0.
    void geometricProductGradient(TileLayout in, TileLayout out, int tiles, A x, A dy, A dx);

    /// Tokens `token .. token + n - 1` of some rows into a small aligned buffer: `out[f * np + t] = sign[f] *
    /// x[row_f of token + t]` for t < n and 0 for n <= t < np.
    ///
    /// @param rows offset within a tile (row * 16) of each feature
    /// @param signs plus/minus 1 per feature, null: all 1
    /// @param np n rounded up to a multiple of 16
    void gatherTokens(A x, int tileSize, int[] rows, @Nullable A signs, int token, int n, int np, A out);

    /// The reverse of [#gatherTokens]: writes those lanes and no other.
    void scatterTokens(A in, int np, int[] rows, @Nullable A signs, int token, int n, A x, int tileSize);

    /// Sets the lanes past the last token to 0 in every row.
    void clearDeadLanes(Layout layout, int tokens, A x);

    /// Softmax attention of one head of one sequence on gathered buffers `[features][np]`:
    ///
    /// ```
    /// P(a, b) = softmax_b(scale sum_f q[f][a] k[f][b] + mask[b][a]),   out[f][a] = sum_b P(a, b) v[f][b]
    /// ```
    ///
    /// A key at minus infinity counts for nothing, exactly; a query all of whose keys are there gets zeros.
    ///
    /// Queries a < nq, keys b < nk. Columns past the last token are 0 in every argument, as [#gatherTokens] leaves
    /// them; in out they hold anything finite. `stats[statsFrom ..]` keeps the npq maxima of the scores and then the
    /// npq values 1 / sum; 0 and 0 for a query that sees no key.
    ///
    /// @param mask `[nk][npq]`, null: none
    /// @param scratch at least [#attentionScratch] numbers
    void attention(AttentionSizes sizes, A q, A k, A v, @Nullable A mask, A out, A stats, int statsFrom, A scratch);

    /// Gradients of [#attention] (stored, zero for columns past the last token), the probabilities being recomputed
    /// from `stats`:
    ///
    /// ```
    /// dP(a, b) = sum_f dOut[f][a] v[f][b],   dS(a, b) = scale P(a, b) (dP(a, b) - sum_f dOut[f][a] out[f][a])
    /// ```
    ///
    /// @param out what [#attention] gave
    void attentionGradient(
            AttentionSizes sizes,
            A q,
            A k,
            A v,
            @Nullable A mask,
            A stats,
            int statsFrom,
            A out,
            A dOut,
            A dq,
            A dk,
            A dv,
            A scratch);

    /// Numbers of scratch that attention and its gradient need.
    int attentionScratch(AttentionSizes sizes);
}

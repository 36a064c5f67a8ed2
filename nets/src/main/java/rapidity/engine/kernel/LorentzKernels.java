package rapidity.engine.kernel;

import org.jspecify.annotations.Nullable;

/// Kernels of Lorentz-group message passing at maxdim 2, see [MessageLayout] and [Kernels]. Pairs `from .. to - 1` of
/// [NodePairs] are worked on; what belongs to edges is an array of these alone. Every jet has the same bits whatever
/// its neighbours hold, except in sums over all edges.
///
/// @param <A> float[] or double[]
public interface LorentzKernels<A> {
    /// Added to the square of a relative momentum.
    double EPSILON = 1e-16;

    /// See [#constantMessagesGradient].
    int SCRATCH = 42;

    /// Jets that are worked on at once.
    int lanes();

    /// Edges of real momenta: the square of the relative momentum p, in an order of summation that for massless
    /// particles decides its value, and 1 where both nodes are present, else 0.
    ///
    /// ```
    /// squares = | 2 p_t^2 - (p_t^2 + p_x^2 + p_y^2 + p_z^2) + 1e-16 |
    /// ```
    ///
    /// @param present 1 or 0 for each node
    void edges(MessageLayout layout, NodePairs pairs, int from, int to, A momenta, A present, A squares, A seen);

    /// Edges of complex momenta: `squares[0, edges] = |Re p^2 + 1e-16|`, `squares[1, edges] = |Im p^2 + 1e-16|`.
    void complexEdges(MessageLayout layout, NodePairs pairs, int from, int to, A momenta, A squares);

    /// Gradient of [#complexEdges], added to that of the momenta.
    void complexEdgesGradient(
            MessageLayout layout, NodePairs pairs, int from, int to, A momenta, A dSquares, A dMomenta);

    /// `f[fFrom + q edges + e] = seen_e (a_q + b_q / (1 + c_q^2 squares_e))`.
    ///
    /// @param edges a multiple of the lanes
    /// @param seen null: 1
    /// @param from of the squares
    void bells(int functions, int edges, A a, A b, A c, A squares, int from, @Nullable A seen, A f);

    /// Gradient of [#bells], added to those of a, b and c.
    ///
    /// @param dSquares stored at `from`; null: not wanted
    void bellsGradient(
            int functions,
            int edges,
            A b,
            A c,
            A squares,
            int from,
            @Nullable A seen,
            A df,
            A da,
            A db,
            A dc,
            @Nullable A dSquares);

    /// Adds to the blocks the messages of e0 = (1 + i) R0, in both directions, once for a node with itself.
    ///
    /// @param edges values of the edge functions
    void scalarMessages(MessageLayout layout, NodePairs pairs, int from, int to, A edges, A features, A blocks);

    /// Gradient of [#scalarMessages], added to that of the features; that of R0 is stored.
    void scalarMessagesGradient(
            MessageLayout layout,
            NodePairs pairs,
            int from,
            int to,
            A edges,
            A features,
            A dBlocks,
            A dEdges,
            A dFeatures);

    /// Adds to the blocks the messages of R1 and real momenta, in both directions.
    void vectorMessages(
            MessageLayout layout, NodePairs pairs, int from, int to, A momenta, A edges, A features, A blocks);

    /// Gradient of [#vectorMessages], added to that of the features; that of R1 is stored.
    void vectorMessagesGradient(
            MessageLayout layout,
            NodePairs pairs,
            int from,
            int to,
            A momenta,
            A edges,
            A features,
            A dBlocks,
            A dEdges,
            A dFeatures);

    /// [#vectorMessages] of complex momenta.
    void complexMessages(
            MessageLayout layout, NodePairs pairs, int from, int to, A momenta, A edges, A features, A blocks);

    /// Gradient of [#complexMessages], added to those of the momenta and of the features; that of R1 is stored.
    void complexMessagesGradient(
            MessageLayout layout,
            NodePairs pairs,
            int from,
            int to,
            A momenta,
            A edges,
            A features,
            A dBlocks,
            A dMomenta,
            A dEdges,
            A dFeatures);

    /// The blocks of messages where the edge functions of a channel are constants `constants[c] (1 + i)` and
    /// `constants[C + c] (1 + i)`, of complex momenta. Stored.
    ///
    /// @param self 1: a node also sends to itself; 0: it does not
    void constantMessages(MessageLayout layout, double self, A constants, A momenta, A features, A blocks);

    /// Gradient of [#constantMessages], added.
    ///
    /// @param scratch [#SCRATCH] numbers for each lane
    void constantMessagesGradient(
            MessageLayout layout,
            double self,
            A constants,
            A momenta,
            A features,
            A dBlocks,
            A dConstants,
            A dMomenta,
            A dFeatures,
            A scratch);

    /// The blocks `v, s v` and `s, <v, v> / 2, s^2`.
    void nodeProducts(MessageLayout layout, A features, A blocks);

    /// Gradient of [#nodeProducts], added.
    void nodeProductsGradient(MessageLayout layout, A features, A dBlocks, A dFeatures);

    /// `x[row, i] := x[row, i] + bias[row]`.
    void addBias(A x, int rows, int width, A bias);

    /// `sums[row] += sum_i x[row, i]`.
    void addRowSums(A x, int rows, int width, A sums);

    /// `c[row, column] += sum_l a[row, l] b[column, l]` for m rows of a and n rows of b, all of k numbers.
    void addRowProducts(A a, int aFrom, int m, A b, int bFrom, int n, int k, A c);
}

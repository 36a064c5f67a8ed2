package rapidity.engine;

import rapidity.engine.kernel.TileLayout;

/// Softmax attention: per head and sequence,
///
/// ```
/// P(a, b) = softmax_b(<q_a, k_b> / sqrt(features)),      out_a = sum_b P(a, b) v_b
/// ```
///
/// The gradient computes P again from two numbers per query and head, so nothing of the size queries x keys is kept.
public interface AttentionOps {
    /// Channels in tiles; the inner product is the invariant one, of what [HeadRows#norm] makes of queries, keys and
    /// values.
    ///
    /// @param packed with the gains of the values
    /// @param qs the array that holds the queries
    /// @param kvs the array that holds keys and values, the same for self-attention
    /// @param stats [#statsSize] numbers, kept for the gradient
    Buffer apply(Attend attend, HeadRows heads, Buffer packed, Buffer qs, Buffer kvs, Buffer stats);

    /// Stores the gradients of queries, keys and values in `dqs` and `dkvs` (the same array for self-attention); adds
    /// to the packed gradient of the gains.
    ///
    /// @param out what [#apply] gave
    void gradient(
            Attend attend,
            HeadRows heads,
            Buffer packed,
            Buffer qs,
            Buffer kvs,
            Buffer stats,
            Buffer out,
            Buffer dOut,
            Buffer dqs,
            Buffer dkvs,
            Buffer packedGradient);

    /// Natural arrays `[tokens, heads * features]` with the Euclidean product.
    Buffer apply(Attend attend, int heads, int features, Buffer q, Buffer k, Buffer v, Buffer stats);

    /// Stores the gradients of natural queries, keys and values in dq, dk, dv.
    ///
    /// @param out what [#apply] gave
    void gradient(
            Attend attend, int heads, int features, Buffer[] qkv, Buffer stats, Buffer out, Buffer dOut, Buffer[] dqkv);

    /// Numbers that attention keeps for its gradient.
    static int statsSize(Attend attend, int heads) {
        int n = 0;
        for (int i = 0; i < attend.sequences(); i++) {
            n += 2 * heads * paddedQueries(attend, i);
        }
        return n;
    }

    static int paddedQueries(Attend attend, int sequence) {
        return TileLayout.LANES * TileLayout.tiles(attend.queryOffset(sequence + 1) - attend.queryOffset(sequence));
    }
}

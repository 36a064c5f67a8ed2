package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Layout;

/// Where in their tiles the queries, keys and values of each head of attention lie. Rows are offsets within a tile, one
/// per feature.
public sealed interface HeadRows permits Heads, VectorHeads {
    /// Number of heads.
    int count();

    /// Numbers that a head compares.
    int features();

    /// How queries, keys and values are normalised, head by head, before they meet; null: they are taken as they are.
    @Nullable
    HeadNorm norm();

    /// The sign of each feature in the invariant inner product.
    double[] signs();

    /// Of the tiles with the queries.
    Layout queryLayout();

    /// Of the tiles with keys and values.
    Layout keyLayout();

    /// Of the tiles with the result.
    Layout outLayout();

    int[] queryRows(int head);

    int[] keyRows(int head);

    int[] valueRows(int head);

    int[] outRows(int head);
}

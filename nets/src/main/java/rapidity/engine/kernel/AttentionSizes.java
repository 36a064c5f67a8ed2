package rapidity.engine.kernel;

/// Sizes of one attention problem: one head, one sequence.
///
/// @param features numbers per query and key and per value
/// @param queries number of queries nq
/// @param keys number of keys nk
/// @param scale factor of the scores, 1 / sqrt(features) by default
public record AttentionSizes(int features, int queries, int keys, double scale) {
    /// Queries rounded up to whole tiles.
    public int paddedQueries() {
        return TileLayout.tiles(queries) * TileLayout.LANES;
    }

    /// Keys rounded up to whole tiles.
    public int paddedKeys() {
        return TileLayout.tiles(keys) * TileLayout.LANES;
    }
}

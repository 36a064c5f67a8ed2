package rapidity.engine.kernel;

/// Where a token's numbers lie in a tile of sixteen tokens: a column of rows, each of which holds one number of each of
/// its tokens.
public sealed interface Layout permits TileLayout, VectorLayout {
    /// Rows of a tile.
    int rows();

    /// The first row of each column of a block: the same matrix multiplies the rows from there on.
    int[] columns(Block block);

    /// Numbers in a tile.
    default int tileSize() {
        return rows() * TileLayout.LANES;
    }

    /// Numbers in the tiles of `tokens` tokens.
    default int size(int tokens) {
        return Math.multiplyExact(TileLayout.tiles(tokens), tileSize());
    }
}

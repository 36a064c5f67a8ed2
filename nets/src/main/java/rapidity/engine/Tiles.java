package rapidity.engine;

import rapidity.engine.kernel.Layout;
import rapidity.engine.kernel.TileLayout;

/// Some neighbouring tiles of an array.
///
/// @param <A> float[] or double[]
/// @param first number of the first of them
/// @param count how many
/// @param lanes how many lanes of the last of them are wanted
record Tiles<A>(A array, Layout layout, int first, int count, int lanes) {
    /// The first tiles of an array, all lanes.
    Tiles(A array, Layout layout, int count) {
        this(array, layout, 0, count, TileLayout.LANES);
    }

    /// Those of some tokens.
    static <A> Tiles<A> of(A array, Layout layout, int tokens, Lanes lanes) {
        int tiles = TileLayout.tiles(tokens);
        int last = tokens - (tiles - 1) * TileLayout.LANES;
        return new Tiles<>(array, layout, 0, tiles, lanes == Lanes.LIVE && tiles > 0 ? last : TileLayout.LANES);
    }

    /// Some of these.
    Tiles<A> slice(int from, int n) {
        return new Tiles<>(array, layout, first + from, n, from + n == count ? lanes : TileLayout.LANES);
    }

    /// Offset of the first tile.
    int start() {
        return first * layout.tileSize();
    }
}

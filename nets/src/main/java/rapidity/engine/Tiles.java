package rapidity.engine;

import rapidity.engine.kernel.Layout;

/// Some neighbouring tiles of an array.
///
/// @param <A> float[] or double[]
/// @param first number of the first of them
/// @param count how many
record Tiles<A>(A array, Layout layout, int first, int count) {
    /// The first tiles of an array.
    Tiles(A array, Layout layout, int count) {
        this(array, layout, 0, count);
    }

    /// Offset of the first tile.
    int start() {
        return first * layout.tileSize();
    }
}

package rapidity.engine;

import rapidity.engine.kernel.TileLayout;

/// An array of tiles.
///
/// @param <A> float[] or double[]
record Tiles<A>(A array, TileLayout layout, int count) {}

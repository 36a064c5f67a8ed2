package rapidity.engine;

import rapidity.engine.kernel.Layout;

/// An array of tiles.
///
/// @param <A> float[] or double[]
record Tiles<A>(A array, Layout layout, int count) {}

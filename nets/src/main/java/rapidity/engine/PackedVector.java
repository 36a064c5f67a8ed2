package rapidity.engine;

/// A vector of a kernel, whose entries are weights: a bias, or the gains of a norm, one per row of a tile.
///
/// @param source plus/minus (position among the weights + 1), or 0 for an entry that is `rest`
/// @param rest what entries are that no weight stands behind
/// @param position where it lies among the packed numbers
/// @param gradient where its gradient lies among the packed gradients
public record PackedVector(int[] source, double rest, int position, int gradient) {}

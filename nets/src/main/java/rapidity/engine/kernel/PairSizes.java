package rapidity.engine.kernel;

/// Sizes of arrays on all ordered pairs of points, also of a point with itself.
///
/// @param sets of points, one after another
/// @param points of each set
/// @param width numbers of a point
public record PairSizes(int sets, int points, int width) {
    /// Number of points.
    public int rows() {
        return sets * points;
    }

    /// Number of pairs.
    public int pairs() {
        return sets * points * points;
    }
}

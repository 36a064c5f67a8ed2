package rapidity.data.dataset;

/// Which rows of a padded array are constituents.
public enum Constituents {
    /// All with energy: padding is zero.
    ENERGY {
        @Override
        boolean holds(double e, double px, double py, double pz) {
            return e != 0 || px != 0 || py != 0 || pz != 0;
        }
    },
    /// The rule of the published reader of the NumPy files: all four components above 1e-5 in size. It also drops the
    /// rare real particle with one tiny component, and is here to compare results.
    PUBLISHED {
        @Override
        boolean holds(double e, double px, double py, double pz) {
            return Math.abs(e) > LEAST && Math.abs(px) > LEAST && Math.abs(py) > LEAST && Math.abs(pz) > LEAST;
        }
    };

    private static final double LEAST = 1e-5;

    abstract boolean holds(double e, double px, double py, double pz);
}

package rapidity.model;

/// A further number of each constituent, such as its charge, as the network gets it: `(x - mean) factor`.
///
/// @param name under which the jets carry it
public record InputFeature(String name, double mean, double factor) {
    /// @throws IllegalArgumentException if the name is empty, or mean or factor are not finite
    public InputFeature {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a feature without a name");
        }
        requireFinite(name, mean, factor);
    }

    /// As it is.
    public static InputFeature of(String name) {
        return new InputFeature(name, 0, 1);
    }

    static void requireFinite(String name, double mean, double factor) {
        if (!Double.isFinite(mean) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException(
                    "feature " + name + " cannot be scaled by mean " + mean + " and factor " + factor);
        }
    }

    double apply(double x) {
        return (x - mean) * factor;
    }
}

package rapidity.layer.slim;

/// How the weights of a linear map of n channels are drawn: uniformly within a factor over sqrt(n).
public enum SlimInitialisation {
    DEFAULT(1),

    /// Close to zero, for the maps of attention.
    SMALL(0.1);

    private final double factor;

    SlimInitialisation(double factor) {
        this.factor = factor;
    }

    double bound(int channels) {
        return factor / Math.sqrt(Math.max(channels, 1));
    }
}

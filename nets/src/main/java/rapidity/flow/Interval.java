package rapidity.flow;

/// Numbers between two ends.
record Interval(double least, double largest) {
    static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean contains(double x) {
        return x > least && x < largest;
    }

    /// The same numbers as `(x - mean) / deviation`.
    Interval standardised(double mean, double deviation) {
        return new Interval((least - mean) / deviation, (largest - mean) / deviation);
    }
}

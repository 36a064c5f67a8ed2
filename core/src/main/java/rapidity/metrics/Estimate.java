package rapidity.metrics;

/// A number and its statistical error.
public record Estimate(double value, double error) {
    /// The mean of repeated measurements and their standard deviation, with n in the denominator.
    static Estimate ofBatches(double[] values) {
        SampleStatistics s = SampleStatistics.of(values);
        return new Estimate(s.mean(), s.standardDeviation());
    }
}

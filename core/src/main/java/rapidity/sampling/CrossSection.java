package rapidity.sampling;

/// A cross section by Monte Carlo integration, in pb.
///
/// @param value the mean over all trials
/// @param error its statistical error, one standard deviation
public record CrossSection(double value, double error) {
    /// hbar^2 c^2 in GeV^2 pb.
    public static final double PICOBARN = 3.8937937e8;

    /// From the sums of the weights, in GeV^-2, and of their squares.
    static CrossSection of(long trials, double sum, double squares) {
        double mean = sum / trials;
        double variance = Math.max(0, squares / trials - mean * mean) / trials;
        return new CrossSection(PICOBARN * mean, PICOBARN * Math.sqrt(variance));
    }
}

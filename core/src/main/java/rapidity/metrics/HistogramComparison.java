package rapidity.metrics;

/// Whether two histograms of the same bins, filled independently, show the same distribution. Both are normalised to 1
/// inside their range; what lies outside is not compared.
///
/// ```
/// p_i, q_i = fractions in bin i,   s_i, r_i = their Poisson errors sqrt(sum of w^2) / sum of w
/// pull_i   = (p_i - q_i) / sqrt(s_i^2 + r_i^2)
/// chi^2    = sum of pull_i^2                          for one distribution about the degrees of freedom
/// Delta    = 1/2 sum of (p_i - q_i)^2 / (p_i + q_i)   triangular discriminator, 0 .. 1
/// ```
///
/// @source Topsoe, IEEE Trans. Inf. Theory 46 (2000) 1602, for the triangular discriminator
public final class HistogramComparison {
    private final Histogram found;
    private final Histogram reference;

    private HistogramComparison(Histogram found, Histogram reference) {
        this.found = found;
        this.reference = reference;
    }

    /// @throws IllegalArgumentException if the bins differ, or a histogram has no positive sum inside its range
    public static HistogramComparison of(Histogram found, Histogram reference) {
        int bins = found.bins();
        if (bins != reference.bins()
                || found.edge(0) != reference.edge(0)
                || found.edge(bins) != reference.edge(reference.bins())) {
            throw new IllegalArgumentException(
                    "histograms of other bins cannot be compared: " + range(found) + " and " + range(reference));
        }
        if (!(found.sum() > 0 && reference.sum() > 0)) {
            throw new IllegalArgumentException("a histogram with nothing in its range cannot be compared: sums of "
                    + found.sum() + " and " + reference.sum() + " on " + range(found));
        }
        return new HistogramComparison(found, reference);
    }

    private static String range(Histogram h) {
        return h.bins() + " bins on [" + h.edge(0) + ", " + h.edge(h.bins()) + ")";
    }

    /// Deviation of the first from the second in bin i, in standard deviations; 0 where both are empty.
    public double pull(int i) {
        return isEmpty(i) ? 0 : difference(i) / Math.sqrt(variance(i));
    }

    /// First divided by second in bin i; NaN where both are empty.
    public double ratio(int i) {
        return found.density(i) / reference.density(i);
    }

    /// Error of [#ratio] from both histograms.
    public double ratioError(int i) {
        double own = found.densityError(i) / reference.density(i);
        double other = ratio(i) * reference.densityError(i) / reference.density(i);
        return Math.hypot(own, other);
    }

    /// Sum of the squares of the pulls.
    public double chi2() {
        double sum = 0;
        for (int i = 0; i < found.bins(); i++) {
            sum += pull(i) * pull(i);
        }
        return sum;
    }

    /// Bins where something is, less one for the normalisation: the mean of [#chi2] over samples of one distribution,
    /// if no bin is nearly empty; its standard deviation is the root of twice that.
    public int degreesOfFreedom() {
        int occupied = 0;
        for (int i = 0; i < found.bins(); i++) {
            occupied += isEmpty(i) ? 0 : 1;
        }
        return occupied - 1;
    }

    /// Triangular discriminator, 0 for equal and 1 for disjoint histograms. Fluctuations alone give a quarter of
    /// [#degreesOfFreedom] times (1 / n + 1 / m) for n and m events. With a = (p - q) / (p + q), each bin adds
    ///
    /// ```
    /// (a - a^2 / 2)^2 var p + (a + a^2 / 2)^2 var q
    /// ```
    ///
    /// to the square of the error. Where the histograms agree but for fluctuations, this is up to twice the variance.
    public Estimate triangular() {
        double value = 0;
        double variance = 0;
        for (int i = 0; i < found.bins(); i++) {
            if (!isEmpty(i)) {
                double a = difference(i) / (found.density(i) + reference.density(i));
                value += 0.5 * a * difference(i);
                variance += square(a * (1 - 0.5 * a) * found.densityError(i));
                variance += square(a * (1 + 0.5 * a) * reference.densityError(i));
            }
        }
        return new Estimate(value * found.width(), Math.sqrt(variance) * found.width());
    }

    private double difference(int i) {
        return found.density(i) - reference.density(i);
    }

    private double variance(int i) {
        return square(found.densityError(i)) + square(reference.densityError(i));
    }

    private boolean isEmpty(int i) {
        return found.error(i) == 0 && reference.error(i) == 0;
    }

    private static double square(double x) {
        return x * x;
    }
}

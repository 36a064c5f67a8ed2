package rapidity.metrics;

import java.util.Arrays;

/// A sample of numbers, such as relative errors of a reconstruction, in the words of its tables. Quantiles interpolate
/// linearly and moments are those of the sample itself, as NumPy's and SciPy's.
public final class SampleStatistics {
    /// Bins of the histogram of the full width at half maximum, and half its range in interquartile ranges.
    private static final int BINS = 80;

    private static final double RANGE = 4;

    private final double[] sorted;
    private final double mean;

    private SampleStatistics(double[] sorted) {
        this.sorted = sorted;
        double sum = 0;
        for (double x : sorted) {
            sum += x;
        }
        mean = sum / sorted.length;
    }

    /// @throws IllegalArgumentException if there are no values, or with its place if one is not finite
    public static SampleStatistics of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("statistics of no values");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " of " + values.length + " is " + values[i]);
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new SampleStatistics(sorted);
    }

    /// The number of values.
    public int size() {
        return sorted.length;
    }

    /// The value below which a fraction q of the sample lies.
    ///
    /// @throws IllegalArgumentException unless q is in [0, 1]
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("quantiles are fractions in [0, 1], got " + q);
        }
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// The middle of the sample.
    public double median() {
        return quantile(0.5);
    }

    /// The width of the middle half, from the lower to the upper quartile (IQR).
    public double interquartileRange() {
        return quantile(0.75) - quantile(0.25);
    }

    /// The width of the middle 80 %, from the first to the last decile (IDR).
    public double interdecileRange() {
        return quantile(0.9) - quantile(0.1);
    }

    /// The median of the distances from the median (MAD).
    public double medianAbsoluteDeviation() {
        double median = median();
        return of(Arrays.stream(sorted).map(x -> Math.abs(x - median)).toArray())
                .median();
    }

    /// The arithmetic mean.
    public double mean() {
        return mean;
    }

    /// The smallest value.
    public double minimum() {
        return sorted[0];
    }

    /// The largest value.
    public double maximum() {
        return sorted[sorted.length - 1];
    }

    /// The smallest absolute value.
    public double smallestAbsolute() {
        return Arrays.stream(sorted).map(Math::abs).min().orElseThrow();
    }

    /// The standard deviation, with n in the denominator.
    public double standardDeviation() {
        return Math.sqrt(moment(2));
    }

    /// `m3 / m2^(3/2)` of the central moments; 0 if all values are the same.
    public double skewness() {
        double variance = moment(2);
        return variance == 0 ? 0 : moment(3) / Math.pow(variance, 1.5);
    }

    /// `m4 / m2^2 - 3` of the central moments, 0 for a normal distribution; 0 if all values are the same.
    public double excessKurtosis() {
        double variance = moment(2);
        return variance == 0 ? 0 : moment(4) / (variance * variance) - 3;
    }

    private double moment(int power) {
        double sum = 0;
        for (double x : sorted) {
            double d = x - mean;
            sum += power == 2 ? d * d : power == 3 ? d * d * d : d * d * d * d;
        }
        return sum / sorted.length;
    }

    /// The mean absolute value.
    public double meanAbsolute() {
        return meanAbsoluteBetween(minimum(), maximum());
    }

    /// The mean absolute value of those within the quartiles.
    public double meanAbsoluteWithinQuartiles() {
        return meanAbsoluteBetween(quantile(0.25), quantile(0.75));
    }

    /// The mean absolute value of those within the first and the last decile.
    public double meanAbsoluteWithinDeciles() {
        return meanAbsoluteBetween(quantile(0.1), quantile(0.9));
    }

    private double meanAbsoluteBetween(double low, double high) {
        return Arrays.stream(sorted)
                .filter(x -> x >= low && x <= high)
                .map(Math::abs)
                .average()
                .orElse(0);
    }

    /// The histogram that the full width at half maximum is taken from: 80 bins on the median plus and minus four
    /// interquartile ranges.
    ///
    /// @throws IllegalArgumentException if half of the values are the same
    public Histogram histogram() {
        double reach = RANGE * interquartileRange();
        Histogram histogram = new Histogram(BINS, median() - reach, median() + reach);
        for (double x : sorted) {
            histogram.fill(x);
        }
        return histogram;
    }

    /// The full width at half maximum of [#histogram] (FWHM): between the outermost places where the polygon through
    /// the middles of the bins is half as high as the highest bin. 0 if half of the values are the same.
    public double fullWidthAtHalfMaximum() {
        if (interquartileRange() == 0) {
            return 0;
        }
        Histogram histogram = histogram();
        double half = 0;
        for (int i = 0; i < BINS; i++) {
            half = Math.max(half, histogram.content(i) / 2);
        }
        int first = 0;
        while (histogram.content(first) < half) {
            first++;
        }
        int last = BINS - 1;
        while (histogram.content(last) < half) {
            last--;
        }
        double bins = last - first + outside(histogram, first, -1, half) + outside(histogram, last, 1, half);
        return bins * histogram.width();
    }

    /// How many bins beyond bin i, in one direction, the polygon reaches half of the maximum.
    private static double outside(Histogram histogram, int i, int direction, double half) {
        int next = i + direction;
        double beyond = next < 0 || next == BINS ? 0 : histogram.content(next);
        return (histogram.content(i) - half) / (histogram.content(i) - beyond);
    }

    /// Pearson's correlation of two quantities.
    ///
    /// ```
    /// r = sum (x - mean x)(y - mean y) / sqrt( sum (x - mean x)^2 sum (y - mean y)^2 )
    /// ```
    ///
    /// @return in [-1, 1]; NaN if one of them is constant
    /// @throws IllegalArgumentException if the lengths differ, there are no values, or one is not finite
    public static double correlation(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values have no correlation with " + y.length);
        }
        double meanX = of(x).mean();
        double meanY = of(y).mean();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}

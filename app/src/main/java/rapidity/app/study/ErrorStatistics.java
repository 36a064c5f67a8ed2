package rapidity.app.study;

import java.util.Arrays;
import rapidity.app.report.JetFeature;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The distribution of relative errors, (reconstruction - target) / target, in numbers.
///
/// @param sorted finite errors, rising
/// @source arXiv:2212.07347, the published code (which numbers)
record ErrorStatistics(double[] sorted) {
    private static final double WIDTHS = 4;

    static ErrorStatistics of(double[] errors) {
        return new ErrorStatistics(
                Arrays.stream(errors).filter(Double::isFinite).sorted().toArray());
    }

    /// Linear between neighbouring errors.
    double quantile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    double median() {
        return quantile(0.5);
    }

    /// The interquartile range.
    double iqr() {
        return quantile(0.75) - quantile(0.25);
    }

    /// The range of the histogram: four IQR to both sides of the median.
    double[] range() {
        double half = WIDTHS * iqr() > 0 ? WIDTHS * iqr() : 1;
        return new double[] {median() - half, median() + half};
    }

    /// Counts in the range.
    double[] histogram() {
        double[] range = range();
        double[] r = new double[JetFeature.BINS];
        for (double x : sorted) {
            int bin = (int) Math.floor((x - range[0]) / (range[1] - range[0]) * r.length);
            if (bin >= 0 && bin < r.length) {
                r[bin]++;
            }
        }
        return r;
    }

    private double meanAbsolute(double from, double to) {
        return Arrays.stream(sorted)
                .filter(x -> x >= from && x <= to)
                .map(Math::abs)
                .average()
                .orElse(Double.NaN);
    }

    private double moment(int order, double mean, double deviation) {
        return Arrays.stream(sorted)
                .map(x -> Math.pow((x - mean) / deviation, order))
                .average()
                .orElse(Double.NaN);
    }

    /// Between the outermost bins that reach half of the highest.
    private double fullWidthAtHalfMaximum() {
        double[] counts = histogram();
        double half = Arrays.stream(counts).max().orElse(0) / 2;
        int first = 0;
        int last = counts.length - 1;
        while (first < last && counts[first] < half) {
            first++;
        }
        while (last > first && counts[last] < half) {
            last--;
        }
        double[] range = range();
        return (last - first + 1) * (range[1] - range[0]) / counts.length;
    }

    ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode().put("count", sorted.length);
        if (sorted.length == 0) {
            return r;
        }
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(sorted)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
        double median = median();
        double lowest = sorted[0];
        r.put("median", median)
                .put("q1", quantile(0.25))
                .put("q3", quantile(0.75))
                .put("iqr", iqr());
        r.put("idr", quantile(0.9) - quantile(0.1));
        r.put(
                "mad",
                of(Arrays.stream(sorted).map(x -> Math.abs(x - median)).toArray())
                        .median());
        r.put("mean", mean).put("deviation", deviation).put("minimum", lowest);
        r.put("absolute-minimum", Arrays.stream(sorted).map(Math::abs).min().orElseThrow());
        r.put("maximum", sorted[sorted.length - 1]);
        if (deviation > 0) {
            r.put("skewness", moment(3, mean, deviation)).put("kurtosis", moment(4, mean, deviation) - 3);
        }
        r.put("fwhm", fullWidthAtHalfMaximum());
        r.put("mean-absolute", meanAbsolute(lowest, sorted[sorted.length - 1]));
        r.put("mean-absolute-within-iqr", meanAbsolute(quantile(0.25), quantile(0.75)));
        return r.put("mean-absolute-within-idr", meanAbsolute(quantile(0.1), quantile(0.9)));
    }
}

package rapidity.app.report;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import rapidity.metrics.Histogram;

/// A histogram divided by the number of all events, whether inside its range or not.
///
/// @param edges bins + 1 rising values
/// @param values share of all events in each bin
/// @param errors statistical error of each share: the square root of its count, divided alike
/// @param outside share of all events in no bin
record Fractions(double[] edges, double[] values, double[] errors, double outside) {
    static Fractions of(double[] sample, double from, double to, int bins) {
        return weighted(sample, each(sample.length, i -> 1), from, to, bins);
    }

    /// Of events with weights: shares of the sum of all.
    static Fractions weighted(double[] sample, double[] weights, double from, double to, int bins) {
        Histogram histogram = new Histogram(bins, from, to);
        for (int i = 0; i < sample.length; i++) {
            histogram.fill(sample[i], weights[i]);
        }
        double all = Arrays.stream(weights).sum();
        return new Fractions(
                edges(from, to, bins),
                each(bins, i -> histogram.content(i) / all),
                each(bins, i -> histogram.error(i) / all),
                1 - histogram.sum() / all);
    }

    /// In bins of equal width of the logarithm.
    static Fractions logarithmic(double[] sample, double from, double to, int bins) {
        double[] logs = Arrays.stream(sample).map(Math::log10).toArray();
        Fractions r = of(logs, Math.log10(from), Math.log10(to), bins);
        return new Fractions(each(bins + 1, i -> Math.pow(10, r.edges[i])), r.values, r.errors, r.outside);
    }

    private static double[] each(int bins, IntToDoubleFunction value) {
        return IntStream.range(0, bins).mapToDouble(value).toArray();
    }

    /// `bins` + 1 values from `from` to `to`.
    static double[] edges(double from, double to, int bins) {
        return each(bins + 1, i -> from + (to - from) * i / bins);
    }

    /// The upper end of the tallest bin with its error.
    double largest() {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] + errors[i])
                .max()
                .orElseThrow();
    }
}

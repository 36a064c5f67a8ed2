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
        Histogram histogram = new Histogram(bins, from, to);
        Arrays.stream(sample).forEach(histogram::fill);
        return new Fractions(
                edges(from, to, bins),
                each(bins, i -> histogram.content(i) / sample.length),
                each(bins, i -> histogram.error(i) / sample.length),
                1 - histogram.sum() / sample.length);
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

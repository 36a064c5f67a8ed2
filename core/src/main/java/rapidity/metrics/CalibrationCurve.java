package rapidity.metrics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Whether probabilities of being signal are right: of what is given a probability near s, a fraction s should be
/// signal. Signal and background count as equally many, whatever their numbers.
///
/// ```
/// in each bin of s:   a = signal in the bin / all signal,  b = background in the bin / all background
/// predicted = weighted mean of s       observed = a / (a + b)
/// ```
public final class CalibrationCurve {
    private final Bin[] bins;

    /// One bin of predicted probabilities.
    ///
    /// @param predicted mean of the probabilities in it; NaN if it is empty
    /// @param observed fraction of signal with its Poisson error; NaN if the bin is empty
    /// @param events signal and background in it
    public record Bin(double predicted, Estimate observed, int events) {}

    private CalibrationCurve(Bin[] bins) {
        this.bins = bins;
    }

    /// @param signal probabilities that signal is given, each in [0, 1]
    /// @param background those that background is given
    /// @param bins of equal width
    /// @throws IllegalArgumentException if there is no bin, signal or background, or a number is no probability
    public static CalibrationCurve of(double[] signal, double[] background, int bins) {
        if (bins < 1 || signal.length == 0 || background.length == 0) {
            throw new IllegalArgumentException("no calibration in " + bins + " bins of " + signal.length
                    + " signal and " + background.length + " background events");
        }
        DoubleStream.concat(Arrays.stream(signal), Arrays.stream(background))
                .filter(s -> !(s >= 0 && s <= 1))
                .findFirst()
                .ifPresent(s -> {
                    throw new IllegalArgumentException("a probability is in [0, 1], not " + s);
                });
        double[][] counts = new double[2][bins];
        double[][] sums = new double[2][bins];
        fill(signal, counts[0], sums[0]);
        fill(background, counts[1], sums[1]);
        Bin[] r = new Bin[bins];
        for (int i = 0; i < bins; i++) {
            double a = counts[0][i] / signal.length;
            double b = counts[1][i] / background.length;
            double predicted = (sums[0][i] / signal.length + sums[1][i] / background.length) / (a + b);
            // d (a / (a + b)) = a b / (a + b)^2 (da/a - db/b), with da/a = 1 / sqrt(count)
            double relative = Math.sqrt(inverse(counts[0][i]) + inverse(counts[1][i]));
            double error = a * b / ((a + b) * (a + b)) * relative;
            r[i] = new Bin(predicted, new Estimate(a / (a + b), error), (int) (counts[0][i] + counts[1][i]));
        }
        return new CalibrationCurve(r);
    }

    private static void fill(double[] probabilities, double[] counts, double[] sums) {
        for (double s : probabilities) {
            int bin = Math.min((int) (s * counts.length), counts.length - 1);
            counts[bin]++;
            sums[bin] += s;
        }
    }

    private static double inverse(double count) {
        return count == 0 ? 0 : 1 / count;
    }

    /// The number of bins.
    public int size() {
        return bins.length;
    }

    /// Bin i, of probabilities from i / size to (i + 1) / size.
    public Bin bin(int i) {
        return bins[i];
    }
}

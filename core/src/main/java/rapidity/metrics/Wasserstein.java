package rapidity.metrics;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// The 1-Wasserstein distance of two samples of one quantity, of any sizes: the area between their distribution
/// functions.
///
/// ```
/// W1 = integral of |F(x) - G(x)| dx
/// ```
public final class Wasserstein {
    private Wasserstein() {}

    /// @throws IllegalArgumentException if a sample is empty, or with its place if a value is not finite
    public static double distance(double[] x, double[] y) {
        return ofSorted(sorted(x), sorted(y));
    }

    /// The distance and its statistical error by the bootstrap: the standard deviation over samples of as many values,
    /// drawn from both with repetition. Streams in the same state draw the same samples.
    ///
    /// The distance of two samples of one distribution is not zero but of the order of its error.
    ///
    /// @throws IllegalArgumentException if a sample is empty, or with its place if a value is not finite, or there are
    ///     fewer than two bootstrap samples
    public static Estimate estimate(double[] x, double[] y, int samples, RandomStream stream) {
        if (samples < 2) {
            throw new IllegalArgumentException("a bootstrap error needs two samples or more, got " + samples);
        }
        double[] a = sorted(x);
        double[] b = sorted(y);
        double[] distances = new double[samples];
        for (int k = 0; k < samples; k++) {
            distances[k] = ofSorted(resampled(a, stream), resampled(b, stream));
        }
        return new Estimate(ofSorted(a, b), SampleStatistics.of(distances).standardDeviation());
    }

    /// As many values of a sorted sample with repetition, sorted.
    private static double[] resampled(double[] sorted, RandomStream stream) {
        int[] counts = new int[sorted.length];
        for (int k = 0; k < sorted.length; k++) {
            counts[stream.nextInt(sorted.length)]++;
        }
        double[] r = new double[sorted.length];
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            Arrays.fill(r, at, at + counts[i], sorted[i]);
            at += counts[i];
        }
        return r;
    }

    private static double ofSorted(double[] a, double[] b) {
        double sum = 0;
        int i = 0;
        int j = 0;
        double at = Math.min(a[0], b[0]);
        while (i < a.length || j < b.length) {
            double next = j == b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
            sum += Math.abs((double) i / a.length - (double) j / b.length) * (next - at);
            at = next;
            while (i < a.length && a[i] == at) {
                i++;
            }
            while (j < b.length && b[j] == at) {
                j++;
            }
        }
        return sum;
    }

    private static double[] sorted(double[] sample) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("an empty sample has no distribution");
        }
        for (int i = 0; i < sample.length; i++) {
            if (!Double.isFinite(sample[i])) {
                throw new IllegalArgumentException("value " + i + " of the sample is " + sample[i]);
            }
        }
        double[] r = sample.clone();
        Arrays.sort(r);
        return r;
    }
}

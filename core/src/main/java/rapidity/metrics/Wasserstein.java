package rapidity.metrics;

import java.util.Arrays;

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
        double[] a = sorted(x);
        double[] b = sorted(y);
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

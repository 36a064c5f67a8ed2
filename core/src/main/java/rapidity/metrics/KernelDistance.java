package rapidity.metrics;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// The kernel distance of two sets of jets (KPD with the 36 energy flow polynomials of at most four edges as features):
/// the unbiased squared maximum mean discrepancy with a polynomial kernel, which may be negative.
///
/// ```
/// k(x, y) = ( x . y / d + 1 )^4        d features
/// mean of k(x, x') over pairs x != x'  +  mean of k(y, y') over pairs y != y'  -  2 mean of k(x, y)
/// ```
///
/// @param jets in a batch, drawn with replacement
/// @param batches whose median is the distance; its error is half of the range of the middle 67.45 %
/// @source Kansal et al., arXiv:2211.10295
public record KernelDistance(int jets, int batches) {
    /// The published numbers: 10 batches of 5000 jets.
    public static final KernelDistance PUBLISHED = new KernelDistance(5000, 10);

    private static final double LOWER = 0.16275;
    private static final double UPPER = 0.83725;

    /// @throws IllegalArgumentException if a batch has fewer than 2 jets or there is none
    public KernelDistance {
        if (jets < 2 || batches < 1) {
            throw new IllegalArgumentException(batches + " batches of " + jets + " jets");
        }
    }

    /// The distance. Each feature is divided by its largest absolute value in the real set.
    ///
    /// @param real one row for each jet
    /// @param generated likewise
    /// @throws IllegalArgumentException if the sets have other features, or not one row for each jet
    public Estimate of(SetFeatures real, SetFeatures generated, RandomStream random) {
        SetFeatures x = real.inUnitsOf(real);
        SetFeatures y = generated.inUnitsOf(real);
        double[] values = new double[batches];
        for (int b = 0; b < batches; b++) {
            values[b] = discrepancy(rows(x, x.draw(jets, random)), rows(y, y.draw(jets, random)), real.width());
        }
        SampleStatistics s = SampleStatistics.of(values);
        return new Estimate(s.median(), (s.quantile(UPPER) - s.quantile(LOWER)) / 2);
    }

    private static double[] rows(SetFeatures set, int[] jets) {
        double[] r = new double[jets.length * set.width()];
        for (int i = 0; i < jets.length; i++) {
            System.arraycopy(set.values(), jets[i] * set.width(), r, i * set.width(), set.width());
        }
        return r;
    }

    /// The discrepancy of two sets as they are.
    ///
    /// @param x rows of features
    /// @param y rows of features
    /// @throws IllegalArgumentException if a set has fewer than 2 rows
    static double discrepancy(double[] x, double[] y, int features) {
        double m = x.length / features;
        double n = y.length / features;
        if (m < 2 || n < 2) {
            throw new IllegalArgumentException("sets of " + m + " and " + n + " jets have no unbiased discrepancy");
        }
        double xx = sum(x, x, features) - diagonal(x, features);
        double yy = sum(y, y, features) - diagonal(y, features);
        return xx / (m * (m - 1)) + yy / (n * (n - 1)) - 2 * sum(x, y, features) / (m * n);
    }

    private static double diagonal(double[] x, int features) {
        double sum = 0;
        for (int i = 0; i < x.length; i += features) {
            double product = 0;
            for (int c = 0; c < features; c++) {
                product += x[i + c] * x[i + c];
            }
            sum += kernel(product, features);
        }
        return sum;
    }

    private static double kernel(double product, int features) {
        double base = product / features + 1;
        return base * base * base * base;
    }

    /// The sum of the kernel over all pairs. The rows of y are laid side by side, so that the innermost loop runs over
    /// them.
    private static double sum(double[] x, double[] y, int features) {
        int n = y.length / features;
        double[] columns = new double[y.length];
        for (int j = 0; j < n; j++) {
            for (int c = 0; c < features; c++) {
                columns[c * n + j] = y[j * features + c];
            }
        }
        double sum = 0;
        double[] products = new double[n];
        for (int i = 0; i < x.length; i += features) {
            Arrays.fill(products, 0);
            for (int c = 0; c < features; c++) {
                double factor = x[i + c];
                for (int j = 0; j < n; j++) {
                    products[j] += factor * columns[c * n + j];
                }
            }
            for (int j = 0; j < n; j++) {
                sum += kernel(products[j], features);
            }
        }
        return sum;
    }
}

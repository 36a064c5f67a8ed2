package rapidity.metrics;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// The Frechet distance of two sets of jets whose features are taken as normally distributed (FPD with the 36 energy
/// flow polynomials of at most four edges as features).
///
/// ```
/// |mu1 - mu2|^2 + Tr( S1 + S2 - 2 sqrt(S1 S2) )
/// ```
///
/// mu are the means and S the sample covariances. It is biased by 1 / N for N jets, so it is measured at several N and
/// extrapolated: the fit `a + b / N` with a, b >= 0 gives the distance a.
///
/// @param smallest batch
/// @param largest batch
/// @param sizes of batches, equally spaced in 1 / N
/// @param repeats batches of each size, drawn with replacement
/// @source Kansal et al., arXiv:2211.10295
public record FrechetDistance(int smallest, int largest, int sizes, int repeats) {
    /// The published numbers: 20 batches of each of 10 sizes from 20,000 to 50,000 jets.
    public static final FrechetDistance PUBLISHED = new FrechetDistance(20_000, 50_000, 10, 20);

    /// @throws IllegalArgumentException if a batch has fewer than 2 jets or there are fewer than 3 sizes
    public FrechetDistance {
        if (smallest < 2 || largest <= smallest || sizes < 3 || repeats < 1) {
            throw new IllegalArgumentException("no extrapolation from " + repeats + " batches of each of " + sizes
                    + " sizes from " + smallest + " to " + largest + " jets");
        }
    }

    /// The distance extrapolated to infinitely many jets. Each feature is divided by its largest absolute value in the
    /// real set.
    ///
    /// @param real one row for each jet
    /// @param generated likewise
    /// @throws IllegalArgumentException if the sets have other features, or not one row for each jet
    public Estimate of(SetFeatures real, SetFeatures generated, RandomStream random) {
        SetFeatures x = real.inUnitsOf(real);
        SetFeatures y = generated.inUnitsOf(real);
        double[] inverse = new double[sizes];
        double[] distances = new double[sizes];
        for (int s = 0; s < sizes; s++) {
            double reciprocal = 1.0 / smallest + (1.0 / largest - 1.0 / smallest) * s / (sizes - 1);
            int size = (int) (1 / reciprocal);
            inverse[s] = 1.0 / size;
            for (int b = 0; b < repeats; b++) {
                Normal ofReal = Normal.of(x, x.draw(size, random));
                distances[s] += ofReal.distance(Normal.of(y, y.draw(size, random))) / repeats;
            }
        }
        return extrapolated(inverse, distances);
    }

    /// The distance of the sets as they are, not extrapolated and with no feature scaled.
    ///
    /// @throws IllegalArgumentException if a set has fewer than 2 jets, or they have other features
    public static double between(SetFeatures real, SetFeatures generated) {
        SetFeatures.requireSame(real, generated);
        return Normal.of(real).distance(Normal.of(generated));
    }

    /// Least squares of `a + b x` with a, b >= 0; a and the error of the fit without bounds.
    static Estimate extrapolated(double[] x, double[] y) {
        int n = x.length;
        double sx = Arrays.stream(x).sum();
        double sy = Arrays.stream(y).sum();
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            sxx += x[i] * x[i];
            sxy += x[i] * y[i];
        }
        double determinant = n * sxx - sx * sx;
        double b = (n * sxy - sx * sy) / determinant;
        double a = (sy - b * sx) / n;
        if (a < 0 || b < 0) {
            double throughZero = squares(x, y, 0, Math.max(0, sxy / sxx));
            double flat = squares(x, y, Math.max(0, sy / n), 0);
            a = flat < throughZero ? Math.max(0, sy / n) : 0;
            b = flat < throughZero ? 0 : Math.max(0, sxy / sxx);
        }
        double variance = squares(x, y, a, b) / (n - 2);
        return new Estimate(a, Math.sqrt(variance * sxx / determinant));
    }

    private static double squares(double[] x, double[] y, double a, double b) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double d = y[i] - a - b * x[i];
            sum += d * d;
        }
        return sum;
    }

    /// A normal distribution.
    private record Normal(double[] mean, double[] covariance) {
        static Normal of(SetFeatures set) {
            set.requireOneRow();
            int[] all = new int[set.jets()];
            Arrays.setAll(all, j -> j);
            return of(set, all);
        }

        static Normal of(SetFeatures set, int[] jets) {
            int n = set.width();
            if (jets.length < 2) {
                throw new IllegalArgumentException(jets.length + " jets have no covariance");
            }
            double[] mean = new double[n];
            for (int j : jets) {
                for (int a = 0; a < n; a++) {
                    mean[a] += set.values()[j * n + a] / jets.length;
                }
            }
            double[] covariance = new double[n * n];
            double[] d = new double[n];
            for (int j : jets) {
                for (int a = 0; a < n; a++) {
                    d[a] = set.values()[j * n + a] - mean[a];
                }
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        covariance[a * n + b] += d[a] * d[b];
                    }
                }
            }
            for (int k = 0; k < covariance.length; k++) {
                covariance[k] /= jets.length - 1;
            }
            return new Normal(mean, covariance);
        }

        double distance(Normal other) {
            int n = mean.length;
            double sum = 0;
            for (int a = 0; a < n; a++) {
                double d = mean[a] - other.mean[a];
                sum += d * d + covariance[a * n + a] + other.covariance[a * n + a];
            }
            return sum - 2 * SymmetricMatrix.traceOfRootOfProduct(covariance, other.covariance, n);
        }
    }
}

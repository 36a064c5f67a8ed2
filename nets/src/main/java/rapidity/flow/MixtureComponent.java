package rapidity.flow;

import rapidity.kinematics.Angles;
import rapidity.random.RandomStream;

/// A distribution of one number with two parameters, a mean m and the logarithm s of a scale: what mixtures consist of.
enum MixtureComponent {
    /// ```
    /// p(x) = exp(-z^2 / 2) / (sqrt(2 pi) e^s),   z = (x - m) e^-s
    /// ```
    GAUSSIAN {
        @Override
        double logDensity(double x, double mean, double logScale) {
            double z = (x - mean) * Math.exp(-logScale);
            return -0.5 * z * z - logScale - HALF_LOG_TWO_PI;
        }

        @Override
        double slopeInMean(double x, double mean, double logScale) {
            return (x - mean) * Math.exp(-2 * logScale);
        }

        @Override
        double slopeInScale(double x, double mean, double logScale) {
            double z = (x - mean) * Math.exp(-logScale);
            return z * z - 1;
        }

        @Override
        double draw(double mean, double logScale, RandomStream random) {
            return mean + StrictMath.exp(logScale) * random.nextGaussian();
        }
    },

    /// The von Mises distribution of an angle. The scale is its concentration k = e^s: large is narrow.
    ///
    /// ```
    /// p(x) = exp(k cos(x - m)) / (2 pi I0(k)),   x in [-pi, pi)
    /// ```
    ///
    /// It is drawn from by rejection from a wrapped Cauchy distribution, which is exact.
    ///
    /// @source Best, Fisher, Appl. Statist. 28 (1979) 152
    VON_MISES {
        @Override
        double logDensity(double x, double mean, double logScale) {
            double k = Math.exp(logScale);
            double half = Math.sin(0.5 * (x - mean));
            return -2 * k * half * half - LOG_TWO_PI - ModifiedBessel.logScaledI0(k);
        }

        @Override
        double slopeInMean(double x, double mean, double logScale) {
            return Math.exp(logScale) * Math.sin(x - mean);
        }

        @Override
        double slopeInScale(double x, double mean, double logScale) {
            double k = Math.exp(logScale);
            return k * (Math.cos(x - mean) - ModifiedBessel.ratio(k));
        }

        @Override
        double draw(double mean, double logScale, RandomStream random) {
            double k = StrictMath.exp(logScale);
            // the paper's r = (1 + sqrt(1 + 4 k^2)) / 2k less one, and (1 - cos theta) / 2, so that nothing cancels
            double root = Math.sqrt(1 + 4 * k * k);
            double beyond = (1 + 1 / (root + 2 * k)) / (2 * k);
            double half;
            double c;
            do {
                double sine = StrictMath.sin(0.5 * Math.PI * random.nextDouble());
                double h = sine * sine;
                half = beyond * h / (beyond + 2 * (1 - h));
                c = k * (beyond + 2 * half);
            } while (StrictMath.log(c / (1 - random.nextDouble())) + 1 - c < 0);
            double angle = 2 * StrictMath.asin(Math.sqrt(half));
            return Angles.wrap(mean + (random.nextDouble() < 0.5 ? angle : -angle));
        }
    };

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
    private static final double HALF_LOG_TWO_PI = 0.5 * LOG_TWO_PI;

    /// `ln p(x)`.
    abstract double logDensity(double x, double mean, double logScale);

    /// Its derivative by the mean.
    abstract double slopeInMean(double x, double mean, double logScale);

    /// Its derivative by the logarithm of the scale.
    abstract double slopeInScale(double x, double mean, double logScale);

    /// A number of this distribution; an angle is in [-pi, pi).
    abstract double draw(double mean, double logScale, RandomStream random);
}

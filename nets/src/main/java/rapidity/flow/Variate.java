package rapidity.flow;

import rapidity.engine.kernel.Elementary;
import rapidity.random.RandomStream;

/// A random coordinate.
sealed interface Variate {
    double draw(RandomStream random);

    double logDensity(double x);

    /// Standard normal inside an interval.
    ///
    /// @param logProbability of the interval
    record Normal(Interval within, double logProbability) implements Variate {
        private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

        /// Less likely intervals take too long to hit; then mean and deviation are wrong.
        private static final double LEAST_LIKELY = 1e-3;

        static Normal in(Interval within) {
            double p = below(within.largest()) - below(within.least());
            if (!(p > LEAST_LIKELY)) {
                throw new IllegalArgumentException("a normal distribution has the probability " + p + " in " + within);
            }
            return new Normal(within, Math.log(p));
        }

        private static double below(double x) {
            return 0.5 * (1 + Elementary.erf(x * Math.sqrt(0.5)));
        }

        @Override
        public double draw(RandomStream random) {
            double x;
            do {
                x = random.nextGaussian();
            } while (!within.contains(x));
            return x;
        }

        @Override
        public double logDensity(double x) {
            return -0.5 * x * x - LOG_ROOT_TWO_PI - logProbability;
        }
    }

    /// The absolute value of a standard normal number.
    record HalfNormal() implements Variate {
        @Override
        public double draw(RandomStream random) {
            return Math.abs(random.nextGaussian());
        }

        @Override
        public double logDensity(double x) {
            return -0.5 * x * x - Normal.LOG_ROOT_TWO_PI + Math.log(2);
        }
    }

    /// Uniform in [-pi, pi).
    record Angle() implements Variate {
        @Override
        public double draw(RandomStream random) {
            return Math.PI * (2 * random.nextDouble() - 1);
        }

        @Override
        public double logDensity(double x) {
            return -Math.log(2 * Math.PI);
        }
    }

    /// No random number: the delta function of another number, such as m^2, that this one is a function of.
    ///
    /// @param logDensity minus `ln` of the derivative of this number by that one
    record Fixed(double value, double logDensity) implements Variate {
        @Override
        public double draw(RandomStream random) {
            return value;
        }

        @Override
        public double logDensity(double x) {
            return logDensity;
        }
    }
}

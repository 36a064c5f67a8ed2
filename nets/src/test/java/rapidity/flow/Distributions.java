package rapidity.flow;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import rapidity.engine.kernel.Elementary;
import rapidity.engine.kernel.Unary;

/// Integrals and distribution functions for tests of densities.
final class Distributions {
    private Distributions() {}

    /// The trapezoidal rule: for functions that are periodic, or vanish at both ends, as exact as they are smooth.
    static double integral(DoubleUnaryOperator f, double from, double to, int steps) {
        double h = (to - from) / steps;
        double sum = 0.5 * (f.applyAsDouble(from) + f.applyAsDouble(to));
        for (int i = 1; i < steps; i++) {
            sum += f.applyAsDouble(from + i * h);
        }
        return sum * h;
    }

    /// The largest distance of the distribution of numbers from the uniform one on [0, 1], times the root of their
    /// number. Above 1.95 in one of a thousand samples.
    static double kolmogorov(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double most = 0;
        for (int i = 0; i < sorted.length; i++) {
            most = Math.max(most, Math.max((i + 1) / n - sorted[i], sorted[i] - i / n));
        }
        return most * Math.sqrt(n);
    }

    /// Probability of a number below x.
    static double probability(MixtureComponent kind, double x, double mean, double logScale) {
        return switch (kind) {
            case GAUSSIAN -> {
                double z = (x - mean) * Math.exp(-logScale);
                yield 0.5 * (1 + Elementary.value(Unary.ERF, z * Math.sqrt(0.5)));
            }
            case VON_MISES -> {
                int steps = (int) Math.ceil(200 * (1 + Math.exp(0.5 * logScale)));
                yield integral(t -> Math.exp(kind.logDensity(t, mean, logScale)), -Math.PI, x, steps);
            }
        };
    }

    /// The distribution function of a density on [-pi, pi) at sorted places, which lie so close that the density hardly
    /// changes in between.
    static double[] probabilities(DoubleUnaryOperator density, double[] sorted, double step) {
        double[] r = new double[sorted.length];
        double below = 0;
        double at = -Math.PI;
        for (int i = 0; i < r.length; i++) {
            int steps = Math.max(1, (int) Math.ceil((sorted[i] - at) / step));
            below += integral(density, at, sorted[i], steps);
            r[i] = below;
            at = sorted[i];
        }
        return r;
    }

    /// Probability of a number of a mixture below x.
    static double probability(Mixture mixture, double x, double[] parameters, int at) {
        double below = 0;
        double all = 0;
        for (int c = 0; c < mixture.components(); c++) {
            int i = at + Mixture.PARAMETERS * c;
            double weight = Math.exp(parameters[i + 2]);
            double scale = Math.min(Math.max(parameters[i + 1], -10), 5);
            below += weight * probability(mixture.kind(), x, parameters[i], scale);
            all += weight;
        }
        return below / all;
    }
}

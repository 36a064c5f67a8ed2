package rapidity.model;

import java.util.function.IntToDoubleFunction;

/// Shift and scale to mean 0 and standard deviation 1 (population form):
///
/// ```
/// z = (x - mean) / deviation
/// ```
public record Standardization(double mean, double deviation) {
    /// @throws IllegalArgumentException unless both are finite and the deviation is positive
    public Standardization {
        if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0) {
            throw new IllegalArgumentException(
                    "cannot standardise by a mean of " + mean + " and a deviation of " + deviation);
        }
    }

    /// Mean and standard deviation of n values; a deviation below the smallest one is raised to it.
    ///
    /// @param smallest 0 if a constant is to be refused
    static Standardization of(int n, IntToDoubleFunction value, double smallest) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += value.applyAsDouble(i);
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double d = value.applyAsDouble(i) - mean;
            squares += d * d;
        }
        return new Standardization(mean, Math.max(smallest, Math.sqrt(squares / n)));
    }

    public double apply(double x) {
        return (x - mean) / deviation;
    }

    /// The inverse of [#apply].
    public double invert(double z) {
        return mean + deviation * z;
    }
}

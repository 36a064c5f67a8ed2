package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;

/// Gradients against central differences of fourth order:
///
/// ```
/// f' = (8 (f(+h) - f(-h)) - (f(+2h) - f(-2h))) / (12 h)
/// ```
final class FiniteDifference {
    /// The truncation is h^4 f''''' / 30, the rounding about 1e-16 f / h.
    private static final double STEP = 1e-3;

    /// Relative to the largest entry of the gradient, or to 1. With f of some tens and f''''' of some thousands at
    /// most, truncation and rounding stay below 1e-10.
    private static final double TOLERANCE = 1e-9;

    private FiniteDifference() {}

    /// Holds `gradient` to the differences of `loss`, which reads x, at the entries that count.
    static void check(String what, double[] x, double[] gradient, IntPredicate counts, DoubleSupplier loss) {
        double largest = 1;
        for (int i = 0; i < x.length; i++) {
            largest = counts.test(i) ? Math.max(largest, Math.abs(gradient[i])) : largest;
        }
        for (int i = 0; i < x.length; i++) {
            if (counts.test(i)) {
                double near = at(x, i, STEP, loss) - at(x, i, -STEP, loss);
                double far = at(x, i, 2 * STEP, loss) - at(x, i, -2 * STEP, loss);
                double difference = (8 * near - far) / (12 * STEP);
                if (!(Math.abs(difference - gradient[i]) <= TOLERANCE * largest)) {
                    assertThat(gradient[i]).as("%s [%d]", what, i).isEqualTo(difference);
                }
            }
        }
    }

    private static double at(double[] x, int i, double step, DoubleSupplier loss) {
        double before = x[i];
        x[i] = before + step;
        double f = loss.getAsDouble();
        x[i] = before;
        return f;
    }

    /// A loss: `sum_i weight_i y_i` over the entries that count.
    static double weighted(double[] weight, double[] y, IntPredicate counts) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += counts.test(i) ? weight[i] * y[i] : 0;
        }
        return sum;
    }
}

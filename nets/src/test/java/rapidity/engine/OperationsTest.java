package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.random.RandomStreams;

/// Derivatives of operations on multivectors, four-vectors and scalars, in a random direction for each token and by
/// each weight.
class OperationsTest {
    /// Differences of fourth order with step 1e-4: truncation 1e-17 times a fifth derivative, 1e8 and more where a norm
    /// is small; rounding 1e-16 / 1e-4 = 1e-12.
    private static final double DIFFERENCE = 2e-8;

    private static final double STEP = 1e-4;

    @ParameterizedTest
    @MethodSource("rapidity.engine.OperationCase#all")
    void gradientsAreThoseOfFiniteDifferences(OperationCase c) {
        Params p = Params.of(new RandomStreams(OperationCase.SEED));
        OperationCase.Layer net = c.layer().apply(p);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        Results r = c.results(net, weights);
        double[] x = c.first();
        double[] s = c.second();
        check(r.byFirst(), x, c.channels() * c.components(), y -> c.loss(net, weights, y, s));
        check(r.byScalars(), s, c.scalars(), y -> c.loss(net, weights, x, y));

        Ops ops = weights.engine().ops();
        double[] w = new double[weights.size()];
        ops.read(weights.values(), 0, w);
        check(r.byWeights(), w, 1, y -> {
            ops.write(y, weights.values(), 0);
            weights.pack();
            return c.loss(net, weights, x, s);
        });
    }

    /// Along one direction for every `width` numbers.
    private static void check(double[] gradient, double[] x, int width, ToDoubleFunction<double[]> f) {
        double[] direction = OperationCase.uniform(x.length);
        for (int from = 0; from < x.length; from += width) {
            int to = from + width;
            double actual = 0;
            for (int i = from; i < to; i++) {
                actual += gradient[i] * direction[i];
            }
            int first = from;
            ToDoubleFunction<Double> along = h -> {
                double[] y = Arrays.copyOf(x, x.length);
                for (int i = first; i < to; i++) {
                    y[i] += h * direction[i];
                }
                return f.applyAsDouble(y);
            };
            double expected = (8 * difference(along, STEP) - difference(along, 2 * STEP)) / (12 * STEP);
            assertThat(actual)
                    .as("from %d", from)
                    .isCloseTo(expected, within(DIFFERENCE * Math.max(1, Math.abs(expected))));
        }
    }

    private static double difference(ToDoubleFunction<Double> f, double h) {
        return f.applyAsDouble(h) - f.applyAsDouble(-h);
    }
}

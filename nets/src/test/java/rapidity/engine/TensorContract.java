package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.kernel.Unary;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// What holds for every operation on natural tensors with every engine: derivatives are those of finite differences,
/// and misuse is refused. A test class says with which engine.
public interface TensorContract {
    /// Central differences with step 1e-5: truncation 1e-10, rounding 1e-16 / 1e-5 = 1e-11, times derivatives of order
    /// 10.
    double DIFFERENCE = 2e-8;

    long SEED = 20261125;

    Engine engine(Precision precision);

    @ParameterizedTest
    @EnumSource(Unary.class)
    default void everyFunctionHasItsDerivative(Unary f) {
        double[] x = positive(f) ? uniform(7, 0.3, 2) : uniform(7, -2, 2);
        assertGradient(t -> t.apply(f), x, 7);
    }

    @ParameterizedTest
    @EnumSource(Unary.class)
    default void everyDerivativeIsDifferentiableAgain(Unary f) {
        double[] x = positive(f) ? uniform(5, 0.3, 2) : uniform(5, -2, 2);
        assertSecondDerivative(t -> t.apply(f), x, 5);
    }

    private static boolean positive(Unary f) {
        return f == Unary.SQRT || f == Unary.LOG || f == Unary.RECIPROCAL;
    }

    @Test
    default void arithmeticBroadcasts() {
        assertGradient(t -> t.times(t.sum(1).reshape(3, 1)), uniform(12, -1, 1), 3, 4);
        assertGradient(t -> t.minus(t.slice(0, 0, 1)).dividedBy(t.slice(1, 1, 2).plus(5)), uniform(12, -1, 1), 3, 4);
        assertGradient(t -> t.maximum(t.permute(1, 0)).minus(t.minimum(t.times(2))), uniform(9, -1, 1), 3, 3);
    }

    @Test
    default void shapesMoveNumbersAndGradients() {
        assertGradient(t -> t.permute(2, 0, 1).slice(1, 1, 2).pad(0, 1, 6), uniform(24, -1, 1), 2, 3, 4);
        assertGradient(t -> Tensor.concatenate(1, List.of(t, t.times(3))).times(t.sum()), uniform(6, -1, 1), 2, 3);
        assertGradient(t -> Tensor.concatenate(0, List.of(t, t.times(3))).times(t.sum()), uniform(6, -1, 1), 2, 3);
        assertGradient(t -> t.gather(2, 0, 2, 1).times(t.gather(0, 0, 1, 1)), uniform(6, -1, 1), 3, 2);
        assertGradient(t -> t.scatterAdd(2, 1, 0, 1), uniform(6, -1, 1), 3, 2);
    }

    @Test
    default void productsAndNormsHaveTheirGradients() {
        assertGradient(t -> t.matmul(t.permute(0, 2, 1)), uniform(24, -1, 1), 2, 3, 4);
        assertGradient(t -> t.linear(t.slice(0, 0, 2), t.slice(0, 2, 3).slice(1, 0, 2)), uniform(12, -1, 1), 3, 4);
        assertGradient(Tensor::softmax, uniform(12, -1, 1), 3, 4);
        assertGradient(Tensor::layerNorm, uniform(12, -1, 1), 3, 4);
        assertGradient(
                t -> t.attention(t.times(0.5), t.tanh(), 2, Attend.segments(0, 3, 3, 8)), uniform(48, -1, 1), 8, 6);
    }

    @Test
    default void pairsAndLeakyReluHaveTheirGradients() {
        LeakyRelu leaky = new LeakyRelu(0.2);
        Pairs pairs = new Pairs(3);
        double[] metric = {1, -1, -1, 0.5};
        assertGradient(
                t -> leaky.linear(
                        t, t.slice(0, 0, 2), t.slice(0, 1, 2).slice(1, 0, 2).reshape(2)),
                uniform(24, -1, 1),
                6,
                4);
        assertGradient(t -> pairs.squares(t, metric), uniform(24, -1, 1), 6, 4);
        assertGradient(
                t -> pairs.rectified(
                        leaky,
                        t,
                        t.tanh(),
                        pairs.squares(t, metric),
                        t.slice(0, 0, 1).reshape(4)),
                uniform(24, -1, 1),
                6,
                4);
    }

    @Test
    default void productsAndNormsAreDifferentiableAgain() {
        assertSecondDerivative(t -> t.matmul(t), uniform(9, -1, 1), 3, 3);
        assertSecondDerivative(Tensor::softmax, uniform(12, -1, 1), 3, 4);
        assertSecondDerivative(Tensor::layerNorm, uniform(12, -1, 1), 3, 4);
    }

    @Test
    default void aFusedGradientRefusesToBeDifferentiated() {
        Tape tape = tape();
        Tensor x = tape.variable(uniform(12, -1, 1), 4, 3);
        Tensor y = x.attention(x, x, 1, Attend.full(4)).sum();
        assertThatThrownBy(() -> tape.gradients(y, List.of(x)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("attention");
    }

    @Test
    default void shapesThatDoNotFitAreNamed() {
        Tape tape = tape();
        Tensor a = tape.tensor(new double[6], 2, 3);
        assertThatThrownBy(() -> a.plus(tape.tensor(new double[2], 2))).hasMessageContaining("[2, 3] and [2]");
        assertThatThrownBy(() -> a.matmul(a)).hasMessageContaining("do not fit");
        assertThatThrownBy(() -> Tensor.concatenate(0, List.of(a, tape.tensor(new double[2], 1, 2))))
                .hasMessageContaining("[1, 2] and [2, 3] differ");
        assertThatThrownBy(() -> Tensor.concatenate(0, List.of())).hasMessageContaining("nothing to concatenate");
        assertThatThrownBy(() -> a.reshape(4)).hasMessageContaining("cannot reshape [2, 3]");
    }

    @Test
    default void memoryIsUsedAgainAfterReset() {
        Tape tape = tape();
        for (int i = 0; i < 3; i++) {
            Tensor x = tape.variable(uniform(12, -1, 1), 3, 4);
            tape.backward(x.softmax().times(x).sum());
            assertThat(x.gradient()).hasSize(12);
            tape.reset();
        }
    }

    private Tape tape() {
        Weights none = Params.of(new RandomStreams(SEED)).weights(engine(Precision.FLOAT64));
        return Tape.recording(none, new Gradients(none));
    }

    private static double[] uniform(int n, double from, double to) {
        RandomStream r = new RandomStreams(SEED).stream("test", n);
        return r.doubles(n, from, to).toArray();
    }

    /// The sum of f with fixed weights, so that every entry of the result matters differently.
    private static Tensor weighted(Tensor y) {
        return y.times(y.tape()
                        .tensor(uniform(y.shape().size(), 0.5, 1.5), y.shape().toArray()))
                .sum();
    }

    private double value(Function<Tensor, Tensor> f, double[] x, int... shape) {
        return weighted(f.apply(tape().tensor(x, shape))).item();
    }

    private void assertGradient(Function<Tensor, Tensor> f, double[] x, int... shape) {
        Tape tape = tape();
        Tensor v = tape.variable(x, shape);
        tape.backward(weighted(f.apply(v)));
        assertClose(v.gradient(), differences(y -> value(f, y, shape), x));
    }

    private void assertSecondDerivative(Function<Tensor, Tensor> f, double[] x, int... shape) {
        Tape tape = tape();
        Tensor v = tape.variable(x, shape);
        tape.backward(slope(f, v));
        assertClose(
                v.gradient(),
                differences(y -> slope(f, tape().variable(y, shape)).item(), x));
    }

    /// A weighted sum of the first derivatives, itself recorded.
    private static Tensor slope(Function<Tensor, Tensor> f, Tensor v) {
        Tensor y = weighted(f.apply(v));
        return weighted(v.tape().gradients(y, List.of(v)).getFirst())
                .plus(v.sum().times(0));
    }

    private static double[] differences(Function<double[], Double> f, double[] x) {
        double h = 1e-5;
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] y = x.clone();
            y[i] = x[i] + h;
            double up = f.apply(y);
            y[i] = x[i] - h;
            d[i] = (up - f.apply(y)) / (2 * h);
        }
        return d;
    }

    private static void assertClose(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("entry %d", i)
                    .isCloseTo(
                            expected[i],
                            org.assertj.core.data.Offset.offset(DIFFERENCE * Math.max(1, Math.abs(expected[i]))));
        }
    }
}

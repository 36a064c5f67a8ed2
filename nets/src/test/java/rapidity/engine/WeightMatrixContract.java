package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStreams;

/// What holds for the weights of ordinary linear maps with every engine: whatever copies kernels keep, results and
/// gradients are those of the matrix product with the parameter. A test class says with which engine.
public interface WeightMatrixContract {
    int OUT = 21;
    int IN = 19;
    int TOKENS = 13;

    /// Sums of some 20 products of numbers below 1 in another order: float64 rounding of 1e-16 each.
    double ROUNDING = 1e-13;

    Engine engine(Precision precision);

    /// A map, and the same parameter as a tensor.
    record Case(WeightMatrix matrix, Weights weights, Gradients gradients, Tape tape, Tensor x) {
        Tensor composed(Tensor t) {
            return t.matmul(tape.parameter(matrix.natural()).permute(1, 0));
        }

        double[] ofWeights() {
            double[] g = new double[weights.size()];
            weights.engine().ops().read(gradients.collect(), 0, g);
            gradients.clear();
            return g;
        }
    }

    private Case example() {
        Params p = Params.of(new RandomStreams(5));
        p.uniform("before", 1, 3);
        WeightMatrix matrix = p.linear(p.uniform("weight", 1, OUT, IN));
        Weights weights = p.weights(engine(Precision.FLOAT64));
        Gradients gradients = new Gradients(weights);
        Tape tape = Tape.recording(weights, gradients);
        double[] x = new RandomStreams(6)
                .stream("x").doubles((long) TOKENS * IN, -1, 1).toArray();
        return new Case(matrix, weights, gradients, tape, tape.variable(x, TOKENS, 1, IN));
    }

    @Test
    default void aMapAndItsGradientsAreThoseOfTheProduct() {
        Case c = example();
        Tensor y = c.matrix.times(c.x);
        Tensor composed = c.composed(c.x);
        assertThat(y.shape()).isEqualTo(Shape.of(TOKENS, 1, OUT));
        assertClose(y, composed.toArray());
        c.tape.backward(y.times(y).sum());
        double[] dx = c.x.gradient();
        double[] dw = c.ofWeights();
        Case again = example();
        Tensor other = again.composed(again.x);
        again.tape.backward(other.times(other).sum());
        assertClose(dx, again.x.gradient());
        assertClose(dw, again.ofWeights());
    }

    @Test
    default void aMapIsDifferentiableAgain() {
        Case c = example();
        Tensor slope =
                c.tape.gradients(c.matrix.times(c.x).tanh().sum(), List.of(c.x)).getFirst();
        c.tape.backward(slope.times(slope).sum());
        double[] dx = c.x.gradient();
        double[] dw = c.ofWeights();
        Case again = example();
        Tensor other = again.tape
                .gradients(again.composed(again.x).tanh().sum(), List.of(again.x))
                .getFirst();
        again.tape.backward(other.times(other).sum());
        assertClose(dx, again.x.gradient());
        assertClose(dw, again.ofWeights());
    }

    @Test
    default void copiesFollowTheWeights() {
        Case c = example();
        double[] ones = new double[OUT * IN];
        Arrays.fill(ones, 1);
        c.weights.write(Map.of("before", new double[3], "weight", ones));
        Tensor y = c.matrix.times(c.x);
        Tensor sums = c.x.sum(-1).reshape(TOKENS, 1, 1).plus(c.tape.constant(0, y.shape()));
        assertClose(y, sums.toArray());
        c.tape.backward(y.sum());
        double[] outs = new double[TOKENS * IN];
        Arrays.fill(outs, OUT);
        assertClose(c.x.gradient(), outs);
    }

    @Test
    default void anotherWidthIsRefused() {
        Case c = example();
        assertThatThrownBy(() -> c.matrix.times(c.x.slice(2, 0, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matrices [13, 1, 5] and [21, 19] do not fit");
    }

    private static void assertClose(Tensor actual, double[] expected) {
        assertClose(actual.toArray(), expected);
    }

    private static void assertClose(double[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(ROUNDING * largest));
        }
    }
}

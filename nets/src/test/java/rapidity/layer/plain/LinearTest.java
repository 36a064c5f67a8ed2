package rapidity.layer.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class LinearTest {
    private static final Params PARAMS = Params.of(new RandomStreams(29));
    private static final Linear LINEAR = new Linear(PARAMS, 16, 500);
    private static final Weights WEIGHTS = PARAMS.weights(Engine.scalar(Precision.FLOAT64));

    @Test
    void weightAndBiasFillPyTorchsBounds() {
        for (String name : new String[] {"weight", "bias"}) {
            double[] w = Objects.requireNonNull(WEIGHTS.read().get(name));
            double largest = Arrays.stream(w).map(Math::abs).max().orElseThrow();
            // the largest of 500 uniform numbers misses the bound by some 0.2 %
            assertThat(largest).as(name).isBetween(0.98 / 4, 1.0 / 4);
        }
    }

    @Test
    void rowsOfTheWeightMakeTheOutputs() {
        double[] w = Objects.requireNonNull(WEIGHTS.read().get("weight"));
        double[] b = Objects.requireNonNull(WEIGHTS.read().get("bias"));
        double[] x = new double[16];
        x[3] = 2;
        double[] y = LINEAR.apply(Tape.forward(WEIGHTS).tensor(x, 1, 16)).toArray();
        assertThat(y[7]).isCloseTo(2 * w[7 * 16 + 3] + b[7], within(1e-15));
    }
}

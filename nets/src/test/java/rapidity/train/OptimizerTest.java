package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rapidity.engine.Buffer;
import rapidity.engine.Engine;
import rapidity.engine.Ops;
import rapidity.engine.Precision;

/// Three updates against torch 2.15.0, `torch.optim.Adam` and `AdamW` in float64.
class OptimizerTest {
    private static final double[] START = {0.5, -1.25, 3.0, 0.0};

    /// A few roundings: the order of operations differs from PyTorch's.
    private static final double ROUNDING = 1e-15;

    private static double[][] updates(Optimizer optimizer, Schedule schedule) {
        Ops ops = Engine.scalar(Precision.FLOAT64).ops();
        Buffer p = buffer(ops, START);
        Buffer m = buffer(ops, new double[4]);
        Buffer v = buffer(ops, new double[4]);
        double[][] r = new double[3][4];
        Schedule.State state = Schedule.State.START;
        for (int t = 1; t <= 3; t++) {
            Buffer g = buffer(ops, new double[] {0.1 * t, -2.0 + t, 1e-3 * t * t, t < 3 ? 0 : -4});
            double rate = schedule.rate(optimizer.rate(), state);
            double beta1 = schedule.beta1(optimizer.beta1(), state);
            ops.adam(optimizer.rule(rate, beta1, t), p, g, m, v, 4);
            ops.read(p, 0, r[t - 1]);
            state = schedule.updated(state);
        }
        return r;
    }

    private static Buffer buffer(Ops ops, double[] values) {
        Buffer b = ops.allocate(values.length);
        ops.write(values, b, 0);
        return b;
    }

    private static void assertUpdates(Optimizer optimizer, double[][] expected) {
        double[][] found = updates(optimizer, new ConstantRate());
        for (int t = 0; t < 3; t++) {
            for (int i = 0; i < 4; i++) {
                assertThat(found[t][i]).as("update %d of weight %d", t, i).isCloseTo(expected[t][i], within(ROUNDING));
            }
        }
    }

    @Test
    void adamMovesWeightsAsPyTorchDoes() {
        assertUpdates(Adam.of(0.01), new double[][] {
            {0.4900000009999999, -1.2400000001, 2.990000099999, 0.0},
            {0.4803481813521253, -1.2332994176534189, 2.981156365420307, 0.0},
            {0.47076816955448425, -1.2341580947873791, 2.9725021237418177, 0.006388135966337544}
        });
    }

    @Test
    void weightDecayOfAdamIsAddedToTheGradient() {
        assertUpdates(Adam.of(0.01).withWeightDecay(0.1), new double[][] {
            {0.4900000006666666, -1.2400000000888889, 2.990000000332226, 0.0},
            {0.48016870171550835, -1.2325241231602682, 2.97999832929427, 0.0},
            {0.4703945842442005, -1.231871807877976, 2.9699917664863937, 0.006388135966337544}
        });
    }

    @Test
    void weightDecayOfAdamWShrinksTheWeights() {
        assertUpdates(AdamW.of(0.01).withWeightDecay(0.1), new double[][] {
            {0.4895000009999999, -1.2387500001, 2.987000099999, 0.0},
            {0.4793586813511253, -1.2308106676533188, 2.9751693653203075, 0.0},
            {0.4692993108721331, -1.2304385341196258, 2.963539954276498, 0.006388135966337544}
        });
    }

    @Test
    void otherDecaysOfTheMomentsAreHonoured() {
        assertUpdates(new Adam(0.01, 0.8, 0.95, 1e-4, 0), new double[][] {
            {0.49000999000999, -1.24000099990001, 2.9909090909090907, 0.0},
            {0.48025273322073697, -1.233634352944149, 2.9821609651494323, 0.0},
            {0.47045881945992235, -1.2354407365919295, 2.9732936466695623, 0.006921570761952377}
        });
    }

    @Test
    void aRateThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Adam.of(0)).withMessageContaining("learning rate of 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamW(1, 1, 0.9, 1e-8, 0))
                .withMessageContaining("beta1");
    }
}

package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rapidity.engine.Buffer;
import rapidity.engine.Engine;
import rapidity.engine.Ops;
import rapidity.engine.Precision;

/// Some updates against torch 2.15.0, `torch.optim.Adam`, `AdamW` and `RAdam` in float64.
class OptimizerTest {
    private static final double[] START = {0.5, -1.25, 3.0, 0.0};

    /// A few roundings: the order of operations differs from PyTorch's.
    private static final double ROUNDING = 1e-15;

    private static double[][] updates(Optimizer optimizer, Schedule schedule, int n) {
        Ops ops = Engine.scalar(Precision.FLOAT64).ops();
        Buffer p = buffer(ops, START);
        Buffer m = buffer(ops, new double[4]);
        Buffer v = buffer(ops, new double[4]);
        double[][] r = new double[n][4];
        Schedule.State state = Schedule.State.START;
        for (int t = 1; t <= n; t++) {
            Buffer g = buffer(ops, new double[] {0.1 * t, -2.0 + t, 1e-3 * t * t, t < 3 ? 0 : -4});
            double rate = schedule.rate(optimizer.rate(), state);
            double beta1 = schedule.beta1(optimizer.beta1(), state);
            ops.update(optimizer.rule(rate, beta1, t), p, g, m, v, 0, 4);
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
        assertUpdates(optimizer, new int[] {1, 2, 3}, expected);
    }

    private static void assertUpdates(Optimizer optimizer, int[] after, double[][] expected) {
        double[][] found = updates(optimizer, new ConstantRate(), after[after.length - 1]);
        for (int k = 0; k < after.length; k++) {
            for (int i = 0; i < 4; i++) {
                assertThat(found[after[k] - 1][i])
                        .as("update %d of weight %d", after[k], i)
                        .isCloseTo(expected[k][i], within(ROUNDING));
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

    /// The rectification sets in at the sixth update.
    @Test
    void rectifiedAdamBeginsWithMomentumAlone() {
        assertUpdates(RAdam.of(0.01), new int[] {1, 2, 3, 6, 8}, new double[][] {
            {0.499, -1.24, 2.99999, 0.0},
            {0.4974736842105263, -1.2352631578947368, 2.999964210526316, 0.0},
            {0.49540357350941927, -1.235964264905807, 2.9999147271314817, 0.014760147601476018},
            {0.48931044569814397, -1.2545791821266299, 2.999480683453019, 0.06356224630452276},
            {0.48860052657889036, -1.25520636226385, 2.998827769058493, 0.06423398293934647}
        });
        assertUpdates(RAdam.of(0.01).withWeightDecay(0.1), new int[] {1, 2, 3, 6, 8}, new double[][] {
            {0.4985, -1.23875, 2.99699, 0.0},
            {0.49647447368421055, -1.2327690789473684, 2.993965794736842, 0.0},
            {0.4939061620703049, -1.2322302803942513, 2.9909195376170126, 0.014760147601476018},
            {0.48681730371447485, -1.248362812108104, 2.9844670819696386, 0.06354569441474306},
            {0.4861002400213825, -1.2489789773219313, 2.9837443658023104, 0.06421736518624607}
        });
    }

    /// Against the paper's algorithm, written out in Python.
    @Test
    void lionMovesEveryWeightByTheSameLength() {
        assertUpdates(new Lion(0.01, 0.9, 0.99, 0), new double[][] {
            {0.49, -1.24, 2.99, 0.0}, {0.48, -1.23, 2.9800000000000004, 0.0}, {0.47, -1.24, 2.9700000000000006, 0.01}
        });
        assertUpdates(Lion.of(0.01).withWeightDecay(0.5), new double[][] {
            {0.4875, -1.23375, 2.975, 0.0},
            {0.4750625, -1.2175812499999998, 2.9501250000000003, 0.0},
            {0.4626871875, -1.2214933437499997, 2.9253743750000005, 0.01}
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

package rapidity.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.golden.GoldenJson;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

class ReconstructionLossTest {
    /// The published code sums in another order.
    private static final double ROUNDING = 1e-13;

    private static final JsonNode PUBLISHED = GoldenJson.read(ReconstructionLossTest.class, "published-losses.json");

    private final RandomStream random = new RandomStreams(20261126).stream("jets");

    private static double[] published(String name) {
        return GoldenJson.numbers(PUBLISHED.required(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void chamferAndMeanSquaredErrorAreThoseOfThePublishedCode(int network) {
        Tape tape = BinaryCrossEntropyTest.tape();
        Tensor x = tape.variable(published(network + ".reconstruction"), 2, 4, 4);
        double[] y = published(network + ".target");
        double chamfer = published(network + ".chamfer")[0];
        double mse = published(network + ".mse")[0];
        assertThat(Chamfer.OF_PARTICLES.sum(x, y).item()).isCloseTo(chamfer, within(ROUNDING * chamfer));
        assertThat(new OrderedSquares().sum(x, y).item() / 2).isCloseTo(mse, within(ROUNDING * mse));
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        for (int n : new int[] {1, 2, 7}) {
            double[] x = LossGradient.jet(random, n);
            double[] y = LossGradient.jet(random, n);
            LossGradient.check(Chamfer.OF_PARTICLES, x, y, 4);
            LossGradient.check(new Chamfer(0.3), x, y, 4);
            LossGradient.check(new OrderedSquares(), x, y, 4);
            LossGradient.check(new OrderedSquares(), x, y, 1);
        }
    }

    @Test
    void gradientsOfSumsReachTheReconstructionOfEachJet() {
        double[][] x = {LossGradient.jet(random, 3), LossGradient.jet(random, 3)};
        double[][] y = {LossGradient.jet(random, 3), LossGradient.jet(random, 3)};
        Tape tape = BinaryCrossEntropyTest.tape();
        Tensor both = tape.variable(joined(x[0], x[1]), 2, 3, 4);
        Tensor loss = new Chamfer(1).sum(both.times(2), joined(y[0], y[1]));
        tape.backward(loss);
        double[] expected = new double[24];
        double sum = 0;
        for (int jet = 0; jet < 2; jet++) {
            double[] gradient = new double[12];
            double[] twice = Arrays.stream(x[jet]).map(p -> 2 * p).toArray();
            sum += new Chamfer(1).ofJet(twice, y[jet], 4, gradient);
            for (int i = 0; i < 12; i++) {
                expected[12 * jet + i] = 2 * gradient[i];
            }
        }
        assertThat(loss.item()).isEqualTo(sum);
        assertThat(both.gradient()).containsExactly(expected);
    }

    @Test
    void aShiftOfTheSlotsChangesOnlyTheMeanSquaredError() {
        double[] jet = LossGradient.jet(random, 5);
        double[] shifted = LossGradient.shifted(jet);
        assertThat(new Chamfer(1).ofJet(jet, shifted, 4, new double[20])).isCloseTo(0, within(1e-28));
        assertThat(new OrderedSquares().ofJet(jet, jet, 4, new double[20])).isZero();
        assertThat(new OrderedSquares().ofJet(jet, shifted, 4, new double[20])).isPositive();
    }

    @Test
    void allPaddingAndNoParticlesAreDefined() {
        Tape tape = BinaryCrossEntropyTest.tape();
        assertThat(Chamfer.OF_PARTICLES
                        .sum(tape.tensor(new double[24], 2, 3, 4), new double[24])
                        .item())
                .isZero();
        assertThat(Chamfer.OF_PARTICLES
                        .sum(tape.tensor(new double[0], 2, 0, 4), new double[0])
                        .item())
                .isZero();
    }

    @Test
    void aReconstructionThatIsNotFiniteMakesTheLossNaNAndATargetIsRefused() {
        Tape tape = BinaryCrossEntropyTest.tape();
        double[] y = new double[16];
        y[13] = Double.NaN;
        double[] x = new double[16];
        x[2] = Double.POSITIVE_INFINITY;
        Tensor broken = tape.variable(x, 2, 2, 4);
        assertThat(Chamfer.OF_PARTICLES.sum(broken, new double[16]).item()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chamfer.OF_PARTICLES.sum(broken, y))
                .withMessage("jet 1 of the target: component 1 of particle 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chamfer.OF_PARTICLES.sum(broken, new double[12]))
                .withMessageContaining("[2, 2, 4] and 12");
        assertThatIllegalArgumentException().isThrownBy(() -> new Chamfer(-1)).withMessageContaining("-1");
    }

    private static double[] joined(double[] a, double[] b) {
        double[] r = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, r, a.length, b.length);
        return r;
    }
}

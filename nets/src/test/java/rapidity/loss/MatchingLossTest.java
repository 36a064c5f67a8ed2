package rapidity.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.jets.PolarFeatures;
import rapidity.metrics.EnergyMoversDistance;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// The losses that match particles: Hungarian, energy movers, hybrid.
class MatchingLossTest {
    /// Sums of some tens of numbers of order one.
    private static final double ROUNDING = 1e-13;

    private final RandomStream random = new RandomStreams(20261126).stream("jets");

    @ParameterizedTest
    @EnumSource
    void gradientsOfTheHungarianLossAreThoseOfFiniteDifferences(JetCoordinates coordinates) {
        for (int n : new int[] {1, 2, 6}) {
            double[] x = LossGradient.jet(random, n);
            double[] y = LossGradient.jet(random, n);
            LossGradient.check(Hungarian.of(coordinates), x, y, 4);
            LossGradient.check(new Hungarian(coordinates, Hungarian.Pairing.INVERSE), x, y, 4);
        }
    }

    @Test
    void gradientsOfTransportAreThoseOfFiniteDifferences() {
        for (int n : new int[] {1, 2, 6}) {
            double[] x = LossGradient.jet(random, n);
            double[] y = LossGradient.jet(random, n);
            LossGradient.check(EnergyMovers.OF_UNIT_RADIUS, x, y, 4);
            LossGradient.check(new EnergyMovers(0.4), x, y, 4);
            LossGradient.check(Hybrid.of(0.3), x, y, 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShiftOfTheSlotsCostsNothingUnlessThePairingIsThePublishedOne(JetCoordinates coordinates) {
        double[] jet = LossGradient.jet(random, 5);
        double[] shifted = LossGradient.shifted(jet);
        Hungarian published = new Hungarian(coordinates, Hungarian.Pairing.INVERSE);
        assertThat(Hungarian.of(coordinates).ofJet(jet, shifted, 4, new double[20]))
                .isZero();
        assertThat(published.ofJet(jet, shifted, 4, new double[20])).isGreaterThan(0.01);
        assertThat(published.ofJet(jet, jet, 4, new double[20])).isZero();
        assertThat(EnergyMovers.OF_UNIT_RADIUS.ofJet(jet, shifted, 4, new double[20]))
                .isCloseTo(0, within(ROUNDING));
    }

    /// The example of the published code's error: identical sets in shifted order give a large error.
    @Test
    void theHungarianLossIsTheLeastOfAllPermutations() {
        double[] x = LossGradient.jet(random, 4);
        double[] y = LossGradient.jet(random, 4);
        double[] least = {Double.POSITIVE_INFINITY, 0};
        permute(new int[] {0, 1, 2, 3}, 0, x, y, least);
        assertThat(Hungarian.of(JetCoordinates.CARTESIAN).ofJet(x, y, 4, new double[16]))
                .isCloseTo(least[1], within(ROUNDING));
    }

    /// @param least the smallest sum of distances so far and the mean squared error of its pairs
    private static void permute(int[] order, int at, double[] x, double[] y, double[] least) {
        if (at == order.length) {
            double distances = 0;
            double squares = 0;
            for (int i = 0; i < order.length; i++) {
                double square = 0;
                for (int c = 0; c < 4; c++) {
                    square += Math.pow(x[4 * i + c] - y[4 * order[i] + c], 2);
                }
                distances += Math.sqrt(square);
                squares += square;
            }
            if (distances < least[0]) {
                least[0] = distances;
                least[1] = squares / x.length;
            }
        }
        for (int k = at; k < order.length; k++) {
            int[] swapped = order.clone();
            swapped[at] = order[k];
            swapped[k] = order[at];
            permute(swapped, at + 1, x, y, least);
        }
    }

    @Test
    void theLossOfTransportIsTheDistanceRelativeToTheTarget() {
        double[] x = LossGradient.jet(random, 6);
        double[] y = LossGradient.jet(random, 6);
        double[] a = PolarFeatures.relative(x, PolarFeatures.jet(y));
        double[] b = PolarFeatures.relative(y, PolarFeatures.jet(y));
        double expected = EnergyMoversDistance.of(a, b, 1).value();
        assertThat(EnergyMovers.OF_UNIT_RADIUS.ofJet(x, y, 4, new double[24])).isEqualTo(expected);
        double chamfer = Chamfer.OF_PARTICLES.ofJet(x, y, 4, new double[24]);
        assertThat(Hybrid.of(2).ofJet(x, y, 4, new double[24])).isCloseTo(2 * chamfer + expected, within(ROUNDING));
    }

    @Test
    void paddingGivesFiniteLossesAndGradients() {
        double[] x = LossGradient.jet(random, 6);
        double[] y = LossGradient.jet(random, 6);
        Arrays.fill(x, 16, 24, 0);
        Arrays.fill(y, 12, 24, 0);
        ReconstructionLoss[] losses = {
            Hungarian.of(JetCoordinates.CARTESIAN),
            Hungarian.of(JetCoordinates.POLAR),
            Hungarian.of(JetCoordinates.RELATIVE_CARTESIAN),
            Hungarian.of(JetCoordinates.RELATIVE_POLAR),
            Hybrid.of(1)
        };
        for (ReconstructionLoss loss : losses) {
            for (double[] target : new double[][] {y, new double[24]}) {
                Tape tape = BinaryCrossEntropyTest.tape();
                Tensor both = tape.variable(x, 1, 6, 4);
                Tensor sum = loss.sum(both, target);
                tape.backward(sum);
                assertThat(sum.item()).isFinite();
                assertThat(Arrays.stream(both.gradient()).allMatch(Double::isFinite))
                        .as("%s", loss)
                        .isTrue();
            }
            assertThat(loss.ofJet(new double[24], new double[24], 4, new double[24]))
                    .isZero();
        }
    }

    @Test
    void pixelsHaveNoPolarCoordinates() {
        Tensor image = BinaryCrossEntropyTest.tape().tensor(new double[4], 1, 4, 1);
        assertThat(Hungarian.of(JetCoordinates.CARTESIAN)
                        .sum(image, new double[4])
                        .item())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hungarian.of(JetCoordinates.POLAR).sum(image, new double[4]))
                .withMessageContaining("POLAR coordinates, not 1 components");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyMovers.OF_UNIT_RADIUS.sum(image, new double[4]))
                .withMessageContaining("not 1 components");
        assertThatIllegalArgumentException().isThrownBy(() -> new EnergyMovers(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Hybrid.of(Double.NaN));
    }
}

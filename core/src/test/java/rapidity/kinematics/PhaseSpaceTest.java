package rapidity.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class PhaseSpaceTest {
    private static final double Z_MASS = 91.188;
    /// Sums of a handful of energies of some hundred GeV.
    private static final double ROUNDING = 1e-10;

    private static final long SEED = 8;
    private final RandomStream random = new RandomStreams(SEED).stream("phase-space");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void pointsConserveMomentumAndLieOnTheMassShell(int particles) {
        double[] masses = new double[particles];
        masses[0] = Z_MASS;
        PhaseSpace phaseSpace = PhaseSpace.of(masses);
        double[] p = new double[4 * particles];
        for (int i = 0; i < 100; i++) {
            double w = 100 + 20 * i;
            assertThat(phaseSpace.draw(w, random, p, 0)).isPositive();
            FourVector sum = FourVector.ZERO;
            for (int k = 0; k < particles; k++) {
                FourVector v = new FourVector(p[4 * k], p[4 * k + 1], p[4 * k + 2], p[4 * k + 3]);
                assertThat(v.mass2()).isCloseTo(masses[k] * masses[k], within(ROUNDING * w * w));
                sum = sum.plus(v);
            }
            assertThat(sum.e()).isCloseTo(w, within(ROUNDING * w));
            assertThat(sum.p()).isLessThan(ROUNDING * w);
        }
    }

    @Test
    void twoParticlesHaveTheExactVolumeAtEveryPoint() {
        double[] p = new double[8];
        double w = 250;
        double exact = (1 - Z_MASS * Z_MASS / (w * w)) / (8 * Math.PI);
        assertThat(PhaseSpace.of(Z_MASS, 0).draw(w, random, p, 0)).isCloseTo(exact, within(1e-13));
        assertThat(PhaseSpace.volume(2, w)).isCloseTo(1 / (8 * Math.PI), within(1e-15));
    }

    @Test
    void threeParticlesHaveTheKnownMeanWeight() {
        PhaseSpace phaseSpace = PhaseSpace.of(Z_MASS, 0, 0);
        double[] p = new double[12];
        int points = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < points; i++) {
            double weight = phaseSpace.draw(300, random, p, 0);
            sum += weight;
            squares += weight * weight;
        }
        double mean = sum / points;
        double error = Math.sqrt((squares / points - mean * mean) / points);
        assertThat(mean).as("seed %d", SEED).isCloseTo(6.25158, within(3 * error));
        assertThat(error).isLessThan(0.01);
    }

    @Test
    void anEnergyBelowThresholdIsRefused() {
        assertThatThrownBy(() -> PhaseSpace.of(Z_MASS, 0).draw(90, random, new double[8], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("91.188");
        assertThatThrownBy(() -> PhaseSpace.of(-1, 0)).hasMessageContaining("-1");
        assertThatThrownBy(() -> PhaseSpace.of(1)).hasMessageContaining("two or more");
    }
}

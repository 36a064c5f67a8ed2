package rapidity.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class TrialsTest {
    /// Sums of energies up to 13 TeV, relative.
    private static final double ROUNDING = 1e-13;

    private static final long SEED = 13;
    private final RandomStream random = new RandomStreams(SEED).stream("trials");

    private CrossSection integrate(int gluons, HadronicPhaseSpace.Density map, int count) {
        Trials trials = new Trials(gluons, SamplingSettings.DEFAULT, map);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double weight = trials.next(random);
            sum += weight;
            squares += weight * weight;
        }
        return CrossSection.of(count, sum, squares);
    }

    @ParameterizedTest
    @CsvSource({"1, 1347.4, 0.2", "2, 160.7, 0.1", "3, 28.92, 0.04"})
    void bothMapsGiveThePublishedCrossSectionOfTheSamplingDensity(int gluons, double expected, double uncertainty) {
        for (HadronicPhaseSpace.Density map : HadronicPhaseSpace.Density.values()) {
            CrossSection sigma = integrate(gluons, map, 300_000);
            double error = Math.hypot(sigma.error(), uncertainty);
            assertThat(sigma.value())
                    .as("%s, %d gluons, seed %d", map, gluons, SEED)
                    .isCloseTo(expected, within(3 * error));
            assertThat(sigma.error()).isLessThan(0.03 * expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eventsConserveMomentumAndLieOnTheMassShell(int gluons) {
        Trials trials = new Trials(gluons, SamplingSettings.DEFAULT, HadronicPhaseSpace.Density.CLUSTERED);
        double zMass = SamplingSettings.DEFAULT.model().zMass();
        int found = 0;
        while (found < 200) {
            if (trials.next(random) > 0) {
                found++;
                double[] p = trials.momenta();
                double energy = p[0] + p[4];
                for (int mu = 0; mu < 4; mu++) {
                    double sum = p[mu] + p[4 + mu];
                    for (int at = 8; at < p.length; at += 4) {
                        sum -= p[at + mu];
                    }
                    assertThat(sum).isCloseTo(0, within(ROUNDING * energy));
                }
                for (int at = 0; at < p.length; at += 4) {
                    double m2 = p[at] * p[at] - p[at + 1] * p[at + 1] - p[at + 2] * p[at + 2] - p[at + 3] * p[at + 3];
                    double expected = at == 8 ? zMass * zMass : 0;
                    assertThat(m2).isCloseTo(expected, within(ROUNDING * energy * energy));
                }
                assertThat(SamplingSettings.DEFAULT.cuts().pass(p, 0, gluons)).isTrue();
            }
        }
    }

    @Test
    void theQuarkComesFromEitherProton() {
        Trials trials = new Trials(1, SamplingSettings.DEFAULT, HadronicPhaseSpace.Density.CLUSTERED);
        int forward = 0;
        int found = 0;
        while (found < 1000) {
            if (trials.next(random) > 0) {
                found++;
                double[] p = trials.momenta();
                assertThat(p[3] * p[7]).isEqualTo(-p[0] * p[4]);
                forward += p[3] > 0 ? 1 : 0;
            }
        }
        assertThat(forward).as("seed %d", SEED).isBetween(400, 600);
    }
}

package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class AmplitudePreprocessingTest {
    private static final List<Particle> PARTICLES = Particle.ofZAndGluons(0);

    /// Sums of some hundred numbers.
    private static final double ROUNDING = 1e-13;

    /// Beam quarks and a massive boson; px and py of the quarks are 0 in every event.
    static EventMomenta events(int n, long seed) {
        RandomStream random = new RandomStreams(seed).stream("events");
        double[] p = new double[12 * n];
        for (int i = 0; i < n; i++) {
            double a = 100 + 400 * random.nextDouble();
            double b = 100 + 400 * random.nextDouble();
            System.arraycopy(new double[] {a, 0, 0, a, b, 0, 0, -b, a + b, 0, 0, a - b}, 0, p, 12 * i, 12);
        }
        return new EventMomenta(3, p);
    }

    private static double[] amplitudes(int n) {
        double[] r = new double[n];
        Arrays.setAll(r, i -> Math.exp(i % 5));
        return r;
    }

    @Test
    void allMomentumNumbersShareOneDeviation() {
        EventMomenta x = events(100, 1);
        AmplitudePreprocessing constants = AmplitudePreprocessing.of(PARTICLES, x, amplitudes(100));
        double mean = Arrays.stream(x.values()).average().orElseThrow();
        double variance = Arrays.stream(x.values())
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        assertThat(constants.momentumScale()).isCloseTo(Math.sqrt(variance), within(ROUNDING * 1000));
    }

    @Test
    void componentsAreStandardisedOverEventsAndParticles() {
        EventMomenta x = events(100, 1);
        AmplitudePreprocessing constants = AmplitudePreprocessing.of(PARTICLES, x, amplitudes(100));
        double[] z = new double[300];
        Arrays.setAll(z, i -> constants.components().get(3).apply(x.values()[4 * i + 3] / constants.momentumScale()));
        assertThat(Arrays.stream(z).average().orElseThrow()).isCloseTo(0, within(ROUNDING));
        assertThat(Arrays.stream(z).map(v -> v * v).average().orElseThrow()).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void aConstantComponentBecomesZeroAndIsNamed() {
        EventMomenta x = events(100, 1);
        AmplitudePreprocessing constants = AmplitudePreprocessing.of(PARTICLES, x, amplitudes(100));
        assertThat(constants.components().get(1)).isEqualTo(new Standardization(0, 1e-2));
        assertThat(constants.constantInputs(x))
                .containsExactly(
                        "px of q (particle 1)",
                        "py of q (particle 1)",
                        "px of qbar (particle 2)",
                        "py of qbar (particle 2)",
                        "px of Z (particle 3)",
                        "py of Z (particle 3)");
    }

    @Test
    void targetsAreStandardisedLogarithms() {
        AmplitudePreprocessing constants = AmplitudePreprocessing.of(PARTICLES, events(5, 1), amplitudes(5));
        double deviation = Math.sqrt(2);
        assertThat(constants.targets(amplitudes(5)))
                .containsExactly(
                        new double[] {-2 / deviation, -1 / deviation, 0, 1 / deviation, 2 / deviation},
                        within(ROUNDING));
        assertThat(constants.amplitude(1)).isCloseTo(Math.exp(2 + deviation), within(ROUNDING * 100));
    }

    @Test
    void oneRepeatedPointIsRefused() {
        double[] p = events(1, 1).values();
        double[] repeated = new double[12 * 12];
        Arrays.setAll(repeated, i -> p[i % 12]);
        double[] amplitudes = new double[12];
        Arrays.fill(amplitudes, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmplitudePreprocessing.of(PARTICLES, new EventMomenta(3, repeated), amplitudes))
                .withMessage("the amplitudes of all 12 events are 0.5: there is nothing to learn");
    }

    @Test
    void unphysicalMomentaAreNamedWithTheirEvent() {
        for (double bad : new double[] {Double.NaN, -3, 10}) {
            EventMomenta x = events(9, 1);
            x.values()[12 * 7 + 4] = bad;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AmplitudePreprocessing.of(PARTICLES, x, amplitudes(9)))
                    .withMessageStartingWith("particle 2 (qbar) of event 7 (E, px, py, pz) = (" + bad);
        }
    }

    @Test
    void amplitudesWithoutLogarithmAreNamed() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] amplitudes = amplitudes(9);
            amplitudes[4] = bad;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AmplitudePreprocessing.of(PARTICLES, events(9, 1), amplitudes))
                    .withMessage("the amplitude of event 4 is " + bad + ": only positive ones have a logarithm");
        }
    }

    @Test
    void momentaMakeWholeEventsOfTheRightParticles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventMomenta(3, new double[37]))
                .withMessage("expected events of 12 numbers (3 particles), got 37 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events(5, 1).check(Particle.ofZAndGluons(2)))
                .withMessage("expected events of 5 particles (q qbar Z g g), got 3");
    }
}

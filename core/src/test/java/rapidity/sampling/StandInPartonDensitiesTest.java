package rapidity.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandInPartonDensitiesTest {
    private final PartonDensities partons = new StandInPartonDensities();

    @Test
    void theProtonHasTwoValenceQuarks() {
        int steps = 1_000_000;
        double integral = 0;
        for (int i = 0; i < steps; i++) {
            // x = t^4 tames the singularity at 0
            double t = (i + 0.5) / steps;
            double x = t * t * t * t;
            integral += (partons.quark(x) - partons.antiquark(x)) * 4 * t * t * t / steps;
        }
        assertThat(integral).isCloseTo(2, within(1e-6));
    }

    @Test
    void densitiesAreTheirFormulas() {
        double x = 0.2;
        double sea = 0.12 * Math.pow(x, -0.32) * Math.pow(1 - x, 8) / x;
        double valence = 3.9109528275063226 * Math.pow(x, 0.65) * Math.pow(1 - x, 3.8) / x;
        assertThat(partons.antiquark(x)).isCloseTo(sea, within(1e-12));
        assertThat(partons.quark(x)).isCloseTo(sea + valence, within(1e-12));
    }
}

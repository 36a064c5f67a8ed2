package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.engine.Workers;
import rapidity.random.RandomStreams;

class FlowProcessTest {
    private static final double[] EVENTS = FlowSample.events(2, 50, 3);
    private static final SourceKind KIND = SourceKind.NAIVE_PPP_LOG_M2;

    private static FlowProcess fitted(CoordinatesConfig coordinates, SourceKind kind, double[] events) {
        try (Workers workers = new Workers(1)) {
            return FlowProcess.fitted(coordinates, kind, FlowSample.cuts(2), events, new RandomStreams(1), workers);
        }
    }

    @Test
    void eventsThatCannotBeLearnedAreRefused() {
        double[] soft = EVENTS.clone();
        soft[8 * 4 + 1] = 1;
        soft[8 * 4 + 2] = 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted(FlowSample.config(2), KIND, soft))
                .withMessageStartingWith("event 4: particle 0 has pt = 1.41");
        double[] massless = EVENTS.clone();
        massless[8 * 7] = Math.hypot(Math.hypot(massless[57], massless[58]), massless[59]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted(FlowSample.config(2), KIND, massless))
                .withMessageStartingWith("event 7, particle 0")
                .withMessageContaining("needs m^2 > 0");
    }

    @Test
    void particlesOfKnownMassArePutOnTheirShell() {
        CoordinatesConfig coordinates = FlowSample.config(2).withOnShell(List.of(new OnShell(1, 1)));
        FlowProcess process = new FlowProcess(
                coordinates.withChart(Chart.PPPM2),
                KIND,
                coordinates.withChart(KIND.chart()),
                FlowSample.cuts(2),
                Acceptance.CERTAIN);
        double[] p = process.inUnits(EVENTS);
        for (int i = 4; i < p.length; i += 8) {
            double m2 = p[i] * p[i] - p[i + 1] * p[i + 1] - p[i + 2] * p[i + 2] - p[i + 3] * p[i + 3];
            assertThat(Math.sqrt(m2) * FlowSample.UNITS).isCloseTo(1, within(1e-6));
            assertThat(p[i - 4]).isEqualTo(EVENTS[i - 4] / FlowSample.UNITS);
        }
    }

    @Test
    void sourcesAreFittedAndTheirAcceptanceIsKnown() {
        FlowProcess p = fitted(FlowSample.config(2), SourceKind.STANDARD_LOG_PT_PHI_ETA_LOG_M2, EVENTS);
        assertThat(p.sourceCoordinates()).isEqualTo(p.coordinates());
        assertThat(p.coordinates().moments().particles()).isEqualTo(2);
        assertThat(p.acceptance().fraction()).isBetween(0.5, 1.0);
    }
}

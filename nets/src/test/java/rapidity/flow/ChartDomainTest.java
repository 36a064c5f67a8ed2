package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class ChartDomainTest {
    private final RandomStream random = new RandomStreams(7).stream("test");

    /// Five events of which event 3 has another particle 4.
    private double[] with(FourVector gev) {
        double[] p = PhaseSpacePoints.random(random, 5);
        FourVector q = gev.times(1 / CoordinatesConfig.TTBAR_UNITS);
        System.arraycopy(new double[] {q.e(), q.px(), q.py(), q.pz()}, 0, p, 4 * (6 * 3 + 4), 4);
        return p;
    }

    private void refused(Chart chart, FourVector gev, String why) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.fromMomenta(with(gev)))
                .withMessageStartingWith("event 3, particle 4, (E, px, py, pz) = (")
                .withMessageContaining(why);
    }

    @Test
    void momentaBelowTheCutAreRefusedWhereTheChartEndsThere() {
        FourVector low = FourVector.ofPtEtaPhi(21.5, 1, 2, 5);
        refused(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, low, "GeV is not above the cut, 22");
        refused(Chart.LOG_PT_PHI_ETA_E, low, "GeV is not above the cut");
        assertThatCode(() -> PhaseSpacePoints.coordinates(Chart.PT_PHI_ETA_M2).fromMomenta(with(low)))
                .doesNotThrowAnyException();
    }

    @Test
    void masslessParticlesAreRefusedWhereAMassIsNeeded() {
        FourVector massless = FourVector.ofPtEtaPhi(50, 0, 0, 0);
        refused(Chart.PPP_LOG_M2, massless, "the chart PPP_LOG_M2 needs m^2 > 0");
        refused(Chart.PPPM2, new FourVector(40, 50, 0, 0), "needs m^2 > 0, this is -");
        assertThatCode(() ->
                        PhaseSpacePoints.coordinates(Chart.LOG_PT_PHI_ETA_E).fromMomenta(with(massless)))
                .doesNotThrowAnyException();
    }

    @Test
    void particlesAlongTheBeamAreRefusedWhereAnAzimuthIsNeeded() {
        refused(Chart.E_PHI_PT_PZ, new FourVector(100, 0, 0, 100), "pt is zero, so there is no azimuth");
        refused(Chart.PT_PHI_ETA_M2, FourVector.ofPtEtaPhi(50, -10.5, 0, 3), "eta = -10.");
        assertThatCode(() ->
                        PhaseSpacePoints.coordinates(Chart.PPPM2).fromMomenta(with(new FourVector(101, 0, 0, 100))))
                .doesNotThrowAnyException();
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedByEveryChart() {
        for (Chart chart : Chart.values()) {
            refused(chart, new FourVector(100, Double.NaN, 30, 20), "a component is not finite");
            refused(chart, new FourVector(Double.POSITIVE_INFINITY, 50, 30, 20), "a component is not finite");
        }
    }

    @Test
    void eventsWithCoordinatesAreToldFromOthers() {
        double[] p = with(FourVector.ofPtEtaPhi(50, 0, 0, 0));
        Coordinates c = PhaseSpacePoints.coordinates(Chart.PPP_LOG_M2);
        for (int event = 0; event < 5; event++) {
            assertThat(c.accepts(p, event)).isEqualTo(event != 3);
        }
    }

    @Test
    void eventsOfOtherSizesAreRefused() {
        Coordinates c = PhaseSpacePoints.coordinates(Chart.PPPM2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.fromMomenta(new double[28]))
                .withMessageContaining("events of 6 particles with four numbers each, got 28");
        assertThat(c.fromMomenta(new double[0])).isEmpty();
    }

    @Test
    void chartsThatAreNotFittedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Coordinates.of(CoordinatesConfig.ttbar(6)))
                .withMessageContaining("is not fitted");
    }

    @Test
    void momentsOfConstantCoordinatesAreRefused() {
        double[] one = PhaseSpacePoints.random(random, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoordinatesConfig.ttbar(6).fitted(one))
                .withMessageContaining("two events are needed");
        double[] twice = new double[48];
        System.arraycopy(one, 0, twice, 0, 24);
        System.arraycopy(one, 0, twice, 24, 24);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoordinatesConfig.ttbar(6).fitted(twice))
                .withMessageContaining("log pt of particle 0 is the same in all 2 events");
    }

    @Test
    void configurationsThatContradictThemselvesAreRefused() {
        CoordinatesConfig c = CoordinatesConfig.ttbar(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.withOnShell(List.of(new OnShell(6, 1))))
                .withMessageContaining("each of 6 particles has one mass at most");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.withMoments(CoordinateMoments.unit(7)))
                .withMessageContaining("cannot have the moments of 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoordinateMoments(Collections.nCopies(4, 0.0), Collections.nCopies(4, 0.0)))
                .withMessageContaining("deviation 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhaseSpaceCuts(List.of(22.0, -1.0), 0.5))
                .withMessageContaining("the least pt of each particle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhaseSpaceCuts(List.of(22.0), Double.NaN))
                .withMessageContaining("Delta R > NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.withOnShell(List.of(new OnShell(0, 1))).withChart(Chart.PT_PHI_ETA_E))
                .withMessageContaining("not in the chart PT_PHI_ETA_E with [pt, phi, eta, E]");
        assertThatIllegalArgumentException().isThrownBy(() -> new OnShell(0, 0)).withMessageContaining("mass 0.0 GeV");
    }
}

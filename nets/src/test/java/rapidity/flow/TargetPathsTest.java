package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Straight lines in the coordinates from data to the source, mapped back to momenta: Fig. 2 of arXiv:2405.14806.
class TargetPathsTest {
    private static final int EVENTS = 2000;
    private static final int STEPS = 50;

    /// What [Coordinates] promise of momenta that come back from their coordinates.
    private static final double ROUND_TRIP = 1e-10;

    private final RandomStream random = new RandomStreams(7).stream("test");

    /// Numbers of particles on the paths with `pt <= ptMin`, and with `E <= |p|`.
    private int[] outside(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        SourceDistribution source = SourceDistribution.of(
                SourceKind.NAIVE_PPP_LOG_M2, PhaseSpacePoints.config(Chart.PPP_LOG_M2), PhaseSpaceCuts.ttbar(6));
        double[] p =
                TargetPaths.of(c, PhaseSpacePoints.random(random, EVENTS), source.sample(random, EVENTS), STEPS + 1);
        int[] r = new int[2];
        for (int i = 0; i < p.length; i += 4) {
            double pt = Math.sqrt(p[i + 1] * p[i + 1] + p[i + 2] * p[i + 2]);
            double length = Math.sqrt(p[i + 1] * p[i + 1] + p[i + 2] * p[i + 2] + p[i + 3] * p[i + 3]);
            r[0] += pt > PhaseSpacePoints.PT_MIN ? 0 : 1;
            r[1] += p[i] > length ? 0 : 1;
        }
        return r;
    }

    @ParameterizedTest
    @EnumSource(
            value = Chart.class,
            names = {"LOG_PT_PHI_ETA_LOG_M2", "STANDARD_LOG_PT_PHI_ETA_LOG_M2", "LOG_PT_PHI_ETA_M2"})
    void pathsNeverEnterTheForbiddenCircle(Chart chart) {
        assertThat(outside(chart)).containsExactly(0, 0);
    }

    @Test
    void pathsLeadFromTheDataToTheSource() {
        Coordinates c = PhaseSpacePoints.coordinates(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] data = PhaseSpacePoints.random(random, 3);
        double[] source = PhaseSpacePoints.random(random, 3);
        double[] p = TargetPaths.of(c, data, source, 5);
        assertThat(Arrays.copyOfRange(p, 0, data.length)).containsExactly(data, within(ROUND_TRIP));
        assertThat(Arrays.copyOfRange(p, 4 * data.length, p.length)).containsExactly(source, within(ROUND_TRIP));
    }

    @Test
    void straightLinesInMomentaDo() {
        int[] outside = outside(Chart.FOURMOMENTA);
        assertThat(outside[0]).isGreaterThan(1000);
        assertThat(outside(Chart.PPP_LOG_M2)[0]).isGreaterThan(1000);
    }
}

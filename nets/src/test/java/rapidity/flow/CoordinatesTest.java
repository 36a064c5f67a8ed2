package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class CoordinatesTest {
    /// Demanded of every chart, in units of 206.6 GeV.
    private static final double ROUND_TRIP = 1e-10;

    /// m^2 is what is left of E^2 - |p|^2: an energy that is off by half a unit in the last place gives a mass squared
    /// that is off by E ulp(E), and |p| is rounded three times more.
    private static final double ROUNDED_ENERGY = 4;

    private final RandomStream random = new RandomStreams(7).stream("test");

    @ParameterizedTest
    @EnumSource
    void momentaComeBackFromTheirCoordinates(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        for (double[] p : new double[][] {PhaseSpacePoints.edges(), PhaseSpacePoints.random(random, 1500)}) {
            double[] again = c.toMomenta(c.fromMomenta(p));
            for (int i = 0; i < p.length; i++) {
                assertThat(again[i])
                        .as("component %d of particle %d", i % 4, i / 4)
                        .isCloseTo(p[i], within(ROUND_TRIP));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void coordinatesComeBackFromTheirMomenta(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.edges();
        double[] x = c.fromMomenta(p);
        double[] again = c.fromMomenta(c.toMomenta(x));
        for (int i = 0; i < x.length; i++) {
            double tolerance = i % 4 == 3 ? ROUND_TRIP + massRounding(c, p, i) : ROUND_TRIP;
            double difference =
                    i % 4 == chart.periodic() ? Math.IEEEremainder(x[i] - again[i], 2 * Math.PI) : x[i] - again[i];
            assertThat(difference)
                    .as("component %d of particle %d", i % 4, i / 4)
                    .isCloseTo(0, within(tolerance));
        }
    }

    /// By how much rounding of the energy moves the last coordinate.
    private static double massRounding(Coordinates c, double[] p, int i) {
        double e = p[i - 3];
        double slope = 1;
        if (c.config().chart().hasMass()) {
            FourVector q = new FourVector(e, p[i - 2], p[i - 1], p[i]);
            boolean log = c.config().chart().steps().contains(Chart.Step.LOG_MASS);
            slope = 2 * e / (log ? q.mass2() + 1e-5 : 1);
        }
        if (c.config().chart().isStandardised()) {
            slope /= c.config().moments().deviation(i / 4 % c.particles(), 3);
        }
        return ROUNDED_ENERGY * Math.ulp(e) * slope;
    }

    @ParameterizedTest
    @EnumSource
    void everyPointHasMomentaInsidePhaseSpace(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] x = PhaseSpacePoints.gaussians(random, 24 * 1000);
        for (int i = 0; i < x.length; i++) {
            x[i] *= i % 24 < 12 ? 3 : 100;
        }
        double[] p = c.toMomenta(x);
        for (int i = 0; i < p.length; i += 4) {
            FourVector q = new FourVector(p[i], p[i + 1], p[i + 2], p[i + 3])
                    .times(c.config().units());
            assertThat(q.e() + q.p()).as("particle %d", i / 4).isFinite();
            if (chart.hasMass()) {
                assertThat(q.e()).as("energy of particle %d", i / 4).isGreaterThan(q.p());
            }
            if (chart.steps().contains(Chart.Step.LOG_PT)) {
                assertThat(q.pt()).as("pt of particle %d", i / 4).isGreaterThan(22);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventHasTheSameBitsAloneAndAmongOthers(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.random(random, 1700);
        double[] all = c.fromMomenta(p);
        double[] determinants = c.logDeterminant(p);
        for (int event : new int[] {0, 681, 682, 1699}) {
            double[] one = Arrays.copyOfRange(p, 24 * event, 24 * event + 24);
            assertThat(c.fromMomenta(one)).isEqualTo(Arrays.copyOfRange(all, 24 * event, 24 * event + 24));
            assertThat(c.logDeterminant(one)[0]).isEqualTo(determinants[event]);
        }
    }

    @Test
    void theChartOfThePaperIsWhatItSays() {
        Coordinates c = PhaseSpacePoints.coordinates(Chart.LOG_PT_PHI_ETA_LOG_M2);
        FourVector q = FourVector.ofPtEtaPhi(0.5, -1.25, 2, 0.1);
        double[] p = new double[24];
        for (int i = 0; i < 24; i += 4) {
            System.arraycopy(new double[] {q.e(), q.px(), q.py(), q.pz()}, 0, p, i, 4);
        }
        double[] expected = {Math.log(0.5 - PhaseSpacePoints.PT_MIN + 1e-5), 2, -1.25, Math.log(0.01 + 1e-5)};
        assertThat(Arrays.copyOf(c.fromMomenta(p), 4)).containsExactly(expected, within(1e-13));
        double determinant =
                Math.log(2 * q.e() / (0.01 + 1e-5) / (0.5 - PhaseSpacePoints.PT_MIN + 1e-5) / (0.25 * Math.cosh(1.25)));
        assertThat(c.logDeterminant(p)[0]).isCloseTo(6 * determinant, within(1e-11));
    }

    @Test
    void standardCoordinatesHaveMeanZeroAndDeviationOneButAngles() {
        double[] p = PhaseSpacePoints.random(random, 3000);
        Coordinates c = Coordinates.of(CoordinatesConfig.ttbar(6).fitted(p));
        double[] x = c.fromMomenta(p);
        for (int k = 0; k < 24; k++) {
            int column = k;
            double mean = IntStream.range(0, 3000)
                    .mapToDouble(i -> x[24 * i + column])
                    .average()
                    .orElseThrow();
            double squares = IntStream.range(0, 3000)
                    .mapToDouble(i -> x[24 * i + column] - mean)
                    .map(d -> d * d)
                    .sum();
            if (k % 4 == 1) {
                assertThat(c.config().moments().means().get(k)).isZero();
                assertThat(c.config().moments().deviations().get(k)).isEqualTo(1);
            } else {
                assertThat(mean).isCloseTo(0, within(1e-12));
                assertThat(squares / 2999).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void massesOfParticlesOnTheirShellHaveDeviationOne() {
        List<OnShell> shells = List.of(new OnShell(1, 1), new OnShell(4, 4.7));
        CoordinatesConfig config = CoordinatesConfig.ttbar(6).withOnShell(shells);
        double[] free = PhaseSpacePoints.random(random, 50);
        double[] p = Coordinates.of(config.withChart(Chart.PPPM2)).onShell(free);
        Coordinates c = Coordinates.of(config.fitted(p));
        double[] x = c.fromMomenta(p);
        for (int i = 0; i < p.length; i += 4) {
            int particle = i / 4 % 6;
            FourVector q = new FourVector(p[i], p[i + 1], p[i + 2], p[i + 3])
                    .times(c.config().units());
            if (particle == 1 || particle == 4) {
                assertThat(c.config().isFixed(particle, 3)).isTrue();
                assertThat(c.config().moments().deviation(particle, 3)).isEqualTo(1);
                assertThat(q.mass()).isCloseTo(particle == 1 ? 1 : 4.7, within(1e-7));
                assertThat(x[i + 3]).isCloseTo(0, within(1e-7));
            } else {
                assertThat(p[i]).isEqualTo(free[i]);
            }
        }
    }

    @Test
    void differencesOfAnglesAreTheShorterOnes() {
        Coordinates c = PhaseSpacePoints.coordinates(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] a = new double[24];
        double[] b = new double[24];
        Arrays.fill(a, 3);
        Arrays.fill(b, -3);
        double[] d = c.difference(a, b);
        assertThat(d[0]).isEqualTo(6);
        assertThat(d[1]).isCloseTo(6 - 2 * Math.PI, within(1e-15));
        double[] sum = c.sum(b, d);
        assertThat(sum[0]).isEqualTo(3);
        assertThat(sum[1]).isCloseTo(3, within(1e-15));
        assertThat(PhaseSpacePoints.coordinates(Chart.PPP_LOG_M2).difference(a, b)[1])
                .isEqualTo(6);
    }
}

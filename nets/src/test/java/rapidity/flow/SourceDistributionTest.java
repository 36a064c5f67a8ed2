package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Workers;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class SourceDistributionTest {
    /// Demanded of log densities.
    private static final double ANALYTIC = 1e-10;

    /// Standard errors by which a mean of a fixed seed may be off.
    private static final double SIGMAS = 4;

    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final RandomStream random = new RandomStreams(7).stream("test");

    private static SourceDistribution source(SourceKind kind, PhaseSpaceCuts cuts) {
        return SourceDistribution.of(kind, PhaseSpacePoints.config(kind.chart()), cuts);
    }

    private static FourVector at(double[] p, int i) {
        return new FourVector(p[4 * i], p[4 * i + 1], p[4 * i + 2], p[4 * i + 3]);
    }

    @Test
    void withoutCutsTheNaiveSourcesHaveTheirAnalyticDensities() {
        double[] p = PhaseSpacePoints.random(random, 200);
        double[] log =
                source(SourceKind.NAIVE_PPP_LOG_M2, PhaseSpacePoints.noCuts()).logDensity(p, Acceptance.CERTAIN);
        double[] plain =
                source(SourceKind.NAIVE_PPPM2, PhaseSpacePoints.noCuts()).logDensity(p, Acceptance.CERTAIN);
        for (int event = 0; event < 200; event++) {
            double expected = 0;
            double expectedPlain = 0;
            for (int i = 6 * event; i < 6 * event + 6; i++) {
                FourVector q = at(p, i);
                double y = Math.log(q.mass2() + 1e-5);
                double momentum = -0.5 * q.p() * q.p() - 3 * LOG_ROOT_TWO_PI + Math.log(2 * q.e());
                expected += momentum - 0.5 * y * y - LOG_ROOT_TWO_PI - y;
                expectedPlain += momentum - 0.5 * q.mass2() * q.mass2() - LOG_ROOT_TWO_PI + Math.log(2);
            }
            assertThat(log[event]).isCloseTo(expected, within(ANALYTIC));
            assertThat(plain[event]).isCloseTo(expectedPlain, within(ANALYTIC));
        }
    }

    @Test
    void withoutCutsTheFittedSourcesHaveTheirAnalyticDensities() {
        double[] p = PhaseSpacePoints.random(random, 200);
        CoordinatesConfig flat = narrow(Chart.STANDARD_PPP_LOG_M2);
        CoordinatesConfig polar = narrow(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] ofFlat = SourceDistribution.of(SourceKind.STANDARD_PPP_LOG_M2, flat, PhaseSpacePoints.noCuts())
                .logDensity(p, Acceptance.CERTAIN);
        double[] ofPolar = SourceDistribution.of(
                        SourceKind.STANDARD_LOG_PT_PHI_ETA_LOG_M2, polar, PhaseSpacePoints.noCuts())
                .logDensity(p, Acceptance.CERTAIN);
        for (int event = 0; event < 200; event++) {
            double expected = 0;
            double expectedPolar = 0;
            for (int i = 0; i < 6; i++) {
                FourVector q = at(p, 6 * event + i);
                double y = Math.log(q.mass2() + 1e-5);
                double d = Math.log(q.pt() - PhaseSpacePoints.PT_MIN + 1e-5);
                double mass = Math.log(2 * q.e()) - y;
                expected += normal(flat, i, 0, q.px()) + normal(flat, i, 1, q.py()) + normal(flat, i, 2, q.pz());
                expected += normal(flat, i, 3, y) + mass;
                expectedPolar += normal(polar, i, 0, d) + normal(polar, i, 2, q.eta()) + normal(polar, i, 3, y);
                expectedPolar += mass - d - Math.log(q.pt() * q.p()) - Math.log(2 * Math.PI);
            }
            assertThat(ofFlat[event]).isCloseTo(expected, within(ANALYTIC));
            assertThat(ofPolar[event]).isCloseTo(expectedPolar, within(ANALYTIC));
        }
    }

    /// All but 1e-12 of the distributions lies inside of phase space.
    private static CoordinatesConfig narrow(Chart chart) {
        List<Double> means = List.of(-0.2, 0.0, 0.1, -3.5);
        List<Double> deviations = List.of(1.1, 1.0, 0.9, 0.8);
        return CoordinatesConfig.ttbar(6)
                .withChart(chart)
                .withMoments(new CoordinateMoments(six(means), six(deviations)));
    }

    private static List<Double> six(List<Double> one) {
        return IntStream.range(0, 24).mapToObj(i -> one.get(i % 4)).toList();
    }

    private static double normal(CoordinatesConfig c, int particle, int component, double x) {
        double deviation = c.moments().deviation(particle, component);
        double z = (x - c.moments().mean(particle, component)) / deviation;
        return -0.5 * z * z - LOG_ROOT_TWO_PI - Math.log(deviation);
    }

    @ParameterizedTest
    @EnumSource
    void samplesPassTheCutsAndHaveMasses(SourceKind kind) {
        PhaseSpaceCuts cuts = PhaseSpaceCuts.ttbar(6);
        double[] p = source(kind, cuts).sample(random, 2000);
        for (int i = 0; i < p.length; i++) {
            p[i] *= CoordinatesConfig.TTBAR_UNITS;
        }
        cuts.require(p);
        for (int i = 0; i < p.length / 4; i++) {
            assertThat(at(p, i).e()).isGreaterThan(at(p, i).p());
        }
    }

    @ParameterizedTest
    @EnumSource
    void coordinatesOfSamplesHaveTheMomentsOfTheirDistributions(SourceKind kind) {
        int n = 4000;
        double[] p = source(kind, PhaseSpacePoints.noCuts()).sample(random, n);
        double[] x = PhaseSpacePoints.coordinates(kind.chart()).fromMomenta(p);
        for (int k = 0; k < 4; k++) {
            boolean half = kind == SourceKind.NAIVE_PPPM2 && k == 3;
            double variance = k == kind.chart().periodic() ? Math.PI * Math.PI / 3 : 1;
            double mean = half ? Math.sqrt(2 / Math.PI) : 0;
            double sum = 0;
            double squares = 0;
            for (int i = k; i < x.length; i += 4) {
                sum += x[i];
                squares += x[i] * x[i];
            }
            int count = 6 * n;
            assertThat(sum / count).isCloseTo(mean, within(SIGMAS * Math.sqrt(variance / count)));
            assertThat(squares / count).isCloseTo(variance, within(SIGMAS * variance * Math.sqrt(2.0 / count)));
        }
    }

    @Test
    void theAcceptanceOfTheCutOnPtIsThatOfANormalDistribution() {
        PhaseSpaceCuts hard = new PhaseSpaceCuts(Collections.nCopies(6, 80.0), 0);
        double cut = 80 / CoordinatesConfig.TTBAR_UNITS;
        try (Workers workers = new Workers(1)) {
            Acceptance a = source(SourceKind.NAIVE_PPP_LOG_M2, hard).acceptance(new RandomStreams(1), 20_000, workers);
            assertThat(a.log()).isCloseTo(-6 * cut * cut / 2, within(SIGMAS * a.logError()));
            assertThat(a.logError()).isCloseTo(Math.sqrt((1 - a.fraction()) / (a.fraction() * 20_000)), within(1e-12));
            Acceptance all = source(
                            SourceKind.STANDARD_LOG_PT_PHI_ETA_LOG_M2,
                            new PhaseSpaceCuts(PhaseSpaceCuts.ttbar(6).ptMin(), 0))
                    .acceptance(new RandomStreams(1), 5000, workers);
            assertThat(all.fraction()).isEqualTo(1);
            assertThat(source(SourceKind.NAIVE_PPPM2, PhaseSpacePoints.noCuts())
                            .acceptance(new RandomStreams(1), 5000, workers))
                    .isEqualTo(Acceptance.CERTAIN);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        SourceDistribution s = source(SourceKind.NAIVE_PPP_LOG_M2, PhaseSpaceCuts.ttbar(6));
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            RandomStreams streams = new RandomStreams(1);
            assertThat(s.acceptance(streams, 20_000, three)).isEqualTo(s.acceptance(streams, 20_000, one));
            double[][] blocks = new double[6][];
            three.run(6, b -> blocks[b] = s.sample(streams.stream("noise", b), 100));
            for (int b = 0; b < 6; b++) {
                assertThat(blocks[b]).isEqualTo(s.sample(streams.stream("noise", b), 100));
            }
        }
    }

    /// Of one particle; a tenth of the normal distribution of log m2 lies outside of phase space.
    private static CoordinatesConfig single(Chart chart) {
        CoordinatesConfig c = new CoordinatesConfig(chart, 100, List.of(30.0), List.of(), CoordinateMoments.NONE);
        CoordinateMoments polar = new CoordinateMoments(List.of(-1.0, 0.0, 0.3, -9.0), List.of(0.8, 1.0, 1.5, 2.0));
        CoordinateMoments flat = new CoordinateMoments(List.of(0.1, -0.1, 0.2, -9.0), List.of(0.8, 0.9, 1.5, 2.0));
        return chart.isStandardised() ? c.withMoments(chart.periodic() < 0 ? flat : polar) : c;
    }

    /// The integral over a box of (log pt, phi, eta, log m2) that holds all but 1e-3 of the density, from uniform
    /// points; the Jacobian of these coordinates makes it one over momenta.
    @ParameterizedTest
    @EnumSource
    void densitiesWithCutsIntegrateToOne(SourceKind kind) {
        CoordinatesConfig config = single(kind.chart());
        SourceDistribution s = SourceDistribution.of(kind, config, new PhaseSpaceCuts(List.of(60.0), 0));
        Coordinates box = Coordinates.of(config.withChart(Chart.LOG_PT_PHI_ETA_LOG_M2));
        double[] least = {-1.3, -Math.PI, -6, -11.51};
        double[] width = {4, 2 * Math.PI, 12, 15.5};
        int n = 150_000;
        double[] x = new double[4 * n];
        for (int i = 0; i < x.length; i++) {
            x[i] = least[i % 4] + width[i % 4] * random.nextDouble();
        }
        double[] p = box.toMomenta(x);
        double[] jacobian = box.logDeterminant(p);
        PhaseSpaceCuts cuts = new PhaseSpaceCuts(List.of(0.6), 0);
        try (Workers workers = new Workers(1)) {
            Acceptance a = s.acceptance(new RandomStreams(1), 100_000, workers);
            double[] log = s.logDensity(p, a);
            double volume = width[0] * width[1] * width[2] * width[3];
            double[] terms = IntStream.range(0, n)
                    .mapToDouble(i -> cuts.passes(p, i) ? volume * Math.exp(log[i] - jacobian[i]) : 0)
                    .toArray();
            double mean = Arrays.stream(terms).average().orElseThrow();
            double squares = Arrays.stream(terms).map(t -> t * t).average().orElseThrow();
            double error = Math.sqrt((squares - mean * mean) / n);
            assertThat(error).isLessThan(0.02);
            assertThat(mean).isCloseTo(1, within(SIGMAS * Math.hypot(error, a.logError())));
        }
    }

    @Test
    void particlesOnTheirShellHaveTheirMassesAndNoDensityOfThem() {
        List<OnShell> shells = List.of(new OnShell(0, 4.7), new OnShell(3, 1));
        CoordinatesConfig c = PhaseSpacePoints.config(Chart.PPP_LOG_M2).withOnShell(shells);
        SourceDistribution s = SourceDistribution.of(SourceKind.NAIVE_PPP_LOG_M2, c, PhaseSpacePoints.noCuts());
        double[] p = s.sample(random, 100);
        double[] log = s.logDensity(p, Acceptance.CERTAIN);
        double[] free =
                source(SourceKind.NAIVE_PPP_LOG_M2, PhaseSpacePoints.noCuts()).logDensity(p, Acceptance.CERTAIN);
        for (int event = 0; event < 100; event++) {
            double difference = 0;
            for (OnShell shell : shells) {
                FourVector q = at(p, 6 * event + shell.particle());
                assertThat(q.times(c.units()).mass()).isCloseTo(shell.mass(), within(1e-8));
                double y = Math.log(q.mass2() + 1e-5);
                difference += 0.5 * y * y + LOG_ROOT_TWO_PI + y;
            }
            assertThat(log[event] - free[event]).isCloseTo(difference, within(ANALYTIC));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NAIVE_PPPM2", "NAIVE_PPP_LOG_M2"})
    void theDensityOnTheShellIsThatOfLorentzInvariantPhaseSpace(SourceKind kind) {
        CoordinatesConfig c = new CoordinatesConfig(
                kind.chart(), 200, List.of(0.0), List.of(new OnShell(0, 30)), CoordinateMoments.NONE);
        SourceDistribution s = SourceDistribution.of(kind, c, new PhaseSpaceCuts(List.of(0.0), 0));
        double[] p = s.sample(random, 20);
        double[] log = s.logDensity(p, Acceptance.CERTAIN);
        for (int event = 0; event < 20; event++) {
            FourVector q = at(p, event);
            // normal in d^3p, which is 2E times d^3p / 2E
            double normal = -0.5 * q.p() * q.p() - 3 * LOG_ROOT_TWO_PI;
            assertThat(log[event]).isCloseTo(normal + Math.log(2 * q.e()), within(ANALYTIC));
        }
    }

    @Test
    void whatCannotBeSampledIsRefused() {
        PhaseSpaceCuts none = PhaseSpacePoints.noCuts();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceDistribution.of(SourceKind.NAIVE_PPPM2, CoordinatesConfig.ttbar(6), none))
                .withMessageContaining("is normal in the chart PPPM2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(SourceKind.NAIVE_PPPM2, PhaseSpaceCuts.ttbar(7)))
                .withMessageContaining("cuts on 7 particles");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(SourceKind.NAIVE_PPPM2, none).sample(random, 0))
                .withMessageContaining("at least one event is needed, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acceptance(0, 100))
                .withMessageContaining("0 of 100 proposals");
        PhaseSpaceCuts impossible = new PhaseSpaceCuts(Collections.nCopies(6, 5000.0), 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> source(SourceKind.NAIVE_PPPM2, impossible).sample(random, 1))
                .withMessageContaining("choose another source or weaker cuts");
    }
}

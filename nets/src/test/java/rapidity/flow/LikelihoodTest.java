package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Gradients;
import rapidity.engine.Tape;
import rapidity.flow.FlowSample.Made;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

class LikelihoodTest {
    private static final int PARTICLES = 3;
    private static final int WIDTH = 4 * PARTICLES;
    private static final int EVENTS = 6;

    private static Made made(String net, Chart chart) {
        FlowInputs inputs = FlowSample.inputs(PARTICLES);
        NetConfig config = FlowSample.networks(inputs).get(net);
        return Made.of(config, inputs, FlowSample.process(chart, PARTICLES));
    }

    private static double[] momenta(Made m, int count) {
        return m.flow().process().inUnits(FlowSample.events(PARTICLES, count, 21));
    }

    private static VelocityDerivative derivative(Made m, double[] x, double time) {
        double[] times = new double[x.length / WIDTH];
        Arrays.fill(times, time);
        Tape tape = Tape.recording(m.weights(), new Gradients(m.weights()));
        return new VelocityDerivative(m.velocity(), m.velocity().on(tape, times, x), x, tape);
    }

    /// Rounding of sums of some dozen logarithms.
    private static final double ROUNDING = 1e-10;

    @ParameterizedTest
    @ValueSource(strings = {"L-GATr", "L-GATr-slim", "GAP", "Transformer", "MLP"})
    void withoutVelocityTheDensityIsThatOfTheSource(String net) {
        Made m = made(net, Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2).atRest();
        double[] p = momenta(m, EVENTS);
        var exact = new LikelihoodSettings(OdeSolver.rk4(3), Divergence.exact());
        double[] expected = m.flow().source().logDensity(p, m.flow().process().acceptance());
        assertThat(m.flow().logDensity(m.weights(), p, exact, 0).values())
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(expected);
    }

    /// Central differences of step 1e-5: the third derivative times 1e-10, and rounding over 1e-5.
    private static final double DIFFERENCES = 1e-6;

    @ParameterizedTest
    @ValueSource(strings = {"L-GATr", "L-GATr-slim", "GAP", "Transformer", "MLP"})
    void theExactTraceIsThatOfFiniteDifferences(String net) {
        for (Chart chart : List.of(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, Chart.FOURMOMENTA, Chart.PPPM2)) {
            Made m = made(net, chart);
            double[] x = m.flow().coordinates().fromMomenta(momenta(m, EVENTS));
            double[] trace = derivative(m, x, 0.3).trace();
            for (int e = 0; e < EVENTS; e++) {
                double[] own = Arrays.copyOfRange(x, e * WIDTH, (e + 1) * WIDTH);
                double expected = traceOfDifferences(m, own, 0.3);
                assertThat(trace[e])
                        .as("%s of event %d", chart, e)
                        .isCloseTo(expected, within(DIFFERENCES * (1 + Math.abs(expected))));
            }
        }
    }

    private static double traceOfDifferences(Made m, double[] x, double time) {
        double h = 1e-5;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += h;
            down[i] -= h;
            sum += (velocity(m, up, time)[i] - velocity(m, down, time)[i]) / (2 * h);
        }
        return sum;
    }

    private static double[] velocity(Made m, double[] x, double time) {
        return m.flow()
                .velocity(Tape.forward(m.weights()), new double[] {time}, x)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"L-GATr", "L-GATr-slim", "GAP", "Transformer", "MLP"})
    void hutchinsonsEstimateHasTheTraceAsItsMean(String net) {
        int draws = 200;
        Made m = made(net, Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] x = m.flow().coordinates().fromMomenta(momenta(m, EVENTS));
        VelocityDerivative d = derivative(m, x, 0.3);
        double[] exact = d.trace();
        var hutchinson = new Divergence.Hutchinson(new RandomStreams(3));
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < draws; k++) {
            double[] signs = new double[x.length];
            for (int e = 0; e < EVENTS; e++) {
                System.arraycopy(hutchinson.signs(e, k, WIDTH), 0, signs, e * WIDTH, WIDTH);
            }
            double deviation =
                    Arrays.stream(d.along(signs)).sum() - Arrays.stream(exact).sum();
            sum += deviation;
            squares += deviation * deviation;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(error).isPositive();
        assertThat(Math.abs(mean)).isLessThan(3 * error);
    }

    /// What is asked for: integrating back gives the density to this.
    private static final double THERE_AND_BACK = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"L-GATr", "Transformer"})
    void theDensityAlongASampledPathIsThatOfTheWayBack(String net) {
        Made m = made(net, Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2).smooth();
        double[] start = m.flow().start(new RandomStreams(8).stream("start"), 3);
        OdeSolver solver = OdeSolver.rk4(4);
        Flow.Path path =
                m.flow().follow(m.weights(), new LikelihoodSettings(solver, Divergence.exact()), 0, start, 1, 0);
        Coordinates chart = m.flow().coordinates();
        double[] p0 = chart.toMomenta(path.coordinates());
        double[] p1 = chart.toMomenta(start);
        double[] source = m.flow().source().logDensity(p1, m.flow().process().acceptance());
        double[] back = m.flow()
                .logDensity(m.weights(), p0, new LikelihoodSettings(solver, Divergence.exact()), 0)
                .values();
        double[] volume0 = chart.logDeterminant(p0);
        double[] volume1 = chart.logDeterminant(p1);
        for (int e = 0; e < 3; e++) {
            double there = source[e] - volume1[e] + volume0[e] - path.expansion()[e];
            assertThat(back[e]).isCloseTo(there, within(THERE_AND_BACK));
            assertThat(path.expansion()[e]).isNotEqualTo(0);
        }
    }

    /// The bar that is asked for; 1,500 weights of a spread of 0.3 have an error of 0.008.
    private static final double UNITY = 0.02;

    /// On the shell it is one of three dimensions.
    @ParameterizedTest
    @CsvSource({"LOG_PT_PHI_ETA_LOG_M2, 0", "PPP_LOG_M2, 0", "LOG_PT_PHI_ETA_LOG_M2, 0.3"})
    void theDensityOfASmallFlowIntegratesToOne(Chart chart, double mass) {
        List<OnShell> shell = mass > 0 ? List.of(new OnShell(0, mass)) : List.of();
        CoordinatesConfig config = new CoordinatesConfig(chart, 1, List.of(0.0), shell, CoordinateMoments.NONE);
        FlowProcess process = new FlowProcess(
                config,
                SourceKind.NAIVE_PPP_LOG_M2,
                config.withChart(Chart.PPP_LOG_M2),
                new PhaseSpaceCuts(Collections.nCopies(1, 0.0), 0),
                Acceptance.CERTAIN);
        FlowInputs inputs = new FlowInputs(List.of(1), List.of(), List.of(), List.of());
        Made m =
                Made.of(new MlpConfig(inputs.flat(), 16, 2, 4), inputs, process).smooth();
        int n = 1500;
        double[] p = m.flow().source().sample(new RandomStreams(4).stream("points"), n);
        double[] of = m.flow()
                .logDensity(m.weights(), p, new LikelihoodSettings(OdeSolver.rk4(3), Divergence.exact()), 0)
                .values();
        double[] proposal = m.flow().source().logDensity(p, Acceptance.CERTAIN);
        double sum = 0;
        double squares = 0;
        for (int e = 0; e < n; e++) {
            double weight = Math.exp(of[e] - proposal[e]);
            sum += weight / n;
            squares += weight * weight / n;
        }
        assertThat(Math.sqrt(squares - sum * sum)).isGreaterThan(0.05);
        assertThat(sum).isCloseTo(1, within(UNITY));
    }

    @Test
    void randomSignsDependOnTheEventAndOnNothingElse() {
        Made m = made("MLP", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] p = momenta(m, EVENTS);
        var estimate = new LikelihoodSettings(OdeSolver.rk4(2), Divergence.hutchinson(new RandomStreams(2)));
        double[] all = m.flow().logDensity(m.weights(), p, estimate, 10).values();
        List<Double> alone = new ArrayList<>();
        for (int e = 0; e < EVENTS; e++) {
            double[] own = Arrays.copyOfRange(p, e * WIDTH, (e + 1) * WIDTH);
            alone.add(m.flow().logDensity(m.weights(), own, estimate, 10 + e).values()[0]);
        }
        assertThat(alone).isEqualTo(Arrays.stream(all).boxed().toList());
    }

    /// Two estimates of the same mean over events, of a spread of about 1 each.
    @Test
    void adaptiveStepsTakeNoNoiseForAnError() {
        Made m = made("MLP", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2).smooth();
        double[] p = momenta(m, EVENTS);
        OdeSolver solver = OdeSolver.dormandPrince(1e-5);
        var estimate = new LikelihoodSettings(solver, Divergence.hutchinson(new RandomStreams(2)));
        Densities estimated = m.flow().logDensity(m.weights(), p, estimate, 0);
        double[] exact = m.flow()
                .logDensity(m.weights(), p, new LikelihoodSettings(solver, Divergence.exact()), 0)
                .values();
        assertThat(estimated.failed()).isEmpty();
        assertThat(estimated.values()).usingComparatorWithPrecision(5.0).containsExactly(exact);
    }

    @Test
    void massesOnTheirShellDoNotMove() {
        int particles = 2;
        CoordinatesConfig config = FlowSample.config(particles).withOnShell(List.of(new OnShell(1, 5)));
        CoordinatesConfig source = config.withChart(Chart.PPP_LOG_M2);
        double[] p = SourceDistribution.of(SourceKind.NAIVE_PPP_LOG_M2, source, FlowSample.cuts(particles))
                .sample(new RandomStreams(3).stream("events"), 20);
        FlowProcess process = new FlowProcess(
                config.fitted(p),
                SourceKind.NAIVE_PPP_LOG_M2,
                source,
                FlowSample.cuts(particles),
                new Acceptance(1, 2));
        FlowInputs inputs = FlowSample.inputs(particles);
        Made m = Made.of(FlowSample.networks(inputs).get("L-GATr"), inputs, process);
        double[] x = m.flow().coordinates().fromMomenta(p);
        Flow.Path path =
                m.flow().follow(m.weights(), new LikelihoodSettings(OdeSolver.rk4(2), Divergence.exact()), 0, x, 0, 1);
        for (int i = 0; i < x.length; i++) {
            if (i % 8 == 7) {
                assertThat(path.coordinates()[i]).isEqualTo(x[i]);
            } else {
                assertThat(path.coordinates()[i]).isNotEqualTo(x[i]);
            }
        }
    }
}

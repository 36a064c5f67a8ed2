package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static rapidity.flow.Distributions.integral;
import static rapidity.flow.Distributions.kolmogorov;
import static rapidity.flow.Distributions.probability;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.metrics.SampleStatistics;
import rapidity.net.TransformerConfig;
import rapidity.random.RandomStreams;

class JetGptTest {
    private static final JetGptConfig CONFIG = new JetGptConfig(List.of(2, 3), 12, 2, 3, 4);
    private static final int PARTICLES = 2;
    private static final int LENGTH = 4 * PARTICLES;
    private static final RandomStreams STREAMS = new RandomStreams(11);

    /// Two ways to one number in float64.
    private static final double ROUNDING = 1e-11;

    /// The trapezoidal rule on a grid of a twentieth of a width or less is exact to rounding.
    private static final double INTEGRAL = 1e-9;

    private static final Params PARAMS = Params.of(new RandomStreams(7));
    private static final JetGpt NET = new JetGpt(PARAMS, CONFIG);
    private static final Weights WEIGHTS = sharpened(PARAMS.weights(Engine.of(Precision.FLOAT64)));

    /// With larger weights the conditionals differ from one another and depend on what is before.
    private static Weights sharpened(Weights w) {
        Map<String, double[]> larger = new LinkedHashMap<>();
        w.read()
                .forEach((name, values) ->
                        larger.put(name, Arrays.stream(values).map(v -> 1.5 * v).toArray()));
        w.write(larger);
        return w;
    }

    private static Tape tape() {
        return Tape.forward(WEIGHTS);
    }

    private static double[] sample(String stream, int events) {
        return NET.sample(tape(), STREAMS.stream(stream), events, PARTICLES);
    }

    @Test
    void eachConditionalDensityIntegratesToOne() {
        double[] event = NET.reordered(sample("integral", 1), PARTICLES);
        for (int i = 0; i < LENGTH; i++) {
            boolean angle = NET.mixture(i).kind() == MixtureComponent.VON_MISES;
            double reach = angle ? Math.PI : 40;
            int steps = angle ? 200 : 1600;
            double[] all = new double[(steps + 1) * LENGTH];
            for (int k = 0; k <= steps; k++) {
                System.arraycopy(event, 0, all, k * LENGTH, LENGTH);
                all[k * LENGTH + i] = -reach + 2 * reach * k / steps;
            }
            double[] logs = NET.logConditionals(tape(), NET.reordered(all, PARTICLES), PARTICLES);
            double sum = 0;
            for (int k = 0; k <= steps; k++) {
                sum += (k == 0 || k == steps ? 0.5 : 1) * Math.exp(logs[k * LENGTH + i]);
            }
            assertThat(sum * 2 * reach / steps).as("value %d", i).isCloseTo(1, within(INTEGRAL));
        }
    }

    @Test
    void laterValuesNeverChangeAnEarlierConditional() {
        double[] event = NET.reordered(sample("causal", 1), PARTICLES);
        double[] before = NET.logConditionals(tape(), NET.reordered(event, PARTICLES), PARTICLES);
        for (int i = 0; i < LENGTH; i++) {
            double[] changed = event.clone();
            changed[i] += 0.3;
            double[] after = NET.logConditionals(tape(), NET.reordered(changed, PARTICLES), PARTICLES);
            for (int k = 0; k < LENGTH; k++) {
                if (k < i) {
                    assertThat(after[k]).as("%d seen by %d", i, k).isEqualTo(before[k]);
                } else {
                    assertThat(after[k]).as("%d not seen by %d", i, k).isNotEqualTo(before[k]);
                }
            }
        }
    }

    @Test
    void theDensityIsTheProductOfTheConditionals() {
        double[] x = sample("product", 5);
        double[] logs = NET.logDensity(tape(), x, PARTICLES);
        double[] conditionals = NET.logConditionals(tape(), x, PARTICLES);
        for (int event = 0; event < 5; event++) {
            double sum = Arrays.stream(conditionals, event * LENGTH, (event + 1) * LENGTH)
                    .sum();
            assertThat(logs[event]).isCloseTo(sum, within(ROUNDING));
        }
        assertThat(NET.loss(tape(), x, PARTICLES).item())
                .isCloseTo(-Arrays.stream(logs).sum(), within(ROUNDING));
    }

    /// Every number of a sample, put through its conditional distribution function, is uniform and independent.
    @Test
    void samplesHaveExactlyTheirDensity() {
        int events = 600;
        double[] x = sample("exact", events);
        double[] p = NET.mixtures(tape(), x, PARTICLES);
        double[] values = NET.reordered(x, PARTICLES);
        double[] u = IntStream.range(0, values.length)
                .mapToDouble(i -> probability(NET.mixture(i), values[i], p, i * p.length / values.length))
                .toArray();
        for (int i = 0; i < LENGTH; i++) {
            int position = i;
            double[] own = IntStream.range(0, events)
                    .mapToDouble(e -> u[e * LENGTH + position])
                    .toArray();
            // above 2.2 in one of ten thousand samples
            assertThat(kolmogorov(own)).as("value %d", i).isLessThan(2.2);
        }
        // 4 standard deviations of 28 correlations
        for (int i = 0; i < LENGTH; i++) {
            for (int k = 0; k < i; k++) {
                assertThat(correlation(u, i, k))
                        .as("%d, %d", i, k)
                        .isBetween(-4 / Math.sqrt(events), 4 / Math.sqrt(events));
            }
        }
    }

    private static double correlation(double[] u, int i, int k) {
        double[] a = IntStream.range(0, u.length / LENGTH)
                .mapToDouble(e -> u[e * LENGTH + i])
                .toArray();
        double[] b = IntStream.range(0, u.length / LENGTH)
                .mapToDouble(e -> u[e * LENGTH + k])
                .toArray();
        return SampleStatistics.correlation(a, b);
    }

    /// The entropy is the mean over events of the entropies of the conditionals, which an integral gives.
    @Test
    void theMeanLogDensityOfSamplesIsMinusTheirEntropy() {
        double[] logs = NET.logDensity(tape(), sample("log density", 3000), PARTICLES);
        double[] entropies = entropies(sample("entropy", 200));
        SampleStatistics density = SampleStatistics.of(logs);
        SampleStatistics entropy = SampleStatistics.of(entropies);
        double error = Math.hypot(
                density.standardDeviation() / Math.sqrt(logs.length),
                entropy.standardDeviation() / Math.sqrt(entropies.length));
        assertThat(density.mean()).isCloseTo(-entropy.mean(), within(3 * error));
        assertThat(error).isLessThan(0.1);
    }

    private static double[] entropies(double[] x) {
        double[] p = NET.mixtures(tape(), x, PARTICLES);
        int parameters = p.length / x.length;
        double[] r = new double[x.length / LENGTH];
        for (int i = 0; i < x.length; i++) {
            Mixture mixture = NET.mixture(i);
            int at = i * parameters;
            double reach = mixture.kind() == MixtureComponent.VON_MISES ? Math.PI : 40;
            r[i / LENGTH] += integral(
                    v -> {
                        double log = mixture.logDensity(v, p, at);
                        return -log * Math.exp(log);
                    },
                    -reach,
                    reach,
                    800);
        }
        return r;
    }

    @Test
    void theGradientIsThatOfDifferences() {
        double[] x = sample("gradient", 3);
        double[] gradient = new double[WEIGHTS.size()];
        try (Workers workers = new Workers(1)) {
            GradientStep step = new GradientStep(WEIGHTS, workers);
            step.run(1, (tape, shard) -> NET.loss(tape, x, PARTICLES));
            WEIGHTS.engine().ops().read(step.gradient(), 0, gradient);
        }
        double[] values = new double[WEIGHTS.size()];
        WEIGHTS.engine().ops().read(WEIGHTS.values(), 0, values);
        double h = 1e-5;
        for (int i = 0; i < values.length; i += 7) {
            double slope = (shifted(values, i, h, x) - shifted(values, i, -h, x)) / (2 * h);
            // losses of some tens: rounding 1e-10; third derivatives up to 1e3: curvature 1e-8
            assertThat(gradient[i]).as("weight %d", i).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
        }
        shifted(values, 0, 0, x);
    }

    private static double shifted(double[] values, int i, double h, double[] x) {
        double[] moved = values.clone();
        moved[i] += h;
        WEIGHTS.engine().ops().write(moved, WEIGHTS.values(), 0);
        WEIGHTS.pack();
        double loss = NET.loss(tape(), x, PARTICLES).item();
        WEIGHTS.engine().ops().write(values, WEIGHTS.values(), 0);
        WEIGHTS.pack();
        return loss;
    }

    @Test
    void processesAreToldApart() {
        double[] x = NET.sample(tape(), STREAMS.stream("processes"), 2, 3);
        assertThat(x).hasSize(24);
        double[] firstTwo = Arrays.copyOf(x, 8);
        assertThat(NET.logDensity(tape(), x, 3)).hasSize(2);
        double of2 = NET.logConditionals(tape(), firstTwo, 2)[7];
        assertThat(of2).isNotEqualTo(NET.logConditionals(tape(), x, 3)[7]);
    }

    @Test
    void aSampleIsThatOfItsStreamAndSinglePrecisionKnowsItsDensity() {
        assertThat(sample("again", 20)).isEqualTo(sample("again", 20)).isNotEqualTo(sample("other", 20));
        Weights floats = PARAMS.weights(Engine.of(Precision.FLOAT32));
        floats.write(WEIGHTS.read());
        double[] x = sample("again", 20);
        double[] exact = NET.logDensity(tape(), x, PARTICLES);
        double[] single = NET.logDensity(Tape.forward(floats), x, PARTICLES);
        for (int i = 0; i < 20; i++) {
            // float32 parameters of narrow distributions
            assertThat(single[i]).isCloseTo(exact[i], within(1e-3));
        }
    }

    @Test
    void numbersPhiPtEtaAndMassOfAParticleFollowEachOther() {
        double[] coordinates = {1, 2, 3, 4, 5, 6, 7, 8};
        UnaryOperator<double[]> reordered = x -> NET.reordered(x, PARTICLES);
        assertThat(reordered.apply(coordinates)).containsExactly(2, 1, 3, 4, 6, 5, 7, 8);
        assertThat(reordered.apply(reordered.apply(coordinates))).isEqualTo(coordinates);
    }

    @Test
    void theConfigurationOfThePaperHasItsSize() {
        JetGptConfig paper = JetGptConfig.paper(List.of(6, 7, 8, 9, 10));
        assertThat(paper.network()).isEqualTo(new TransformerConfig(46, 108, 108, 6, 8));
        assertThat(paper.process(9)).isEqualTo(3);
    }

    @Test
    void whatIsNotLearnedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NET.sample(tape(), STREAMS.stream("x"), 1, 4))
                .withMessage("events of 4 particles are not among those that are learned, [2, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NET.logDensity(tape(), new double[9], 2))
                .withMessageContaining("9 numbers are no events");
        assertThatIllegalArgumentException().isThrownBy(() -> new JetGptConfig(List.of(3, 2), 12, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JetGptConfig(List.of(), 12, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JetGptConfig(List.of(2), 12, 1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> NET.sample(tape(), STREAMS.stream("x"), 0, 2));
    }
}

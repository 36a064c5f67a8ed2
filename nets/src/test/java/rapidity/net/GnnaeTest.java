package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Noise;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.layer.graph.PairMetric;
import rapidity.net.GnnaeConfig.Output;
import rapidity.net.GnnaeConfig.OutputLayer;
import rapidity.random.RandomStreams;

/// What is particular to graph autoencoders.
class GnnaeTest {
    private static final RandomStreams STREAMS = new RandomStreams(20261126);

    /// Sums of five numbers of order 1 in two orders.
    private static final double ROUNDING = 1e-14;

    /// What the published code allocates.
    ///
    /// @source zichunhao/gnn-jet-autoencoder f599535; with the aggregation spelt "local mix" its encoder has 13,897,
    ///     since one test of a size then misses
    @Test
    void theyHaveAsManyParametersAsPublished() {
        assertThat(parameters(GnnaeConfig.jetLevel(30, 3, 45), "encoder")).isEqualTo(14_278);
        assertThat(parameters(GnnaeConfig.jetLevel(30, 3, 45), "decoder")).isEqualTo(55_300);
        assertThat(parameters(GnnaeConfig.particleLevel(30, 3, 2), "encoder")).isEqualTo(13_963);
        assertThat(parameters(GnnaeConfig.particleLevel(30, 3, 2), "decoder")).isEqualTo(13_990);
    }

    private static int parameters(GnnaeConfig config, String side) {
        Params p = Params.of(STREAMS);
        assertThat(Autoencoder.of(p, config)).isNotNull();
        return p.parameters().stream()
                .filter(parameter -> parameter.name().startsWith(side + "."))
                .mapToInt(parameter -> parameter.shape().size())
                .sum();
    }

    @Test
    void latentSizesAreThoseOfTheTables() {
        assertThat(GnnaeConfig.jetLevel(30, 3, 45).latentSize()).isEqualTo(45);
        assertThat(GnnaeConfig.particleLevel(30, 3, 3).latentSize()).isEqualTo(90);
    }

    /// With particles all alike the nodes are alike, so that mean, largest and smallest are the same numbers.
    @Test
    void meanMaximumAndMinimumOfEqualNodesAreTheNodes() {
        PaddedJets alike = jets(5, 3, i -> Math.sin(i % 3));
        double[] mean = run(GnnaeConfig.jetLevel(5, 3, 6), alike).latents();
        for (LatentAggregation other : List.of(LatentAggregation.MAX, LatentAggregation.MIN)) {
            double[] latents = run(GnnaeConfig.jetLevel(5, 3, 6).withAggregation(other), alike)
                    .latents();
            for (int i = 0; i < mean.length; i++) {
                assertThat(latents[i]).as("%s", other).isCloseTo(mean[i], within(ROUNDING));
            }
        }
    }

    @Test
    void theMeanIsBetweenTheSmallestAndTheLargest() {
        PaddedJets jets = jets(5, 3, i -> Math.sin(i * i));
        double[] mean = run(GnnaeConfig.jetLevel(5, 3, 6), jets).latents();
        double[] most = run(GnnaeConfig.jetLevel(5, 3, 6).withAggregation(LatentAggregation.MAX), jets)
                .latents();
        double[] least = run(GnnaeConfig.jetLevel(5, 3, 6).withAggregation(LatentAggregation.MIN), jets)
                .latents();
        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isStrictlyBetween(least[i], most[i]);
        }
    }

    @Test
    void polarMomentaHaveNoNegativeTransverseMomentum() {
        PaddedJets jets = jets(5, 3, i -> Math.sin(i * i));
        GnnaeConfig free = GnnaeConfig.particleLevel(5, 3, 2).withOutput(OutputLayer.LINEAR, Output.FREE);
        double[] before = run(free, jets).reconstruction();
        double[] after =
                run(free.withOutput(OutputLayer.LINEAR, Output.POLAR), jets).reconstruction();
        double[] tanh = run(free.withOutput(OutputLayer.LINEAR, Output.POLAR_TANH), jets)
                .reconstruction();
        assertThat(Arrays.stream(before)).anyMatch(v -> v < 0);
        for (int i = 0; i < before.length; i++) {
            boolean momentum = i % 3 == 0;
            assertThat(after[i]).isEqualTo(momentum ? Math.max(before[i], 1e-16) : before[i]);
            assertThat(tanh[i])
                    .isCloseTo(
                            momentum ? Math.max(Math.tanh(before[i]), 1e-16) : Math.tanh(before[i]), within(ROUNDING));
        }
    }

    @Test
    void rectifiedOutputsAreTheLeakyReluOfLinearOnes() {
        GnnaeConfig linear = GnnaeConfig.jetLevel(5, 3, 2).withOutput(OutputLayer.LINEAR, Output.FREE);
        double[] latents = {0.3, -0.7};
        double[] before = decode(linear, latents);
        double[] after = decode(linear.withOutput(OutputLayer.RECTIFIED, Output.FREE), latents);
        assertThat(Arrays.stream(before)).anyMatch(v -> v < 0);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i] > 0 ? before[i] : 0.2 * before[i], within(ROUNDING));
        }
    }

    @Test
    void dropoutActsInTrainingOnly() {
        GnnaeConfig config = GnnaeConfig.jetLevel(5, 3, 6).withDropout(0.4);
        PaddedJets jets = jets(5, 3, i -> Math.sin(i * i));
        assertThat(run(config, jets).latents())
                .isEqualTo(run(config.withDropout(0), jets).latents());
        Params p = Params.of(STREAMS);
        Autoencoder net = Autoencoder.of(p, config);
        Tape tape = Tape.forward(p.weights(Engine.of(Precision.FLOAT64)));
        tape.train(Noise.ofStep(STREAMS, 0));
        assertThat(net.encode(tape, jets).toArray())
                .isNotEqualTo(run(config, jets).latents());
    }

    @Test
    void descriptionsThatCannotBeAreRefused() {
        GnnaeConfig c = GnnaeConfig.jetLevel(5, 3, 2);
        Map<String, Runnable> refused = Map.of(
                "no such graph autoencoder: 0 particles", () -> GnnaeConfig.jetLevel(0, 3, 2),
                "nodes of width 30 have no room for 31 features", () -> GnnaeConfig.jetLevel(5, 31, 2),
                "a Minkowski metric needs four-momenta, not 3 features", () -> c.withMetric(PairMetric.MINKOWSKI),
                "0 steps", () -> c.withSteps(List.of()),
                "not 1.0", () -> c.withDropout(1),
                "no such step of messages: nodes of [0]", () -> new GnnaeConfig.Step(List.of(0), List.of(1)),
                "polar momenta have three or four features, not 5",
                        () -> GnnaeConfig.jetLevel(5, 5, 2).withOutput(OutputLayer.LINEAR, Output.POLAR));
        refused.forEach((message, construction) -> assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message));
    }

    private static AutoencoderUnderTest.Run run(GnnaeConfig config, PaddedJets jets) {
        return new AutoencoderUnderTest(config, Engine.of(Precision.FLOAT64)).run(jets);
    }

    private static double[] decode(GnnaeConfig config, double[] latents) {
        Params p = Params.of(STREAMS);
        Autoencoder net = Autoencoder.of(p, config);
        Tape tape = Tape.forward(p.weights(Engine.of(Precision.FLOAT64)));
        return net.decode(tape.tensor(latents, 1, latents.length)).toArray();
    }

    private static PaddedJets jets(int particles, int features, IntToDoubleFunction values) {
        double[] x = new double[particles * features];
        Arrays.setAll(x, values);
        boolean[] real = new boolean[particles];
        Arrays.fill(real, true);
        return new PaddedJets(1, particles, features, x, real);
    }
}

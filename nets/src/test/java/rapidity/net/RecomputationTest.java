package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.Weights;
import rapidity.layer.Tokens;
import rapidity.random.RandomStreams;

class RecomputationTest {
    private static final long SEED = 3;

    /// Of twelve blocks one is there at a time, with what passes between all of them.
    private static final double MEMORY = 0.3;

    static Stream<List<NetConfig>> pairs() {
        Channels in = new Channels(2, 2);
        Channels hidden = new Channels(4, 8);
        Channels out = new Channels(1, 1);
        LgatrConfig plain =
                LgatrConfig.v2(in, hidden, out, 3, 2).withReinserted(new ReinsertedChannels(List.of(1), List.of(0)));
        ConditionalLgatrConfig conditional = ConditionalLgatrConfig.v1(in, new Channels(2, 1), hidden, out, 2, 2);
        GapConfig gap = GapConfig.v2(in, hidden, out, 3, 2);
        LgatrSlimConfig slim =
                LgatrSlimConfig.v2(new VectorChannels(2, 2), new VectorChannels(4, 8), new VectorChannels(0, 1), 3, 2);
        return Stream.of(
                List.of(slim, slim.withRecomputation(Recomputation.BLOCKS)),
                List.of(plain, plain.withRecomputation(Recomputation.BLOCKS)),
                List.of(conditional, conditional.withRecomputation(Recomputation.BLOCKS)),
                List.of(gap, gap.withRecomputation(Recomputation.BLOCKS)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void recomputationChangesNoBitOfAGradient(List<NetConfig> pair) {
        for (Precision precision : Precision.values()) {
            NetUnderTest.Differentiated kept = differentiate(pair.getFirst(), precision);
            NetUnderTest.Differentiated again = differentiate(pair.getLast(), precision);
            assertThat(again.output().multivectors()).isEqualTo(kept.output().multivectors());
            assertThat(again.byInputs().multivectors())
                    .isEqualTo(kept.byInputs().multivectors());
            assertThat(again.byInputs().scalars()).isEqualTo(kept.byInputs().scalars());
            kept.byParameters()
                    .forEach((name, g) ->
                            assertThat(again.byParameters().get(name)).as(name).isEqualTo(g));
        }
    }

    private static NetUnderTest.Differentiated differentiate(NetConfig config, Precision precision) {
        NetUnderTest net = NetUnderTest.of(config, Engine.of(precision), SEED);
        Tokens x = Tokens.random(net.in, 40, new RandomStreams(SEED).stream("x"));
        return net.differentiate(x, Attend.segments(0, 11, 40));
    }

    @Test
    void recomputationNeedsLittleMemory(TestReporter reporter) {
        LgatrConfig config = LgatrConfig.v2(new Channels(1, 1), new Channels(16, 32), new Channels(1, 0), 12, 8)
                .withMlpRatio(2);
        double all = megabytes(config);
        double blocks = megabytes(config.withRecomputation(Recomputation.BLOCKS));
        reporter.publishEntry("megabytes of a step", all + ", recomputing blocks " + blocks);
        assertThat(blocks).isLessThan(MEMORY * all);
    }

    /// What a gradient of 200 tokens leaves on the heap, apart from weights and their gradients.
    private static double megabytes(LgatrConfig config) {
        Params p = Params.of(new RandomStreams(SEED));
        Lgatr net = new Lgatr(p, config);
        Weights weights = p.weights(Engine.of(Precision.FLOAT32));
        Gradients gradients = new Gradients(weights);
        Tokens x = Tokens.random(config.in(), 200, new RandomStreams(SEED).stream("x"));
        double before = usedMegabytes();
        Tape tape = Tape.recording(weights, gradients);
        Tensor loss = NetUnderTest.loss(net.apply(x.on(tape), Attend.equal(4, 50)));
        tape.backward(loss);
        double after = usedMegabytes();
        tape.reset();
        return after - before;
    }

    private static double usedMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() * 1e-6;
    }
}

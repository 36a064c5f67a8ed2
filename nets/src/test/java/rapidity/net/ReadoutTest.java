package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Readout;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.layer.KeyValues;
import rapidity.layer.Tokens;
import rapidity.random.RandomStreams;

/// What a network of which only the first tokens are read computes, beside the whole network.
class ReadoutTest {
    private static final int[] OFFSETS = {0, 3, 4, 37};
    private static final int[] FIRST = {0, 3, 4};
    private static final Attend ATTEND = Attend.segments(OFFSETS);
    private static final Channels IN = new Channels(2, 3);

    /// Sums over all tokens and sums over fewer round differently.
    private static final double ROUNDING = 1e-11;

    /// @param name of the network
    /// @param net of parameters and of what is read: a function of tokens and attention, `[tokens, n]`
    private record Case(String name, BiFunction<Params, Readout, BiFunction<Multivectors, Attend, Tensor>> net) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case lgatr(String name, LgatrConfig c) {
        return new Case(name, (p, readout) -> {
            Lgatr net = new Lgatr(p, c, readout);
            return (x, attend) -> {
                Multivectors y = net.apply(x, attend);
                return Tensor.concatenate(
                        1, List.of(y.multivectors().reshape(-1, 16 * c.out().multivectors()), y.scalars()));
            };
        });
    }

    private static Case slim(String name, LgatrSlimConfig c) {
        return new Case(name, (p, readout) -> {
            LgatrSlim net = new LgatrSlim(p, c, readout);
            return (x, attend) -> net.apply(VectorsScalars.of(x.multivectors().slice(2, 1, 5), x.scalars()), attend)
                    .scalars();
        });
    }

    private static Stream<Case> cases() {
        LgatrConfig two = LgatrConfig.v2(IN, new Channels(4, 5), new Channels(1, 2), 2, 2);
        LgatrSlimConfig slim =
                LgatrSlimConfig.v2(new VectorChannels(2, 3), new VectorChannels(4, 8), new VectorChannels(0, 2), 2, 2);
        TransformerConfig plain = new TransformerConfig(3, 24, 2, 2, 3);
        return Stream.of(
                lgatr("L-GATr", two.withHeadScale()),
                lgatr(
                        "L-GATr with shared keys, reinserted channels and recomputation",
                        two.withBlock(b -> b.withAttention(a -> a.withKeyValues(KeyValues.SHARED)))
                                .withReinserted(new ReinsertedChannels(List.of(1), List.of(0, 2)))
                                .withRecomputation(Recomputation.BLOCKS)),
                lgatr("L-GATr without blocks", LgatrConfig.v2(IN, new Channels(4, 5), new Channels(1, 2), 0, 1)),
                slim("L-GATr-slim", slim),
                slim("L-GATr-slim of one block", LgatrSlimConfig.v1(slim.in(), slim.hidden(), slim.out(), 1, 4)),
                new Case("transformer", (p, readout) -> {
                    Transformer net = new Transformer(p, plain);
                    return (x, attend) -> net.apply(x.scalars(), attend, readout);
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void firstTokensHaveTheSameBitsAloneAndUpToRoundingTheSameGradients(Case c) {
        Result all = result(c, Readout.EVERY_TOKEN, ATTEND);
        Result first = result(c, Readout.FIRST_TOKENS, ATTEND);
        assertThat(first.values).containsExactly(all.values);
        assertThat(first.gradient).containsExactly(all.gradient, within(ROUNDING));
        assertThat(Arrays.stream(all.gradient).filter(g -> Math.abs(g) > 1e-3).count())
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void masksHideTheSameKeys(Case c) {
        double[] hidden = new double[OFFSETS[3]];
        hidden[1] = Double.NEGATIVE_INFINITY;
        hidden[20] = Double.NEGATIVE_INFINITY;
        double[][] scores = {new double[9], {0.5}, new double[33 * 33]};
        scores[0][1] = 1;
        scores[2][5] = -2;
        Attend masked = ATTEND.withKeyMask(hidden).withMask(scores);
        assertThat(result(c, Readout.FIRST_TOKENS, masked).values)
                .containsExactly(result(c, Readout.EVERY_TOKEN, masked).values);
        assertThat(result(c, Readout.FIRST_TOKENS, ATTEND.causal()).values)
                .containsExactly(result(c, Readout.EVERY_TOKEN, ATTEND.causal()).values);
    }

    private record Result(double[] values, double[] gradient) {}

    private static Result result(Case c, Readout readout, Attend attend) {
        RandomStreams streams = new RandomStreams(5);
        Params p = Params.of(streams);
        BiFunction<Multivectors, Attend, Tensor> net = c.net.apply(p, readout);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        Gradients gradients = new Gradients(weights);
        Tape tape = Tape.recording(weights, gradients);
        Multivectors x = Tokens.random(IN, OFFSETS[3], streams.stream("x")).on(tape);
        Tensor y = net.apply(x, attend);
        Tensor read = readout == Readout.EVERY_TOKEN ? y.gather(FIRST) : y;
        double[] values = read.toArray();
        tape.backward(read.times(read).sum());
        double[] gradient = NetUnderTest.byName(weights, gradients).values().stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return new Result(values, gradient);
    }
}

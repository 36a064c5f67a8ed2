package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Attend;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.layer.Tokens;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// What holds for every network with every engine. A test class says with which engine.
public interface NetContract extends SymmetryContract, DerivativesContract {
    /// Of every random stream, for the reader of a failure.
    long SEED = 20251126;

    /// Sums over the tokens of a jet in another order, relative to the largest result.
    double ROUNDING = 1e-13;

    /// Jets of 3, 1, 0, 18 and 7 tokens: smaller and larger than a tile, none beginning with one.
    int[] OFFSETS = {0, 3, 4, 4, 22, 29};

    /// How far other jets in a batch, padding, or their order may move a jet's numbers, relative to the largest one:
    /// not by a bit, where kernels sum in a fixed order.
    default double neighbours(Precision precision) {
        return 0;
    }

    static List<NetConfig> configs() {
        return SampleConfigs.all();
    }

    private NetUnderTest net(NetConfig config, Precision precision) {
        return NetUnderTest.of(config, engine(precision), SEED);
    }

    private static RandomStream random() {
        return new RandomStreams(SEED).stream("test");
    }

    private static Tokens jets(NetUnderTest net) {
        return Tokens.random(net.in, OFFSETS[OFFSETS.length - 1], random());
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void outputsHaveTheWidthOfTheConfiguration(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT32);
        Tokens y = net.apply(jets(net), Attend.segments(OFFSETS));
        assertThat(y.width()).isEqualTo(net.out);
        assertThat(y.count()).isEqualTo(OFFSETS[OFFSETS.length - 1]);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void noTokensGiveNoTokens(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT32);
        assertThat(net.apply(Tokens.random(net.in, 0, random()), Attend.full(0)).count())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void permutingTheTokensOfAJetPermutesTheOutputs(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT64);
        Tokens x = jets(net);
        int[] order = random().permutation(x.count());
        Attend attend = Attend.full(x.count());
        assertThat(largestDeviation(
                        net.apply(x.gather(order), attend), net.apply(x, attend).gather(order)))
                .isLessThan(ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void aJetAloneHasTheBitsOfTheBatch(NetConfig config) {
        for (Precision precision : Precision.values()) {
            NetUnderTest net = net(config, precision);
            Tokens x = jets(net);
            Tokens y = net.apply(x, Attend.segments(OFFSETS));
            for (int jet = 0; jet + 1 < OFFSETS.length; jet++) {
                Tokens alone = x.slice(OFFSETS[jet], OFFSETS[jet + 1]);
                Tokens expected = y.slice(OFFSETS[jet], OFFSETS[jet + 1]);
                assertUnmoved(net.apply(alone, Attend.full(alone.count())), expected, precision);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void paddedAndMaskedJetsHaveTheBitsOfRaggedOnes(NetConfig config) {
        int length = 21;
        double[] padding = new double[(OFFSETS.length - 1) * length];
        Arrays.fill(padding, Double.NEGATIVE_INFINITY);
        int[] places = new int[OFFSETS[OFFSETS.length - 1]];
        for (int jet = 0; jet + 1 < OFFSETS.length; jet++) {
            for (int token = OFFSETS[jet]; token < OFFSETS[jet + 1]; token++) {
                places[token] = jet * length + token - OFFSETS[jet];
                padding[places[token]] = 0;
            }
        }
        Attend attend = Attend.equal(OFFSETS.length - 1, length).withKeyMask(padding);
        for (Precision precision : Precision.values()) {
            NetUnderTest net = net(config, precision);
            Tokens padded = Tokens.random(net.in, padding.length, random());
            Tokens ragged = net.apply(padded.gather(places), Attend.segments(OFFSETS));
            assertUnmoved(net.apply(padded, attend).gather(places), ragged, precision);
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void theOrderOfJetsDoesNotChangeTheirBits(NetConfig config) {
        for (Precision precision : Precision.values()) {
            NetUnderTest net = net(config, precision);
            Tokens x = jets(net);
            Tokens y = net.apply(x, Attend.segments(0, 22, 29));
            int[] swapped = IntStream.concat(IntStream.range(22, 29), IntStream.range(0, 22))
                    .toArray();
            assertUnmoved(net.apply(x.gather(swapped), Attend.segments(0, 7, 29)), y.gather(swapped), precision);
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void recordingDoesNotChangeBits(NetConfig config) {
        for (Precision precision : Precision.values()) {
            NetUnderTest net = net(config, precision);
            Tokens x = jets(net);
            Attend attend = Attend.segments(OFFSETS);
            assertSameBits(net.differentiate(x, attend).output(), net.apply(x, attend));
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void oneTapeComputesTheSameBitsAgainAndAgain(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT32);
        Tokens x = jets(net);
        Attend attend = Attend.segments(OFFSETS);
        Tape tape = Tape.forward(net.weights);
        Tokens first = Tokens.of(net.apply(x.on(tape), attend));
        assertSameBits(Tokens.of(net.apply(x.on(tape), attend)), first);
        tape.reset();
        assertSameBits(Tokens.of(net.apply(x.on(tape), attend)), first);
    }

    private static double largestDeviation(Tokens actual, Tokens expected) {
        return Math.max(
                largestDeviation(actual.multivectors(), expected.multivectors()),
                largestDeviation(actual.scalars(), expected.scalars()));
    }

    private static double largestDeviation(double[] actual, double[] expected) {
        return expected.length == 0 ? 0 : GoldenRun.deviation(actual, expected) / GoldenRun.largest(expected);
    }

    private void assertUnmoved(Tokens actual, Tokens expected, Precision precision) {
        if (neighbours(precision) == 0) {
            assertSameBits(actual, expected);
        } else {
            assertThat(largestDeviation(actual, expected)).isLessThan(neighbours(precision));
        }
    }

    private static void assertSameBits(Tokens actual, Tokens expected) {
        assertThat(actual.multivectors()).isEqualTo(expected.multivectors());
        assertThat(actual.scalars()).isEqualTo(expected.scalars());
    }
}

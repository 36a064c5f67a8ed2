package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Attend;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.layer.Tokens;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// What holds for every network with every engine. A test class says with which engine.
public interface NetContract extends SymmetryContract {
    /// Of every random stream, for the reader of a failure.
    long SEED = 20251126;

    /// Central differences with a step of 1e-6: truncation 1e-12, rounding 1e-16 / 1e-6 = 1e-10, both times numbers of
    /// order 10 to 100. A larger step meets the kinks of the norms now and then.
    double DIFFERENCE = 1e-7;

    double STEP = 1e-6;

    /// Sizes of multivectors in CGENN's norms have slopes that grow without bound towards the light cone. Truncation
    /// falls
    /// with the square of the step; rounding, 1e-16 / 1e-7, is still below the bar.
    double STEP_NEAR_THE_LIGHT_CONE = 1e-7;

    /// Sums over the tokens of a jet in another order, relative to the largest result.
    double ROUNDING = 1e-13;

    /// Jets of 3, 1, 0, 18 and 7 tokens: smaller and larger than a tile, none beginning with one.
    int[] OFFSETS = {0, 3, 4, 4, 22, 29};

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
    default void gradientsReachEveryParameter(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT64);
        Map<String, double[]> gradients =
                net.differentiate(jets(net), Attend.segments(OFFSETS)).byParameters();
        Set<String> frozen = net.weights.parameters().stream()
                .filter(p -> !p.trainable())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        gradients.forEach((name, gradient) -> {
            if (frozen.contains(name) && !name.contains("running")) {
                assertThat(Arrays.stream(gradient)).as(name).allMatch(g -> g == 0);
            } else {
                assertReached(config, net, name, gradient);
            }
        });
    }

    private static void assertReached(NetConfig config, NetUnderTest net, String name, double[] gradient) {
        if (config.toString().contains("WITHOUT_BIVECTORS") && name.matches(".*mlp.*(linear_out|layers.2).weight")) {
            // of ten maps, those from bivectors see zeros
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i] == 0).as(name).isEqualTo(i % 10 == 2 || i % 10 == 7);
            }
        } else if (config instanceof LgatrConfig && net.symmetry.isPresent() && net.out.multivectors() == 0) {
            // only scalar components of the last block matter
            assertThat(Arrays.stream(gradient).allMatch(g -> g == 0)).as(name).isEqualTo(gradient.length == 0);
        } else if (name.matches("blocks.*crossattention.kv_linear.*bias")) {
            // without a norm, keys have a bias in vain here too
            assertThat(Arrays.copyOfRange(gradient, gradient.length / 2, gradient.length))
                    .as(name)
                    .doesNotContain(0);
        } else if (config instanceof LorentzNetConfig || config instanceof PfnConfig || config instanceof CgennConfig) {
            // a ReLU may be off for all of five jets
            assertThat(Arrays.stream(gradient).anyMatch(g -> g != 0)).as(name).isTrue();
        } else if (name.endsWith("qkv_linear.bias")) {
            // keys have a bias in vain: the same number added to all scores of a query changes no softmax
            int third = gradient.length / 3;
            assertThat(Arrays.copyOf(gradient, third)).as(name).doesNotContain(0);
            assertThat(Arrays.copyOfRange(gradient, 2 * third, 3 * third))
                    .as(name)
                    .doesNotContain(0);
        } else {
            assertThat(gradient).as(name).doesNotContain(0);
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void gradientsByParametersAreThoseOfFiniteDifferences(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT64);
        Tokens x = jets(net);
        Attend attend = Attend.segments(OFFSETS);
        Map<String, double[]> gradients = net.differentiate(x, attend).byParameters();
        RandomStream random = random();
        for (Parameter p : net.weights.parameters()) {
            double[] direction = random.doubles(p.shape().size(), -1, 1).toArray();
            double step = step(config);
            double up = lossAt(net, p, direction, step, x, attend);
            double down = lossAt(net, p, direction, -step, x, attend);
            assertClose(
                    dot(Objects.requireNonNull(gradients.get(p.name())), direction),
                    (up - down) / (2 * step),
                    p.name());
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void gradientsByInputsAreThoseOfFiniteDifferences(NetConfig config) {
        NetUnderTest net = net(config, Precision.FLOAT64);
        Tokens x = jets(net);
        Attend attend = Attend.segments(OFFSETS);
        Tokens gradient = net.differentiate(x, attend).byInputs();
        Tokens direction = Tokens.random(net.in, x.count(), random());
        for (int token = 0; token < x.count(); token++) {
            Tokens along = direction.only(token);
            double step = step(config);
            double up = net.loss(x.plus(step, along), attend);
            double down = net.loss(x.plus(-step, along), attend);
            double actual =
                    dot(gradient.multivectors(), along.multivectors()) + dot(gradient.scalars(), along.scalars());
            assertClose(actual, (up - down) / (2 * step), "token " + token);
        }
    }

    private static double step(NetConfig config) {
        return config instanceof CgennConfig ? STEP_NEAR_THE_LIGHT_CONE : STEP;
    }

    private static double lossAt(
            NetUnderTest net, Parameter p, double[] direction, double step, Tokens x, Attend attend) {
        Map<String, double[]> original = net.weights.read();
        Map<String, double[]> moved = net.weights.read();
        moved.computeIfPresent(p.name(), (name, values) -> Tokens.sum(values, step, direction));
        net.weights.write(moved);
        double loss = net.loss(x, attend);
        net.weights.write(original);
        return loss;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void assertClose(double actual, double expected, String what) {
        assertThat(Math.abs(actual - expected))
                .as("%s: gradient %s, finite difference %s", what, actual, expected)
                .isLessThan(DIFFERENCE * Math.max(1, Math.abs(expected)));
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
                assertSameBits(net.apply(alone, Attend.full(alone.count())), y.slice(OFFSETS[jet], OFFSETS[jet + 1]));
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
            assertSameBits(net.apply(padded, attend).gather(places), ragged);
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
            assertSameBits(net.apply(x.gather(swapped), Attend.segments(0, 7, 29)), y.gather(swapped));
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

    private static void assertSameBits(Tokens actual, Tokens expected) {
        assertThat(actual.multivectors()).isEqualTo(expected.multivectors());
        assertThat(actual.scalars()).isEqualTo(expected.scalars());
    }
}

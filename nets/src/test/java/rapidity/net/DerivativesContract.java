package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.layer.Tokens;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// The derivatives of every network are those of finite differences, and reach every parameter.
public interface DerivativesContract {
    /// Central differences with a step of 1e-6: truncation 1e-12, rounding 1e-16 / 1e-6 = 1e-10, both times numbers of
    /// order 10 to 100. A larger step meets the kinks of the norms now and then.
    double DIFFERENCE = 1e-7;

    double STEP = 1e-6;

    /// Sizes of multivectors in CGENN's norms have slopes that grow without bound towards the light cone. Truncation
    /// falls with the square of the step; rounding, 1e-16 / 1e-7, is still below the bar.
    double STEP_NEAR_THE_LIGHT_CONE = 1e-7;

    /// The scalar kernels, whose gradients are those of finite differences; these need hundreds of passes, and nobody
    /// else is held to them directly.
    default Optional<Engine> differentiated(Precision precision) {
        return Optional.of(Engine.scalar(precision));
    }

    Engine engine(Precision precision);

    private NetUnderTest net(NetConfig config) {
        return NetUnderTest.of(config, engine(Precision.FLOAT64), NetContract.SEED);
    }

    private static RandomStream random() {
        return new RandomStreams(NetContract.SEED).stream("test");
    }

    private static Tokens jets(NetUnderTest net) {
        return Tokens.random(net.in, NetContract.OFFSETS[NetContract.OFFSETS.length - 1], random());
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void gradientsReachEveryParameter(NetConfig config) {
        NetUnderTest net = net(config);
        Map<String, double[]> gradients = net.differentiate(jets(net), Attend.segments(NetContract.OFFSETS))
                .byParameters();
        Set<String> frozen = net.weights.parameters().stream()
                .filter(p -> !p.trainable())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        gradients.forEach((name, gradient) -> {
            if (frozen.contains(name) && !name.matches(".*(running|inv_(mean|std)).*")) {
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
        NetUnderTest net = net(config);
        Tokens x = jets(net);
        Attend attend = Attend.segments(NetContract.OFFSETS);
        Map<String, double[]> gradients = net.differentiate(x, attend).byParameters();
        Optional<Map<String, double[]>> known = differentiated(Precision.FLOAT64)
                .map(e -> NetUnderTest.of(config, e, NetContract.SEED)
                        .differentiate(x, attend)
                        .byParameters());
        RandomStream random = random();
        for (Parameter p : net.weights.parameters()) {
            double[] direction = random.doubles(p.shape().size(), -1, 1).toArray();
            double step = step(config);
            double expected = known.map(k -> dot(Objects.requireNonNull(k.get(p.name())), direction))
                    .orElseGet(() ->
                            (lossAt(net, p, direction, step, x, attend) - lossAt(net, p, direction, -step, x, attend))
                                    / (2 * step));
            assertClose(dot(Objects.requireNonNull(gradients.get(p.name())), direction), expected, p.name());
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.NetContract#configs")
    default void gradientsByInputsAreThoseOfFiniteDifferences(NetConfig config) {
        NetUnderTest net = net(config);
        Tokens x = jets(net);
        Attend attend = Attend.segments(NetContract.OFFSETS);
        Tokens gradient = net.differentiate(x, attend).byInputs();
        Optional<Tokens> known = differentiated(Precision.FLOAT64)
                .map(e -> NetUnderTest.of(config, e, NetContract.SEED)
                        .differentiate(x, attend)
                        .byInputs());
        Tokens direction = Tokens.random(net.in, x.count(), random());
        for (int token = 0; token < x.count(); token++) {
            Tokens along = direction.only(token);
            double step = step(config);
            double expected = known.map(k -> dot(k, along))
                    .orElseGet(() -> (net.loss(x.plus(step, along), attend) - net.loss(x.plus(-step, along), attend))
                            / (2 * step));
            assertClose(dot(gradient, along), expected, "token " + token);
        }
    }

    private static double dot(Tokens a, Tokens b) {
        return dot(a.multivectors(), b.multivectors()) + dot(a.scalars(), b.scalars());
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
}

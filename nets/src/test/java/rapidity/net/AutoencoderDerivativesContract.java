package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.random.RandomStream;

/// The derivatives of every autoencoder are those of finite differences, and reach every parameter.
public interface AutoencoderDerivativesContract {
    /// Central differences with a step of 1e-6: truncation 1e-12, rounding 1e-16 / 1e-6 = 1e-10, both times numbers of
    /// order 10 to 100.
    double DIFFERENCE = 1e-7;

    double STEP = 1e-6;

    /// The scalar kernels, whose gradients are those of finite differences; these need hundreds of passes, and nobody
    /// else is held to them directly.
    default Optional<Engine> differentiated(Precision precision) {
        return Optional.of(Engine.scalar(precision));
    }

    Engine engine(Precision precision);

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void gradientsReachEveryParameter(AutoencoderSample sample) {
        AutoencoderUnderTest net = new AutoencoderUnderTest(sample.config(), engine(Precision.FLOAT64));
        Map<String, double[]> gradients =
                net.differentiate(AutoencoderContract.jets(sample.config())).gradients();
        for (Parameter p : net.weights.parameters()) {
            double[] gradient = Objects.requireNonNull(gradients.get(p.name()));
            assertThat(Arrays.stream(gradient).anyMatch(g -> Math.abs(g) > AutoencoderContract.ROUNDING))
                    .as(p.name())
                    .isEqualTo(p.trainable());
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void gradientsAreThoseOfFiniteDifferences(AutoencoderSample sample) {
        AutoencoderUnderTest net = new AutoencoderUnderTest(sample.config(), engine(Precision.FLOAT64));
        PaddedJets x = AutoencoderContract.jets(sample.config());
        RandomStream random = AutoencoderContract.random();
        moveOffTheCorners(net, random);
        Map<String, double[]> gradients = net.differentiate(x).gradients();
        Optional<Map<String, double[]>> known = differentiated(Precision.FLOAT64)
                .map(e -> {
                    AutoencoderUnderTest same = new AutoencoderUnderTest(sample.config(), e);
                    same.weights.write(net.weights.read());
                    return same.differentiate(x).gradients();
                });
        for (Parameter p : net.weights.parameters()) {
            double[] direction = random.doubles(p.shape().size(), -1, 1).toArray();
            double expected = known.map(k -> along(k, p, direction))
                    .orElseGet(() ->
                            (lossAt(net, p, STEP, direction, x) - lossAt(net, p, -STEP, direction, x)) / (2 * STEP));
            double actual = along(gradients, p, direction);
            assertThat(actual).as(p.name()).isCloseTo(expected, within(DIFFERENCE * Math.max(1, Math.abs(expected))));
        }
    }

    private static double along(Map<String, double[]> gradients, Parameter p, double[] direction) {
        double[] gradient = Objects.requireNonNull(gradients.get(p.name()));
        return IntStream.range(0, gradient.length)
                .mapToDouble(i -> gradient[i] * direction[i])
                .sum();
    }

    /// Numbers that begin with zero, and pixels that are zero, would leave a ReLU at its corner.
    private static void moveOffTheCorners(AutoencoderUnderTest net, RandomStream random) {
        Map<String, double[]> moved = net.weights.read();
        moved.values().forEach(values -> Arrays.setAll(values, i -> values[i] + 0.1 * random.nextGaussian()));
        net.weights.write(moved);
    }

    private static double lossAt(AutoencoderUnderTest net, Parameter p, double step, double[] direction, PaddedJets x) {
        Map<String, double[]> original = net.weights.read();
        Map<String, double[]> moved = net.weights.read();
        double[] values = Objects.requireNonNull(moved.get(p.name()));
        Arrays.setAll(values, i -> values[i] + step * direction[i]);
        net.weights.write(moved);
        double loss = net.loss(x);
        net.weights.write(original);
        return loss;
    }
}

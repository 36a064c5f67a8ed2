package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.layer.irreps.LorentzGroupLevels.Form;
import rapidity.random.RandomStreams;

/// The Lorentz group autoencoder against the published code, in closed and in general form.
public interface LgaeGoldenContract {
    /// Latents, outputs and losses relative to the largest number: two evaluations in double precision.
    double ROUNDING = 1e-12;

    /// Sums of absolute values of gradients, relative to each.
    double GRADIENT_ROUNDING = 1e-10;

    Engine engine(Precision precision);

    static Stream<Arguments> cases() {
        return LgaeCase.all().stream().flatMap(c -> Stream.of(Form.values()).map(form -> Arguments.of(c, form)));
    }

    /// What the network of a case makes of it.
    record Run(double[] latents, double[] complex, double[] real, Map<String, double[]> gradients) {}

    private Run run(LgaeCase golden, Form form) {
        Params p = Params.of(new RandomStreams(0));
        Lgae net = new Lgae(p, golden.config(), form);
        Weights weights = p.weights(engine(Precision.FLOAT64));
        LgaeCase.fill(weights);
        Gradients gradients = new Gradients(weights);
        Tape tape = Tape.recording(weights, gradients);
        Tensor latents = net.encode(tape, golden.input());
        Tensor complex = net.decodeComplex(latents);
        Tensor real = net.decode(latents);
        double[] seed = chamferGradient(
                real.toArray(), golden.numbers("input"), golden.input().particles());
        tape.backward(real, tape.tensor(seed, real.shape().toArray()));
        return new Run(latents.toArray(), complex.toArray(), real.toArray(), NetUnderTest.byName(weights, gradients));
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.LgaeGoldenContract#cases")
    default void latentsAndOutputsAreThoseOfThePublishedCode(LgaeCase golden, Form form) {
        Run run = run(golden, form);
        assertClose(run.latents, flat(golden));
        assertClose(run.complex, golden.numbers("output_complex"));
        double[] target = golden.numbers("input");
        double mse = 0;
        for (int i = 0; i < target.length; i++) {
            mse += Math.pow(run.real[i] - target[i], 2) / target.length;
        }
        double expected = golden.numbers("loss_mse")[0];
        assertThat(mse).isCloseTo(expected, within(ROUNDING * expected));
        double chamfer = chamfer(run.real, target, golden.input().particles());
        expected = golden.numbers("loss_chamfer")[0];
        assertThat(chamfer).isCloseTo(expected, within(ROUNDING * expected));
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(GoldenRun.deviation(actual, expected)).isLessThan(ROUNDING * GoldenRun.largest(expected));
    }

    /// [jet][scalars, then vectors] of (re/im, jet, 1, channel, component).
    private static double[] flat(LgaeCase golden) {
        int jets = golden.input().jets();
        double[] scalars = golden.numbers("latent_scalar");
        double[] vectors = golden.numbers("latent_vector");
        int size = (scalars.length + vectors.length) / jets;
        double[] r = new double[size * jets];
        for (int jet = 0; jet < jets; jet++) {
            int s = scalars.length / jets;
            int v = vectors.length / jets;
            for (int i = 0; i < s; i++) {
                r[jet * size + i] = scalars[i % 2 * scalars.length / 2 + jet * s / 2 + i / 2];
            }
            for (int i = 0; i < v; i++) {
                r[jet * size + s + i] = vectors[i % 2 * vectors.length / 2 + jet * v / 2 + i / 2];
            }
        }
        return r;
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.LgaeGoldenContract#cases")
    default void gradientsAreThoseOfThePublishedCode(LgaeCase golden, Form form) {
        Run run = run(golden, form);
        assertThat(run.gradients.keySet())
                .containsExactlyInAnyOrderElementsOf(golden.gradientSums().keySet());
        golden.gradientSums().forEach((name, expected) -> {
            double sum = Arrays.stream(Objects.requireNonNull(run.gradients.get(name)))
                    .map(Math::abs)
                    .sum();
            // none, or exactly zero: either way the published code does not learn from this parameter
            double value = expected.orElse(0);
            assertThat(sum).as(name).isCloseTo(value, within(GRADIENT_ROUNDING * value));
            assertThat(sum == 0).as(name + " is dead").isEqualTo(value == 0);
        });
    }

    private static double chamfer(double[] x, double[] y, int particles) {
        double sum = 0;
        for (int i = 0; i < x.length / 4; i++) {
            sum += squaredDistance(x, i, y, nearest(x, i, y, particles)) / 2;
            sum += squaredDistance(y, i, x, nearest(y, i, x, particles)) / 2;
        }
        return sum;
    }

    private static double[] chamferGradient(double[] x, double[] y, int particles) {
        double[] g = new double[x.length];
        for (int i = 0; i < x.length / 4; i++) {
            int target = nearest(x, i, y, particles);
            int source = nearest(y, i, x, particles);
            for (int k = 0; k < 4; k++) {
                g[4 * i + k] += x[4 * i + k] - y[4 * target + k];
                g[4 * source + k] += x[4 * source + k] - y[4 * i + k];
            }
        }
        return g;
    }

    private static int nearest(double[] a, int i, double[] b, int particles) {
        int first = i / particles * particles;
        int best = first;
        for (int j = first; j < first + particles; j++) {
            best = squaredDistance(a, i, b, j) < squaredDistance(a, i, b, best) ? j : best;
        }
        return best;
    }

    private static double squaredDistance(double[] a, int i, double[] b, int j) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            sum += Math.pow(a[4 * i + k] - b[4 * j + k], 2);
        }
        return sum;
    }
}

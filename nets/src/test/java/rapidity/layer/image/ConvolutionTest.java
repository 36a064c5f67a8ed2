package rapidity.layer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.golden.GoldenJson;
import rapidity.layer.image.TransposedConvolution.Shift;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

/// Convolutions against PyTorch, against each other, and against the sum that defines them.
class ConvolutionTest {
    /// Sums of a few tens of products of order 1 in double precision, in two orders.
    private static final double ROUNDING = 1e-13;

    /// The same in single precision.
    private static final double SINGLE = 1e-5;

    private static final JsonNode TORCH = GoldenJson.read(ConvolutionTest.class, "torch-convolutions.json");

    private static double[] torch(String name) {
        return GoldenJson.numbers(TORCH.required(name));
    }

    /// The numbers of make_convolutions.py.
    private static double[] numbers(DoubleUnaryOperator function, double factor, double shift, int n) {
        double[] r = new double[n];
        Arrays.setAll(r, k -> function.applyAsDouble(factor * k + shift));
        return r;
    }

    /// A layer with weights, and what a backward pass leaves.
    private static final class Case {
        final String name;
        final Windows windows;
        final int in;
        final int pixels;
        private final Weights weights;
        private final UnaryOperator<Tensor> layer;

        Case(String name, Engine engine) {
            this.name = name;
            double[] s = torch(name + ".sizes");
            in = (int) s[3];
            int out = (int) s[4];
            windows = new Windows((int) s[1], (int) s[2], (int) s[5], (int) s[6]);
            Params p = Params.of(new RandomStreams(1));
            boolean straight = name.startsWith("convolution");
            pixels = (int) s[0] * (straight ? windows.pixels() : windows.count());
            layer = straight
                    ? new Convolution(p, windows, in, out)::apply
                    : new TransposedConvolution(p, windows, in, out, Shift.MATTERS)::apply;
            weights = p.weights(engine);
            int kernel = windows.size() * windows.size() * in * out;
            weights.write(
                    Map.of("weight", numbers(Math::cos, 1.3, 0.2, kernel), "bias", numbers(Math::sin, 0.5, 0.3, out)));
        }

        void check(double tolerance) {
            Gradients gradients = new Gradients(weights);
            Tape tape = Tape.recording(weights, gradients);
            Tensor x = tape.variable(numbers(Math::sin, 0.7, 0.1, pixels * in), pixels, in);
            Tensor y = layer.apply(x);
            double[] g = numbers(Math::cos, 0.3, 0.4, y.shape().size());
            tape.backward(y, tape.tensor(g, y.shape().toArray()));
            assertClose("y", y.toArray(), tolerance);
            assertClose("x", x.gradient(), tolerance);
            double[] collected = new double[weights.size()];
            weights.engine().ops().read(gradients.collect(), 0, collected);
            int kernel = torch(name + ".weight").length;
            assertClose("weight", Arrays.copyOf(collected, kernel), tolerance);
            assertClose("bias", Arrays.copyOfRange(collected, kernel, collected.length), tolerance);
        }

        private void assertClose(String what, double[] actual, double tolerance) {
            double[] expected = torch(name + "." + what);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(actual).as(name + ", " + what).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i])
                        .as("%s, %s [%d]", name, what, i)
                        .isCloseTo(expected[i], within(tolerance * largest));
            }
        }
    }

    private static List<String> names() {
        return TORCH.propertyNames().stream()
                .filter(name -> name.endsWith(".sizes"))
                .map(name -> name.substring(0, name.length() - ".sizes".length()))
                .toList();
    }

    @Test
    void valuesAndGradientsAreThoseOfPyTorch() {
        assertThat(names()).hasSize(10);
        for (String name : names()) {
            new Case(name, Engine.scalar(Precision.FLOAT64)).check(ROUNDING);
            new Case(name, Engine.of(Precision.FLOAT64)).check(ROUNDING);
            new Case(name, Engine.of(Precision.FLOAT32)).check(SINGLE);
        }
    }

    @Test
    void windowsReachOverTheBorderBehindBeforeTheyDoInFront() {
        Windows even = new Windows(4, 4, 3, 2);
        Weights none = Params.of(new RandomStreams(1)).weights(Engine.scalar(Precision.FLOAT64));
        double[] pixels = numbers(k -> k, 1, 1, 16);
        double[] seen = even.unfold(Tape.forward(none).tensor(pixels, 16, 1)).toArray();
        assertThat(Arrays.copyOf(seen, 9)).containsExactly(1, 2, 3, 5, 6, 7, 9, 10, 11);
        assertThat(Arrays.copyOfRange(seen, 27, 36)).containsExactly(11, 12, 0, 15, 16, 0, 0, 0, 0);
    }

    @Test
    void foldingIsTheTransposeOfUnfolding() {
        Windows windows = new Windows(5, 6, 3, 2);
        Weights none = Params.of(new RandomStreams(1)).weights(Engine.scalar(Precision.FLOAT64));
        Tape tape = Tape.forward(none);
        Tensor x = tape.tensor(numbers(Math::sin, 0.7, 0, 2 * 30 * 4), 2 * 30, 4);
        Tensor y = tape.tensor(numbers(Math::cos, 0.9, 0, 2 * 9 * 36), 2 * 9, 36);
        double there = windows.unfold(x).times(y).sum().item();
        double back = windows.fold(y).times(x).sum().item();
        assertThat(there).isCloseTo(back, within(ROUNDING * 100));
    }

    @Test
    void windowsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Windows(4, 0, 3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no windows of 3 x 3 pixels in steps of 2 on images of 4 x 0");
    }
}

package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Multivectors;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.layer.EquiLayerNorm;
import rapidity.layer.GeluForm;
import rapidity.layer.LgatrBlock;
import rapidity.layer.Nonlinearity;
import rapidity.layer.ScalarGatedNonlinearity;
import rapidity.layer.Tokens;
import rapidity.random.RandomStreams;

/// L-GATr gives the numbers of lgatr 1.4.4 and 2.0.0. A test class says with which engine.
public interface GoldenContract {
    /// The bar of the golden file in float64; other orders of summation stay below it by a factor of some hundred.
    double FLOAT64 = 1e-12;

    /// The bar of the golden file in float32, relative to the largest output.
    double FLOAT32 = 5e-6;

    /// The bar of issue 3, relative: sums of some thousand terms in float64.
    double DERIVATIVE = 1e-10;

    Engine engine(Precision precision);

    static List<GoldenCase> cases() {
        return GoldenCase.lgatr();
    }

    static List<GoldenCase> differentiated() {
        return cases().stream().filter(GoldenCase::hasDerivatives).toList();
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.GoldenContract#cases")
    default void parametersHaveTheNamesAndShapesOfThePythonPackage(GoldenCase c) {
        GoldenRun run = new GoldenRun(c, engine(Precision.FLOAT64));
        assertThat(run.weights.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::shape)))
                .isEqualTo(c.shapes());
        assertThat(run.weights.size()).isEqualTo(c.parameterCount());
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.GoldenContract#cases")
    default void outputsAreThoseOfThePythonPackage(GoldenCase c, TestReporter reporter) {
        GoldenRun run = new GoldenRun(c, engine(Precision.FLOAT64));
        double worst = run.deviation(run.net.apply(run.input()), "outputs");
        reporter.publishEntry("largest deviation in float64", Double.toString(worst));
        assertThat(worst).isLessThan(FLOAT64);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.GoldenContract#cases")
    default void inSinglePrecisionToo(GoldenCase c, TestReporter reporter) {
        GoldenRun run = new GoldenRun(c, engine(Precision.FLOAT32));
        double largest = GoldenRun.largest(c.numbers("outputs"));
        double worst = run.deviation(run.net.apply(run.input()), "outputs") / largest;
        reporter.publishEntry("largest relative deviation in float32", Double.toString(worst));
        assertThat(worst).isLessThan(FLOAT32);
    }

    @Test
    default void operationsAreThoseOfTheFormulas() {
        GoldenCase c = GoldenCase.primitives();
        double[] x = c.numbers("x");
        double[] y = c.numbers("y");
        Weights none = Params.of(new RandomStreams(0)).weights(engine(Precision.FLOAT64));
        double[] both = DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).toArray();
        Multivectors xy = new Tokens(new Channels(2, 16), 1, both, x).on(Tape.forward(none));

        assertClose(xy.geometricProduct().multivectors(), c.numbers("geometric_product_x_y"));
        Multivectors normalised = EquiLayerNorm.plain().apply(xy);
        assertClose(normalised.multivectors(), c.numbers("equi_layer_norm_of_channels_x_y"));
        assertClose(normalised.scalars(), c.numbers("scalar_layer_norm_of_x"));
        Multivectors exact = new ScalarGatedNonlinearity(Nonlinearity.GELU, GeluForm.EXACT).apply(xy);
        assertClose(exact.multivectors().slice(1, 0, 1), c.numbers("gated_gelu_tanh_x"));
        assertClose(exact.scalars().slice(1, 0, 1), c.numbers("gelu_erf_at_x0"));
        Multivectors tanh = new ScalarGatedNonlinearity(Nonlinearity.GELU, GeluForm.TANH).apply(xy);
        assertClose(tanh.scalars().slice(1, 0, 1), c.numbers("gelu_tanh_at_x0"));
        Multivectors silu = new ScalarGatedNonlinearity(Nonlinearity.SILU, GeluForm.TANH).apply(xy);
        assertClose(silu.scalars().slice(1, 0, 1), c.numbers("silu_at_x0"));
    }

    private static void assertClose(Tensor actual, double[] expected) {
        assertThat(actual.toArray()).containsExactly(expected, within(FLOAT64));
    }

    @Test
    default void statesBetweenTheBlocksAreThoseOfThePythonPackage() {
        GoldenCase c = GoldenCase.named("lgatr-base");
        Params p = Params.of(new RandomStreams(0));
        Lgatr net = new Lgatr(p, c.config());
        GoldenRun run = new GoldenRun(c, engine(Precision.FLOAT64));
        Multivectors h = net.linearIn.apply(run.input());
        assertThat(run.deviation(h, "intermediates/linear_in")).isLessThan(FLOAT64);
        for (int i = 0; i < net.blocks.size(); i++) {
            LgatrBlock block = net.blocks.get(i);
            h = block.apply(h, c.attend());
            assertThat(run.deviation(h, "intermediates/blocks." + i))
                    .as("after block %d", i)
                    .isLessThan(FLOAT64);
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.GoldenContract#differentiated")
    default void derivativesByInputsAreThoseOfThePythonPackage(GoldenCase c, TestReporter reporter) {
        GoldenRun.Differentiated d = new GoldenRun(c, engine(Precision.FLOAT64)).differentiate();
        double loss = c.number("derivatives/loss_value");
        double[] mv = c.numbers("derivatives/dL_dmultivectors");
        double[] s = c.numbers("derivatives/dL_dscalars");
        double worst = Math.max(
                GoldenRun.deviation(d.byMultivectors(), mv) / GoldenRun.largest(mv),
                GoldenRun.deviation(d.byScalars(), s) / GoldenRun.largest(s));
        reporter.publishEntry("largest relative deviation of a derivative", Double.toString(worst));
        assertThat(d.loss()).isCloseTo(loss, within(DERIVATIVE * loss));
        assertThat(worst).isLessThan(DERIVATIVE);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.GoldenContract#differentiated")
    default void derivativesByParametersAreThoseOfThePythonPackage(GoldenCase c, TestReporter reporter) {
        Map<String, double[]> gradients =
                new GoldenRun(c, engine(Precision.FLOAT64)).differentiate().byParameters();
        Map<String, Double> expected = c.numbersByName("derivatives/directional/values");
        assertThat(gradients.keySet()).isEqualTo(expected.keySet());
        double worst = 0;
        for (Map.Entry<String, Double> e : expected.entrySet()) {
            double actual = directional(Objects.requireNonNull(gradients.get(e.getKey())));
            double deviation = Math.abs(actual - e.getValue()) / Math.max(Math.abs(e.getValue()), Double.MIN_NORMAL);
            assertThat(deviation).as(e.getKey()).isLessThan(DERIVATIVE);
            worst = Math.max(worst, deviation);
        }
        reporter.publishEntry("largest relative deviation of a derivative", Double.toString(worst));
    }

    /// The direction in which the golden file differentiates.
    static double directional(double[] gradient) {
        double sum = 0;
        for (int q = 0; q < gradient.length; q++) {
            sum += gradient[q] * Math.sin(1.3 * q + 0.2);
        }
        return sum;
    }
}

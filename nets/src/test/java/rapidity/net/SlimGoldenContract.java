package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.layer.slim.SlimRmsNorm;
import rapidity.random.RandomStreams;

/// L-GATr-slim gives the numbers of lgatr 1.4.4 and 2.0.0, to the bars of [GoldenContract].
public interface SlimGoldenContract {
    Engine engine(Precision precision);

    static List<GoldenCase> slimCases() {
        return SlimGoldenRun.cases();
    }

    static List<GoldenCase> slimDifferentiated() {
        return slimCases().stream().filter(GoldenCase::hasDerivatives).toList();
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SlimGoldenContract#slimCases")
    default void slimParametersHaveTheNamesAndShapesOfThePythonPackage(GoldenCase c) {
        Weights weights = new SlimGoldenRun(c, engine(Precision.FLOAT64)).weights;
        assertThat(weights.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::shape)))
                .isEqualTo(c.shapes());
        assertThat(weights.size()).isEqualTo(c.parameterCount());
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SlimGoldenContract#slimCases")
    default void slimOutputsAreThoseOfThePythonPackage(GoldenCase c, TestReporter reporter) {
        double worst = new SlimGoldenRun(c, engine(Precision.FLOAT64)).deviation();
        reporter.publishEntry("largest deviation in float64", Double.toString(worst));
        assertThat(worst).isLessThan(GoldenContract.FLOAT64);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SlimGoldenContract#slimCases")
    default void slimOutputsInSinglePrecisionToo(GoldenCase c, TestReporter reporter) {
        double largest = GoldenRun.largest(c.numbers("outputs"));
        double worst = new SlimGoldenRun(c, engine(Precision.FLOAT32)).deviation() / largest;
        reporter.publishEntry("largest relative deviation in float32", Double.toString(worst));
        assertThat(worst).isLessThan(GoldenContract.FLOAT32);
    }

    @Test
    default void theRmsNormIsThatOfTheFormula() {
        GoldenCase c = GoldenCase.primitives();
        Tape tape = Tape.forward(Params.of(new RandomStreams(0)).weights(engine(Precision.FLOAT64)));
        double[] v = c.numbers("slim_rms_norm/vectors");
        double[] s = c.numbers("slim_rms_norm/scalars");
        VectorsScalars x = VectorsScalars.of(tape.tensor(v, 1, v.length / 4, 4), tape.tensor(s, 1, s.length));
        VectorsScalars y = SlimRmsNorm.plain().apply(x);
        assertThat(y.vectors().toArray())
                .containsExactly(c.numbers("slim_rms_norm/outputs_v"), within(GoldenContract.FLOAT64));
        assertThat(y.scalars().toArray())
                .containsExactly(c.numbers("slim_rms_norm/outputs_s"), within(GoldenContract.FLOAT64));
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SlimGoldenContract#slimDifferentiated")
    default void slimDerivativesByInputsAreThoseOfThePythonPackage(GoldenCase c, TestReporter reporter) {
        SlimGoldenRun.Differentiated d = new SlimGoldenRun(c, engine(Precision.FLOAT64)).differentiate();
        double loss = c.number("derivatives/loss_value");
        double[] v = c.numbers("derivatives/dL_dvectors");
        double[] s = c.numbers("derivatives/dL_dscalars");
        double worst = Math.max(
                GoldenRun.deviation(d.byVectors(), v) / GoldenRun.largest(v),
                GoldenRun.deviation(d.byScalars(), s) / GoldenRun.largest(s));
        reporter.publishEntry("largest relative deviation of a derivative", Double.toString(worst));
        assertThat(d.loss()).isCloseTo(loss, within(GoldenContract.DERIVATIVE * loss));
        assertThat(worst).isLessThan(GoldenContract.DERIVATIVE);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.SlimGoldenContract#slimDifferentiated")
    default void slimDerivativesByParametersAreThoseOfThePythonPackage(GoldenCase c, TestReporter reporter) {
        Map<String, double[]> gradients =
                new SlimGoldenRun(c, engine(Precision.FLOAT64)).differentiate().byParameters();
        Map<String, Double> expected = c.numbersByName("derivatives/directional/values");
        assertThat(gradients.keySet()).isEqualTo(expected.keySet());
        double worst = 0;
        for (Map.Entry<String, Double> e : expected.entrySet()) {
            double actual = GoldenContract.directional(Objects.requireNonNull(gradients.get(e.getKey())));
            double deviation = Math.abs(actual - e.getValue()) / Math.max(Math.abs(e.getValue()), Double.MIN_NORMAL);
            assertThat(deviation).as(e.getKey()).isLessThan(GoldenContract.DERIVATIVE);
            worst = Math.max(worst, deviation);
        }
        reporter.publishEntry("largest relative deviation of a derivative", Double.toString(worst));
    }
}

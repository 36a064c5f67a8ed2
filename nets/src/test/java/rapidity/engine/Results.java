package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// What an operation gives and what it gives back, to be compared between engines.
@SuppressWarnings("ArrayRecordComponent")
record Results(List<double[]> values, double[] byFirst, double[] byScalars, double[] byWeights) {
    /// Sums of tens of numbers of order 1, and norms that amplify rounding ten times and more.
    private static final double FLOAT64 = 1e-11;

    /// Of three scalars a norm leaves one direction: two or three of seven digits cancel.
    private static final double FLOAT32 = 1e-3;

    void assertClose(Results expected, Precision precision) {
        double bar = precision == Precision.FLOAT64 ? FLOAT64 : FLOAT32;
        assertThat(values).hasSameSizeAs(expected.values);
        for (int i = 0; i < values.size(); i++) {
            assertClose("result " + i, values.get(i), expected.values.get(i), bar);
        }
        assertClose("the gradient by the first input", byFirst, expected.byFirst, bar);
        assertClose("the gradient by scalars", byScalars, expected.byScalars, bar);
        assertClose("the gradient by weights", byWeights, expected.byWeights, bar);
    }

    /// Relative to the largest number.
    private static void assertClose(String what, double[] actual, double[] expected, double bar) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = DoubleStream.concat(
                        DoubleStream.of(1e-300), Arrays.stream(expected).map(Math::abs))
                .max()
                .orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]) / largest)
                    .as(what + ", entry " + i)
                    .isLessThan(bar);
        }
    }
}

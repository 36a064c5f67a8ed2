package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class GradeEmbeddingTest {
    /// Products of 4 x 4 and 16 x 16 matrices with entries of order 10.
    private static final double ROUNDING = 1e-12;

    private static final RandomStream RANDOM = new RandomStreams(5).stream("test");

    private final Weights none = Params.of(new RandomStreams(0)).weights(Engine.scalar(Precision.FLOAT64));
    private final Tape tape = Tape.forward(none);

    private double[] embed(GradeEmbedding e, double... x) {
        return e.embed(tape.tensor(x, 1, x.length)).toArray();
    }

    @Test
    void numbersGoToTheirComponents() {
        assertThat(embed(GradeEmbedding.SCALAR, 7)).isEqualTo(components(0, 7));
        assertThat(embed(GradeEmbedding.VECTOR, 1, 2, 3, 4)).isEqualTo(components(1, 1, 2, 3, 4));
        assertThat(embed(GradeEmbedding.BIVECTOR, 1, 2, 3, 4, 5, 6)).isEqualTo(components(5, 1, 2, 3, 4, 5, 6));
        assertThat(embed(GradeEmbedding.AXIAL_VECTOR, 1, 2, 3, 4)).isEqualTo(components(11, 4, -3, 2, 1));
        assertThat(embed(GradeEmbedding.AXIAL_VECTOR_AS_PYTHON, 1, 2, 3, 4)).isEqualTo(components(11, 4, 3, 2, 1));
        assertThat(embed(GradeEmbedding.PSEUDOSCALAR, 7)).isEqualTo(components(15, 7));
    }

    private static double[] components(int first, double... values) {
        double[] r = new double[16];
        System.arraycopy(values, 0, r, first, values.length);
        return r;
    }

    @ParameterizedTest
    @EnumSource(GradeEmbedding.class)
    void whatWasEmbeddedIsExtractedAgain(GradeEmbedding e) {
        double[] x = RANDOM.doubles(2L * 3 * e.size(), -1, 1).toArray();
        Tensor embedded = e.embed(tape.tensor(x, 2, 3, e.size()));
        assertThat(embedded.shape().toArray()).containsExactly(2, 3, 16);
        Tensor extracted = e.extract(embedded);
        assertThat(extracted.shape().toArray()).containsExactly(2, 3, e.size());
        assertThat(extracted.toArray()).isEqualTo(x);
    }

    @Test
    void vectorsAndAxialVectorsTransformAlike() {
        double[] v = RANDOM.doubles(4, -1, 1).toArray();
        for (GradeEmbedding e : List.of(GradeEmbedding.VECTOR, GradeEmbedding.AXIAL_VECTOR)) {
            assertThat(deviation(e, v)).isLessThan(ROUNDING);
        }
        assertThat(deviation(GradeEmbedding.AXIAL_VECTOR_AS_PYTHON, v)).isGreaterThan(0.1);
    }

    /// Of embedding the boosted vector from boosting the embedded one.
    private double deviation(GradeEmbedding e, double[] v) {
        LorentzTransformation boost = LorentzTransformation.random(RANDOM, 1);
        double[][] onMultivectors = boost.onMultivectors();
        double[] boosted = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                boosted[i] += onMultivectors[1 + i][1 + j] * v[j];
            }
        }
        double[] x = embed(e, v);
        double[] actual = embed(e, boosted);
        double worst = 0;
        for (int i = 0; i < 16; i++) {
            double expected = 0;
            for (int j = 0; j < 16; j++) {
                expected += onMultivectors[i][j] * x[j];
            }
            worst = Math.max(worst, Math.abs(actual[i] - expected));
        }
        return worst;
    }

    @Test
    void gradientsPassThrough() {
        Gradients gradients = new Gradients(none);
        Tape recording = Tape.recording(none, gradients);
        Tensor x = recording.variable(new double[] {1, 2, 3, 4}, 1, 4);
        double[] w = new double[16];
        Arrays.setAll(w, i -> i);
        recording.backward(GradeEmbedding.AXIAL_VECTOR
                .embed(x)
                .times(recording.tensor(w, 1, 16))
                .sum());
        assertThat(x.gradient()).containsExactly(new double[] {14, 13, -12, 11}, within(0.0));
    }

    @Test
    void otherNumbersOfComponentsAreRefused() {
        assertThatThrownBy(() -> GradeEmbedding.VECTOR.embed(tape.tensor(new double[3], 1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[.., 4]");
    }
}

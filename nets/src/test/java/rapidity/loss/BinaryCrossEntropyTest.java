package rapidity.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class BinaryCrossEntropyTest {
    /// Rounding of a few operations on numbers around 1.
    private static final double ROUNDING = 1e-15;

    static Tape tape() {
        Weights none = Params.of(new RandomStreams(1)).weights(Engine.scalar(Precision.FLOAT64));
        return Tape.recording(none, new Gradients(none));
    }

    /// Values of `torch.nn.functional.binary_cross_entropy_with_logits`, which are ln(1 + e^z) - y z.
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.6931471805599453, -0.5",
        "0, 0, 0.6931471805599453, 0.5",
        "2, 1, 0.1269280110429725, -0.11920292202211755",
        "-2, 1, 2.1269280110429727, -0.8807970779778823",
        "1000, 0, 1000, 1",
        "-1000, 0, 0, 0",
        "1000, 1, 0, 0",
        "0.5, 0.25, 0.849076984180107, 0.3724593312018546"
    })
    void valueAndGradientAreThoseOfTheFormula(double logit, double target, double loss, double gradient) {
        Tape tape = tape();
        Tensor z = tape.variable(new double[] {logit}, 1, 1);
        Tensor l = BinaryCrossEntropy.sum(z, tape.tensor(new double[] {target}, 1, 1));
        assertThat(l.item()).isCloseTo(loss, within(ROUNDING));
        tape.backward(l);
        assertThat(z.gradient()[0]).isCloseTo(gradient, within(ROUNDING));
    }

    @Test
    void otherShapesAreNotBroadcast() {
        Tape tape = tape();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BinaryCrossEntropy.sum(tape.tensor(new double[3], 3, 1), tape.tensor(new double[3], 3)))
                .withMessageContaining("[3, 1]");
    }
}

package rapidity.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

class CrossEntropyTest {
    /// Rounding of a few operations on numbers around 1.
    private static final double ROUNDING = 1e-14;

    @Test
    void lossesAddUpAndGradientsAreProbabilitiesMinusTruth() {
        Tape tape = BinaryCrossEntropyTest.tape();
        double[] z = {1, 2, 3, 0, 0, 0};
        Tensor logits = tape.variable(z, 2, 3);
        Tensor loss = CrossEntropy.sum(logits, 2, 0);
        double sum = Math.exp(-2) + Math.exp(-1) + 1;
        assertThat(loss.item()).isCloseTo(Math.log(sum) + Math.log(3), within(ROUNDING));
        tape.backward(loss);
        double[] expected = {Math.exp(-2) / sum, Math.exp(-1) / sum, 1 / sum - 1, -2.0 / 3, 1.0 / 3, 1.0 / 3};
        assertThat(logits.gradient()).containsExactly(expected, within(ROUNDING));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        Tape tape = BinaryCrossEntropyTest.tape();
        Tensor logits = tape.variable(new double[] {5000, -5000, 0}, 1, 3);
        Tensor loss = CrossEntropy.sum(logits, 1);
        assertThat(loss.item()).isEqualTo(10_000);
        tape.backward(loss);
        assertThat(logits.gradient()).containsExactly(1, -1, 0);
    }

    @Test
    void ofTwoClassesItIsTheBinaryOne() {
        Tape tape = BinaryCrossEntropyTest.tape();
        double two =
                CrossEntropy.sum(tape.tensor(new double[] {0.3, 1.7}, 1, 2), 1).item();
        Tensor z = tape.tensor(new double[] {1.4}, 1, 1);
        double one =
                BinaryCrossEntropy.sum(z, tape.tensor(new double[] {1}, 1, 1)).item();
        assertThat(two).isCloseTo(one, within(ROUNDING));
    }

    @Test
    void labelsThatAreNoClassAreRefused() {
        Tape tape = BinaryCrossEntropyTest.tape();
        Tensor logits = tape.tensor(new double[6], 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.sum(logits, 0, 3))
                .withMessage("label 3 of event 1 is none of 3 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.sum(logits, 0))
                .withMessageContaining("for 1 labels");
    }
}

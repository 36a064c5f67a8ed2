package rapidity.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class MeanSquaredErrorTest {
    private static Tape tape() {
        Weights none = Params.of(new RandomStreams(1)).weights(Engine.scalar(Precision.FLOAT64));
        return Tape.recording(none, new Gradients(none));
    }

    @Test
    void squaresOfDifferencesAreSummed() {
        Tape tape = tape();
        Tensor predicted = tape.variable(new double[] {1, 2, -1}, 3, 1);
        Tensor loss = MeanSquaredError.sum(predicted, tape.tensor(new double[] {1, 4, 2}, 3, 1));
        assertThat(loss.item()).isEqualTo(13);
        tape.backward(loss);
        assertThat(predicted.gradient()).containsExactly(0, -4, -6);
    }

    @Test
    void otherShapesAreNotBroadcast() {
        Tape tape = tape();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanSquaredError.sum(tape.tensor(new double[3], 3, 1), tape.tensor(new double[3], 3)))
                .withMessageContaining("[3, 1]");
    }
}

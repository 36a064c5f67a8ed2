package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.VectorGate;
import rapidity.random.RandomStreams;

class VectorsScalarsTest {
    private static final VectorChannels WIDTH = VectorCases.WIDTH;

    @Test
    void whatDoesNotFitIsRefusedWithTheNumbers() {
        Params p = Params.of(new RandomStreams(OperationCase.SEED));
        VectorWeights w = VectorCases.weights(p, WIDTH, WIDTH);
        Tape tape = Tape.forward(p.weights(Engine.scalar(Precision.FLOAT64)));
        VectorsScalars x = VectorsScalars.of(tape.tensor(new double[24], 2, 3, 4), null);
        assertRefused(() -> x.linear(w), "vectors=3");
        assertRefused(() -> x.plus(VectorsScalars.of(null, tape.tensor(new double[2], 2, 1))), "cannot add");
        assertRefused(() -> x.attention(VectorHeads.self(WIDTH, 2), OperationCase.ATTEND), "2 heads");
        VectorsScalars fits = VectorsScalars.of(tape.tensor(new double[8], 1, 2, 4), tape.tensor(new double[3], 1, 3));
        assertRefused(() -> fits.gatedLinear(w, new VectorGate(Unary.GELU, Unary.GELU, 1)), "twice some scalars");
        assertRefused(() -> VectorsScalars.of(tape.tensor(new double[6], 2, 1, 3), null), "[tokens, vectors, 4]");
        assertRefused(() -> VectorsScalars.of(null, null), "neither");
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

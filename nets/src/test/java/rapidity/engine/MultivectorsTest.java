package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rapidity.engine.OperationCase.TOKENS;
import static rapidity.engine.OperationCase.uniform;

import org.junit.jupiter.api.Test;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.random.RandomStreams;

class MultivectorsTest {
    /// Sums in the same order of the same products.
    private static final double ROUNDING = 1e-14;

    /// The sign of a component in one product is that in the other times the sign of its square.
    @Test
    void theEuclideanProductIsTheInvariantOneWithReflectedKeys() {
        Tape tape = Tape.forward(
                Params.of(new RandomStreams(OperationCase.SEED)).weights(Engine.scalar(Precision.FLOAT64)));
        Heads heads = Heads.self(new Channels(1, 1), 1, 1);
        double[] mv = uniform(TOKENS * 3 * SpacetimeAlgebra.COMPONENTS);
        double[] reflected = mv.clone();
        for (int i = 0; i < mv.length; i++) {
            boolean key = i / SpacetimeAlgebra.COMPONENTS % 3 == 1;
            reflected[i] *= key ? SpacetimeAlgebra.innerSign(i % SpacetimeAlgebra.COMPONENTS) : 1;
        }
        double[] euclidean = attention(tape, mv, heads.euclidean());
        assertThat(euclidean).containsExactly(attention(tape, reflected, heads), within(ROUNDING));
        int last = euclidean.length - 1;
        assertThat(euclidean[last]).isNotCloseTo(attention(tape, mv, heads)[last], within(1e-3));
    }

    private static double[] attention(Tape tape, double[] mv, Heads heads) {
        Tensor s = tape.tensor(uniform(TOKENS * 3), TOKENS, 3);
        return Multivectors.of(tape.tensor(mv, TOKENS, 3, SpacetimeAlgebra.COMPONENTS), s)
                .attention(heads, OperationCase.ATTEND)
                .multivectors()
                .toArray();
    }
}

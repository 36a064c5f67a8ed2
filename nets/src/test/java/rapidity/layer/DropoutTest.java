package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Noise;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class DropoutTest {
    /// Five standard deviations of the share of some 10,000 draws.
    private static final double SHARE = 0.025;

    private static final double PROBABILITY = 0.3;
    private static final RandomStreams STREAMS = new RandomStreams(31);
    private static final Channels WIDTH = new Channels(3, 5);
    private static final int TOKENS = 700;

    private final Params p = Params.of(STREAMS);
    private final Dropout dropout = new Dropout(p.in("mlp").in("1"), PROBABILITY);
    private final Weights none = p.weights(Engine.scalar(Precision.FLOAT64));

    private Tokens dropped(Dropout layer, Noise noise) {
        Tape tape = Tape.forward(none);
        tape.train(noise);
        return Tokens.of(layer.apply(ones().on(tape)));
    }

    private static Tokens ones() {
        double[] mv = new double[TOKENS * WIDTH.multivectors() * 16];
        double[] s = new double[TOKENS * WIDTH.scalars()];
        Arrays.fill(mv, 1);
        Arrays.fill(s, 1);
        return new Tokens(WIDTH, TOKENS, mv, s);
    }

    @Test
    void aShareOfTheGradesAndScalarsIsDroppedAndTheRestIsLarger() {
        Tokens y = dropped(dropout, Noise.ofStep(STREAMS, 4));
        assertThat(y.multivectors()).containsOnly(0, 1 / (1 - PROBABILITY));
        assertThat(y.scalars()).containsOnly(0, 1 / (1 - PROBABILITY));
        for (int grade = 0; grade < SpacetimeAlgebra.GRADES; grade++) {
            int g = grade;
            double share = IntStream.range(0, y.multivectors().length)
                    .filter(i -> SpacetimeAlgebra.grade(i % 16) == g)
                    .mapToDouble(i -> y.multivectors()[i] == 0 ? 1 : 0)
                    .average()
                    .orElseThrow();
            assertThat(share).as("grade %d", grade).isCloseTo(PROBABILITY, within(2 * SHARE));
        }
        double share =
                Arrays.stream(y.scalars()).map(s -> s == 0 ? 1 : 0).average().orElseThrow();
        assertThat(share).isCloseTo(PROBABILITY, within(SHARE));
    }

    @Test
    void theComponentsOfAGradeAreDroppedTogether() {
        double[] y = dropped(dropout, Noise.ofStep(STREAMS, 4)).multivectors();
        for (int i = 0; i < y.length; i++) {
            int first = i - i % 16;
            int grade = SpacetimeAlgebra.grade(i % 16);
            int firstOfGrade = IntStream.range(0, 16)
                    .filter(k -> SpacetimeAlgebra.grade(k) == grade)
                    .findFirst()
                    .orElseThrow();
            assertThat(y[i]).isEqualTo(y[first + firstOfGrade]);
        }
    }

    @Test
    void whatIsDroppedDependsOnStepShardAndLayerAndOnNothingElse() {
        Noise noise = Noise.ofStep(STREAMS, 4).inShard(2);
        double[] y = dropped(dropout, noise).multivectors();
        assertThat(dropped(dropout, noise).multivectors()).isEqualTo(y);
        assertThat(dropped(dropout, noise.inShard(3)).multivectors()).isNotEqualTo(y);
        assertThat(dropped(dropout, Noise.ofStep(STREAMS, 5).inShard(2)).multivectors())
                .isNotEqualTo(y);
        assertThat(dropped(new Dropout(p.in("mlp").in("4"), PROBABILITY), noise).multivectors())
                .isNotEqualTo(y);
    }

    @Test
    void withoutNoiseNothingIsDropped() {
        Tape tape = Tape.forward(none);
        tape.train(Noise.ofStep(STREAMS, 1));
        tape.reset();
        assertThat(Tokens.of(dropout.apply(ones().on(tape))).multivectors()).containsOnly(1);
        Dropout never = new Dropout(p, 0);
        assertThat(dropped(never, Noise.ofStep(STREAMS, 1)).multivectors()).containsOnly(1);
    }

    @Test
    void numbersOfAPlainTensorAreDroppedOneByOne() {
        Tape tape = Tape.forward(none);
        tape.train(Noise.ofStep(STREAMS, 1));
        double[] ones = new double[10_000];
        Arrays.fill(ones, 1);
        double[] y = dropout.apply(tape.tensor(ones, 100, 100)).toArray();
        assertThat(y).containsOnly(0, 1 / (1 - PROBABILITY));
        assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(1, within(SHARE));
    }

    @Test
    void probabilitiesOutsideOfZeroToOneAreRefused() {
        for (double q : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> new Dropout(p, q))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Double.toString(q));
        }
    }
}

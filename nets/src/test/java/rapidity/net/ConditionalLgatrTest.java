package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.layer.Tokens;
import rapidity.random.RandomStreams;

/// Conditions of other sizes than the tokens; what both have in common is in [NetContract].
class ConditionalLgatrTest {
    /// Sums over keys in another order.
    private static final double ROUNDING = 1e-13;

    private static final RandomStreams STREAMS = new RandomStreams(12);
    private static final ConditionalLgatrConfig CONFIG = ConditionalLgatrConfig.v2(
            new Channels(1, 2), new Channels(2, 3), new Channels(4, 8), new Channels(1, 1), 2, 2);

    /// Events of 5, 0 and 20 tokens, with conditions of 3, 17 and 1.
    private static final int[] TOKENS = {0, 5, 5, 25};

    private static final int[] CONDITION = {0, 3, 20, 21};

    private final Params p = Params.of(STREAMS);
    private final ConditionalLgatr net = new ConditionalLgatr(p, CONFIG);
    private final Weights weights = p.weights(Engine.of(Precision.FLOAT64));
    private final Tokens x = Tokens.random(CONFIG.in(), 25, STREAMS.stream("x"));
    private final Tokens condition = Tokens.random(CONFIG.condition(), 21, STREAMS.stream("condition"));

    private Tokens apply(Tokens tokens, Tokens cond, Attend attend, Attend cross) {
        Tape tape = Tape.forward(weights);
        return Tokens.of(net.apply(tokens.on(tape), cond.on(tape), attend, cross));
    }

    private Tokens all(Tokens cond) {
        return apply(x, cond, Attend.segments(TOKENS), Attend.cross(TOKENS, CONDITION));
    }

    @Test
    void anEventAloneHasTheBitsOfTheBatch() {
        Tokens y = all(condition);
        Tokens alone = apply(
                x.slice(5, 25), condition.slice(20, 21), Attend.full(20), Attend.cross(new int[] {0, 20}, new int[] {
                    0, 1
                }));
        assertThat(alone.multivectors()).isEqualTo(y.slice(5, 25).multivectors());
        assertThat(alone.scalars()).isEqualTo(y.slice(5, 25).scalars());
    }

    @Test
    void theOrderOfTheConditionDoesNotMatter() {
        Tokens swapped = condition.gather(2, 0, 1, 3, 5, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
        double[] expected = all(condition).multivectors();
        assertThat(all(swapped).multivectors()).containsExactly(expected, within(ROUNDING));
    }

    @Test
    void theConditionMatters() {
        Tokens other = Tokens.random(CONFIG.condition(), 21, STREAMS.stream("other"));
        assertThat(all(other).scalars()).isNotEqualTo(all(condition).scalars());
    }

    @Test
    void maskedTokensOfTheConditionAreAsIfTheyWereNotThere() {
        double[] padding = new double[21];
        padding[1] = Double.NEGATIVE_INFINITY;
        padding[2] = Double.NEGATIVE_INFINITY;
        Attend cross = Attend.cross(TOKENS, CONDITION).withKeyMask(padding);
        Tokens masked = apply(x, condition, Attend.segments(TOKENS), cross);
        Tokens first = apply(
                x.slice(0, 5), condition.slice(0, 1), Attend.full(5), Attend.cross(new int[] {0, 5}, new int[] {0, 1}));
        assertThat(masked.slice(0, 5).multivectors()).isEqualTo(first.multivectors());
    }

    @Test
    void aConditionOfAnotherWidthIsRefused() {
        Tokens wrong = Tokens.random(new Channels(2, 2), 21, STREAMS.stream("wrong"));
        assertThatThrownBy(() -> all(wrong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalarsThatAreMissingAreAnErrorAndNotSkipped() {
        Tokens without = Tokens.random(new Channels(1, 0), 25, STREAMS.stream("without"));
        assertThatThrownBy(() -> apply(without, condition, Attend.segments(TOKENS), Attend.cross(TOKENS, CONDITION)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scalars=2")
                .hasMessageContaining("scalars=0");
    }
}

package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class SelfAttentionTest {
    /// Products in another order.
    private static final double ROUNDING = 1e-14;

    private static final Channels WIDTH = new Channels(3, 8);
    private static final SelfAttention.Config TWO_HEADS =
            SelfAttention.Config.of(2, Bias.ABSENT).withRatio(2).withHeadScale();
    private static final RandomStreams STREAMS = new RandomStreams(23);
    private static final double[] SCALES = {0.3, -2};

    @Test
    void scalingAHeadScalesWhatTheLastMapTakesFromIt() {
        Params p = Params.of(STREAMS);
        SelfAttention layer =
                new SelfAttention(p, EquiLinear.Rules.v2(), WIDTH, WIDTH, TWO_HEADS, OptionalDouble.empty());
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        Map<String, double[]> values = weights.read();
        double[] ones = Objects.requireNonNull(values.put("head_scale", SCALES));
        weights.write(values);
        Tokens scaledHeads = apply(layer, weights);

        // 3 multivectors and 8 scalars a head; mvs2s reads two invariants of each multivector
        values.put("head_scale", ones);
        values.computeIfPresent("out_linear.weight", (k, w) -> scaled(w, 3 * 10));
        values.computeIfPresent("out_linear.mvs2s.weight", (k, w) -> scaled(w, 3 * 2));
        values.computeIfPresent("out_linear.s2mvs.weight", (k, w) -> scaled(w, 8));
        values.computeIfPresent("out_linear.s2s.weight", (k, w) -> scaled(w, 8));
        weights.write(values);
        Tokens scaledColumns = apply(layer, weights);
        assertThat(scaledHeads.multivectors()).containsExactly(scaledColumns.multivectors(), within(ROUNDING));
        assertThat(scaledHeads.scalars()).containsExactly(scaledColumns.scalars(), within(ROUNDING));
    }

    /// Every row of a matrix has the columns of the first head, then those of the second.
    private static double[] scaled(double[] matrix, int columnsPerHead) {
        double[] r = matrix.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] *= SCALES[i / columnsPerHead % 2];
        }
        return r;
    }

    private static Tokens apply(SelfAttention layer, Weights weights) {
        Tokens x = Tokens.random(WIDTH, 21, STREAMS.stream("x"));
        return Tokens.of(layer.apply(x.on(Tape.forward(weights)), Attend.segments(0, 4, 21)));
    }

    @Test
    void aHeadHasAtLeastOneMultivectorAndFourScalars() {
        SelfAttention.Config eight = SelfAttention.Config.of(8, Bias.PRESENT);
        assertThat(eight.perHead(new Channels(4, 16))).isEqualTo(new Channels(1, 4));
        assertThat(eight.perHead(new Channels(32, 64))).isEqualTo(new Channels(4, 8));
        assertThat(eight.perHead(new Channels(4, 0))).isEqualTo(new Channels(1, 0));
        assertThat(TWO_HEADS.perHead(new Channels(3, 5))).isEqualTo(new Channels(3, 5));
    }

    @Test
    void attentionWithoutHeadsIsRefused() {
        assertThatThrownBy(() -> SelfAttention.Config.of(0, Bias.ABSENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 heads");
    }
}

package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import rapidity.engine.Buffer;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Ops;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.random.RandomStreams;
import rapidity.train.UpdateGroups.Span;

class UpdateGroupsTest {
    private static final UpdateGroups MATRICES = UpdateGroups.NONE.withDecayOn(WeightDecayOn.MATRICES);

    private static final ToLongFunction<Parameter> LEARNS = p -> 0;

    private static Weights network() {
        Params p = Params.of(new RandomStreams(1));
        new Lgatr(
                p,
                LgatrConfig.v2(new Channels(1, 0), new Channels(2, 4), new Channels(1, 1), 1, 2)
                        .withHeadScale());
        return p.weights(Engine.scalar(Precision.FLOAT64));
    }

    @Test
    void allWeightsAreOneSpan() {
        Weights w = network();
        assertThat(UpdateGroups.NONE.spans(w.parameters(), LEARNS)).containsExactly(new Span(0, w.size(), true, 1, 0));
    }

    @Test
    void biasesGainsAndFactorsOfHeadsDoNotDecay() {
        Weights w = network();
        List<Span> spans = MATRICES.spans(w.parameters(), LEARNS);
        for (Parameter p : w.parameters()) {
            Span s = spans.stream()
                    .filter(x -> x.from() <= p.at(0) && p.at(p.shape().size()) <= x.to())
                    .findFirst()
                    .orElseThrow();
            boolean free = p.name().endsWith("bias")
                    || p.name().contains("norm")
                    || p.name().endsWith("head_scale");
            assertThat(s.decays()).as(p.name()).isEqualTo(!free);
        }
        assertThat(spans.getLast().to()).isEqualTo(w.size());
    }

    @Test
    void frozenWeightsAreLeftAlone() {
        Params p = Params.of(new RandomStreams(1));
        p.uniform("a", 1, 2, 2);
        p.frozen().uniform("b", 1, 3, 1);
        p.uniform("c", 1, 2);
        List<Parameter> all = p.weights(Engine.scalar(Precision.FLOAT64)).parameters();
        assertThat(UpdateGroups.NONE.spans(all, LEARNS))
                .containsExactly(new Span(0, 4, true, 1, 0), new Span(7, 9, true, 1, 0));
        assertThat(MATRICES.spans(all, LEARNS))
                .containsExactly(new Span(0, 4, true, 1, 0), new Span(7, 9, false, 1, 0));
    }

    @Test
    void whatIsFrozenForAWhileIsASpanOfItsOwn() {
        Params p = Params.of(new RandomStreams(1));
        p.uniform("a", 1, 2, 2);
        p.uniform("b", 1, 3, 1);
        p.uniform("c", 1, 2);
        List<Parameter> all = p.weights(Engine.scalar(Precision.FLOAT64)).parameters();
        assertThat(UpdateGroups.NONE.spans(all, x -> x.name().equals("a") ? 7 : 0))
                .containsExactly(new Span(0, 4, true, 1, 7), new Span(4, 9, true, 1, 0));
    }

    @Test
    void spansAreUpdatedApart() {
        Ops ops = Engine.scalar(Precision.FLOAT64).ops();
        Buffer p = ops.allocate(3);
        Buffer zero = ops.allocate(3);
        ops.write(new double[] {1, 1, 1}, p, 0);
        ops.fill(zero, 0, 3, 0);
        AdamW rule = AdamW.of(0.1).withWeightDecay(0.5);
        ops.update(rule.rule(0.1, 0.9, 1), p, zero, zero, zero, 1, 2);
        ops.update(rule.rule(0.1, 0.9, 1).withoutDecay(), p, zero, zero, zero, 2, 3);
        double[] r = new double[3];
        ops.read(p, 0, r);
        assertThat(r).containsExactly(1, 0.95, 1);
    }

    @Test
    void theLastLinearMapHasARateOfItsOwn() {
        Weights w = network();
        for (Span s : UpdateGroups.NONE.withHeadFactor(100).spans(w.parameters(), LEARNS)) {
            for (Parameter p : w.parameters()) {
                if (s.from() <= p.at(0) && p.at(0) < s.to()) {
                    assertThat(s.factor()).as(p.name()).isEqualTo(p.name().startsWith("linear_out.") ? 100 : 1);
                }
            }
        }
    }

    @Test
    void aNetworkWithoutALastMapOfItsOwnNameHasNoRateForIt() {
        Params p = Params.of(new RandomStreams(1));
        p.uniform("decoder.weight", 1, 2, 2);
        List<Parameter> all = p.weights(Engine.scalar(Precision.FLOAT64)).parameters();
        UpdateGroups head = UpdateGroups.NONE.withHeadFactor(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> head.spans(all, LEARNS))
                .withMessageContaining("no last map of the name 'linear_out.'");
    }
}

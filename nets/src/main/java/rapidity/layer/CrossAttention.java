package rapidity.layer;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.Heads;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// Attention of one set of tokens to another, the condition:
///
/// ```
/// q = norm(linear(x)),   k, v = norm(linear(condition))          per head; or without the norms
/// x(a) := linear(heads of  sum over b of softmax_b(score(a, b)) v(b))
/// ```
///
/// with the scores, head scales and heads of [SelfAttention].
///
/// @source lgatr, CrossAttention
/// @departs lgatr 1.x normalises neither queries nor keys nor values here, 2.0 does: `normaliseQkv`
public final class CrossAttention {
    private static final int KEYS_AND_VALUES = 2;

    private final EquiWeights queries;
    private final EquiWeights keysValues;
    private final HeadAttention attention;
    private final EquiLinear out;
    private final UnaryOperator<Multivectors> dropout;

    /// @param width of the queries and of what comes out; heads are as wide as it allows
    /// @param condition width of the tokens that keys and values are made of
    /// @param dropout probability for what comes out
    public CrossAttention(
            Params p,
            EquiLinear.Rules rules,
            Channels width,
            Channels condition,
            Config config,
            OptionalDouble dropout) {
        SelfAttention.Config c = config.attention();
        Channels perHead = c.perHead(width);
        int keys = c.keyValues().heads(c.heads());
        Heads heads = Heads.cross(perHead, c.heads(), keys);
        Natural q = natural(p.in("q_linear"), rules, width, heads.out(), c.qkvBias());
        Natural kv = natural(p.in("kv_linear"), rules, condition, perHead.times(KEYS_AND_VALUES * keys), c.qkvBias());
        queries = new EquiWeights(p, width, HeadOrder.headsFirst(q, perHead, 0, 1, c.heads()));
        keysValues = new EquiWeights(p, condition, HeadOrder.headsFirst(kv, perHead, 0, KEYS_AND_VALUES, keys));
        attention = new HeadAttention(p, heads, c, config.normaliseQkv());
        out = new EquiLinear(p.in("out_linear"), rules, heads.out(), width, Initialisation.SMALL);
        this.dropout = Dropout.ifAny(p.in("dropout"), dropout);
    }

    private static Natural natural(Params p, EquiLinear.Rules rules, Channels in, Channels out, Bias bias) {
        return new NaturalWeights(p, rules, in, out, Initialisation.DEFAULT).declare(bias);
    }

    public Multivectors apply(Multivectors x, Multivectors condition, Attend attend) {
        Multivectors kv = condition.equiLinear(keysValues);
        return dropout.apply(out.apply(attention.cross(x.equiLinear(queries), kv, attend)));
    }

    /// Hyper-parameters.
    ///
    /// @param attention of heads
    /// @param normaliseQkv whether queries, keys and values are normalised per head
    public record Config(SelfAttention.Config attention, boolean normaliseQkv) {
        /// With other heads.
        public Config withAttention(UnaryOperator<SelfAttention.Config> change) {
            return new Config(change.apply(attention), normaliseQkv);
        }
    }
}

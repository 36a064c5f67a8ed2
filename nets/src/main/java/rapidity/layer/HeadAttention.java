package rapidity.layer;

import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Heads;
import rapidity.engine.Multivectors;
import rapidity.engine.NormGains;
import rapidity.engine.Parameter;
import rapidity.engine.Params;

/// Softmax attention of heads, after a norm of each head's queries, keys and values, and with head scales where the
/// configuration has them.
///
/// @source head scales: Shleifer et al., arXiv:2110.09456
final class HeadAttention {
    private final Heads heads;
    private final UnaryOperator<Multivectors> norm;
    private final UnaryOperator<Multivectors> scale;

    /// @param normalised whether there is a norm
    HeadAttention(Params p, Heads heads, SelfAttention.Config config, boolean normalised) {
        this.heads = heads;
        EquiLayerNorm plain = EquiLayerNorm.perGroup(heads.keyGroups());
        if (!config.headScale()) {
            norm = normalised ? plain::apply : x -> x;
            scale = y -> y;
            return;
        }
        Parameter factors = p.constant("head_scale", 1, heads.count());
        if (normalised && config.keyValues() == KeyValues.PER_HEAD) {
            // attention being linear in the values, their norm can scale, without a pass over the result
            norm = EquiLayerNorm.perGroup(heads.keyGroups(), NormGains.ofValues(p, heads, factors))::apply;
            scale = y -> y;
        } else {
            norm = normalised ? plain::apply : x -> x;
            scale = y -> y.scaleHeads(heads, factors);
        }
    }

    /// Of the tokens to themselves.
    ///
    /// @param qkv queries, keys and values before their norm
    Multivectors self(Multivectors qkv, Attend attend) {
        return scale.apply(norm.apply(qkv).attention(heads, attend));
    }

    /// Of tokens to others.
    ///
    /// @param q queries, after their norm
    /// @param kv keys and values before their norm
    Multivectors cross(Multivectors q, Multivectors kv, Attend attend) {
        return scale.apply(q.attention(norm.apply(kv), heads, attend));
    }
}

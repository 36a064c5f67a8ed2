package rapidity.layer;

import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Heads;
import rapidity.engine.Multivectors;
import rapidity.engine.Parameter;
import rapidity.engine.Params;

/// Softmax attention of heads, after a norm of each head's queries, keys and values, and with head scales where the
/// configuration has them.
///
/// @source head scales: Shleifer et al., arXiv:2110.09456
final class HeadAttention {
    private final Heads heads;
    private final UnaryOperator<Multivectors> scale;

    /// @param invariant heads without a norm, with the invariant product
    /// @param normalised whether there is a norm
    HeadAttention(Params p, Heads invariant, SelfAttention.Config config, boolean normalised) {
        Heads plain = config.product().of(invariant);
        if (!config.headScale()) {
            heads = normalised ? plain.normalised() : plain;
            scale = y -> y;
            return;
        }
        Parameter factors = p.constant("head_scale", 1, plain.count());
        if (normalised && config.keyValues() == KeyValues.PER_HEAD) {
            heads = plain.normalised(p, factors);
            scale = y -> y;
        } else {
            heads = normalised ? plain.normalised() : plain;
            scale = y -> y.scaleHeads(plain, factors);
        }
    }

    /// Of the tokens to themselves.
    ///
    /// @param qkv queries, keys and values before their norm
    Multivectors self(Multivectors qkv, Attend attend) {
        return scale.apply(qkv.attention(heads, attend));
    }

    /// Of tokens to others.
    ///
    /// @param q queries before their norm
    /// @param kv keys and values before their norm
    Multivectors cross(Multivectors q, Multivectors kv, Attend attend) {
        return scale.apply(q.attention(kv, heads, attend));
    }
}

package rapidity.layer.slim;

import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorHeads;
import rapidity.engine.VectorsScalars;

/// Multi-head attention of tokens x on the tokens of a condition c, with the scores of [SlimSelfAttention]:
///
/// ```
/// q    = norm(linear(x)),      k, v = norm(linear(c))             per head
/// x(a) := linear(heads of  sum over b of softmax_b(score(a, b)) v(b))
/// ```
///
/// The condition itself is not normalised.
///
/// @source arXiv:2512.17011
public final class SlimCrossAttention {
    private static final int PARTS = 2;

    private final SlimLinear queries;
    private final SlimLinear keysAndValues;
    private final VectorHeads heads;
    private final SlimLinear linearOut;
    private final UnaryOperator<VectorsScalars> dropout;

    public SlimCrossAttention(
            Params p, SlimRules rules, VectorChannels width, VectorChannels condition, SlimAttentionConfig config) {
        VectorChannels perHead = config.perHead(width);
        heads = VectorHeads.cross(perHead, config.heads());
        queries = SlimSelfAttention.projection(p.in("linear_in_q"), rules, width, perHead, 1, config);
        keysAndValues = SlimSelfAttention.projection(p.in("linear_in_kv"), rules, condition, perHead, PARTS, config);
        linearOut = new SlimLinear(p.in("linear_out"), heads.out(), width, rules.bias(), SlimInitialisation.SMALL);
        dropout = rules.dropout(p.in("dropout"));
    }

    /// @param attend which tokens of the condition each token sees
    public VectorsScalars apply(VectorsScalars x, VectorsScalars condition, Attend attend) {
        VectorsScalars q = queries.apply(x);
        VectorsScalars kv = keysAndValues.apply(condition);
        return dropout.apply(linearOut.apply(q.attention(kv, heads, attend)));
    }
}

package rapidity.layer.slim;

import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorHeads;
import rapidity.engine.VectorsScalars;

/// Multi-head self-attention of four-vectors and scalars:
///
/// ```
/// q, k, v = norm(linear(x))                                     per head
/// score(a, b) = (sum over c of <q_c(a), k_c(b)> + q_s(a) . k_s(b)) / sqrt(4 C + S)
/// x(a) := linear(heads of  sum over b of softmax_b(score(a, b)) v(b))
/// ```
///
/// with `<,>` the Minkowski product, C vectors and S scalars in a head.
///
/// @source arXiv:2512.17011
public final class SlimSelfAttention {
    private static final int PARTS = 3;

    private final SlimLinear linearIn;
    private final VectorHeads heads;
    private final SlimLinear linearOut;
    private final UnaryOperator<VectorsScalars> dropout;

    public SlimSelfAttention(Params p, SlimRules rules, VectorChannels width, SlimAttentionConfig config) {
        VectorChannels perHead = config.perHead(width);
        heads = VectorHeads.self(perHead, config.heads());
        linearIn = projection(p.in("linear_in"), rules, width, perHead, PARTS, config);
        linearOut = new SlimLinear(p.in("linear_out"), heads.out(), width, rules.bias(), SlimInitialisation.SMALL);
        dropout = rules.dropout(p.in("dropout"));
    }

    /// A map to some parts of queries, keys and values.
    static SlimLinear projection(
            Params p,
            SlimRules rules,
            VectorChannels in,
            VectorChannels perHead,
            int parts,
            SlimAttentionConfig config) {
        return new SlimLinear(
                p,
                in,
                perHead.times(parts * config.heads()),
                rules.projectionBias(),
                SlimInitialisation.SMALL,
                Streams.BOTH,
                config.headsFirst(perHead.vectors()),
                config.headsFirst(perHead.scalars()));
    }

    public VectorsScalars apply(VectorsScalars x, Attend attend) {
        VectorsScalars qkv = linearIn.apply(x);
        return dropout.apply(linearOut.apply(qkv.attention(heads, attend)));
    }
}

package rapidity.layer.slim;

import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;

/// Pre-norm transformer block on four-vectors and scalars:
///
/// ```
/// x := x + attention(norm1(x))
/// x := x + mlp(norm2(x))
/// ```
///
/// @source arXiv:2512.17011
public final class SlimBlock {
    private final SlimRmsNorm norm1;
    private final SlimRmsNorm norm2;
    private final SlimSelfAttention attention;
    private final SlimMlp mlp;
    private final Streams live;

    /// @param live what is used of the result, and computed
    public SlimBlock(
            Params p,
            SlimRules rules,
            VectorChannels width,
            SlimAttentionConfig attention,
            SlimMlp.Config mlp,
            Streams live) {
        this.live = live;
        this.norm1 = rules.norm(p.in("norm1"), width, Streams.BOTH);
        this.norm2 = rules.norm(p.in("norm2"), width, live);
        this.attention = new SlimSelfAttention(p.in("attention"), rules, width, attention);
        this.mlp = new SlimMlp(p.in("mlp"), rules, width, mlp, live);
    }

    public VectorsScalars apply(VectorsScalars x, Attend attend) {
        VectorsScalars y = x.plus(attention.apply(norm1.apply(x), attend));
        return live.of(y).plus(mlp.apply(live.of(norm2.apply(y))));
    }
}

package rapidity.layer.slim;

import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;

/// Pre-norm transformer block on four-vectors and scalars with a condition c:
///
/// ```
/// x := x + selfattention(norm1(x))
/// x := x + crossattention(norm2(x), c)
/// x := x + mlp(norm3(x))
/// ```
///
/// @source arXiv:2512.17011; lgatr, ConditionalSlimBlock
public final class ConditionalSlimBlock {
    private final SlimRmsNorm norm1;
    private final SlimRmsNorm norm2;
    private final SlimRmsNorm norm3;
    private final SlimSelfAttention selfAttention;
    private final SlimCrossAttention crossAttention;
    private final SlimMlp mlp;
    private final Streams live;

    /// @param condition what each token of the condition carries
    /// @param live what is used of the result, and computed
    public ConditionalSlimBlock(
            Params p,
            SlimRules rules,
            VectorChannels width,
            VectorChannels condition,
            SlimAttentionConfig attention,
            SlimMlp.Config mlp,
            Streams live) {
        this.live = live;
        this.norm1 = rules.norm(p.in("norm1"), width, Streams.BOTH);
        this.norm2 = rules.norm(p.in("norm2"), width, Streams.BOTH);
        this.norm3 = rules.norm(p.in("norm3"), width, live);
        this.selfAttention = new SlimSelfAttention(p.in("selfattention"), rules, width, attention, Readout.EVERY_TOKEN);
        this.crossAttention = new SlimCrossAttention(p.in("crossattention"), rules, width, condition, attention);
        this.mlp = new SlimMlp(p.in("mlp"), rules, width, mlp, live);
    }

    /// @param self which tokens each token sees
    /// @param cross which tokens of the condition each token sees
    public VectorsScalars apply(VectorsScalars x, VectorsScalars condition, Attend self, Attend cross) {
        VectorsScalars y = x.plus(selfAttention.apply(norm1.apply(x), self));
        VectorsScalars z = y.plus(crossAttention.apply(norm2.apply(y), condition, cross));
        return live.of(z).plus(mlp.apply(live.of(norm3.apply(z))));
    }
}

package rapidity.layer.slim;

import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
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
    private final Readout readout;

    /// @param live what is used of the result, and computed
    /// @param readout of which tokens something comes out
    public SlimBlock(
            Params p,
            SlimRules rules,
            VectorChannels width,
            SlimAttentionConfig attention,
            SlimMlp.Config mlp,
            Streams live,
            Readout readout) {
        this.live = live;
        this.readout = readout;
        this.norm1 = rules.norm(p.in("norm1"), width, Streams.BOTH);
        this.norm2 = rules.norm(p.in("norm2"), width, live);
        this.attention = new SlimSelfAttention(p.in("attention"), rules, width, attention, readout);
        this.mlp = new SlimMlp(p.in("mlp"), rules, width, mlp, live);
    }

    /// @return of the tokens that are read
    public VectorsScalars apply(VectorsScalars x, Attend attend) {
        VectorsScalars y = readout.of(x, attend).plus(x.through(h -> attention.apply(norm1.apply(h), attend)));
        return live.of(y).plus(y.through(h -> mlp.apply(live.of(norm2.apply(h)))));
    }
}

package rapidity.layer;

import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// Pre-norm transformer block on multivectors and scalars:
///
/// ```
/// x := x + attention(norm1(x))
/// x := x + mlp(norm2(x))
/// ```
///
/// @source arXiv:2405.14806, Sec. 3.1
public final class LgatrBlock {
    private final EquiLayerNorm norm1;
    private final EquiLayerNorm norm2;
    private final SelfAttention attention;
    private final GeoMlp mlp;

    /// @param normGains whether the two norms have gains: lgatr 2.0 has them, 1.x has not
    public LgatrBlock(
            Params p,
            EquiLinear.Rules rules,
            Channels width,
            SelfAttention.Config attention,
            GeoMlp.Config mlp,
            boolean normGains) {
        this.norm1 = normGains ? EquiLayerNorm.withGains(p.in("norm1"), width) : EquiLayerNorm.plain();
        this.norm2 = normGains ? EquiLayerNorm.withGains(p.in("norm2"), width) : EquiLayerNorm.plain();
        this.attention = new SelfAttention(p.in("attention"), rules, width, attention);
        this.mlp = new GeoMlp(p.in("mlp"), rules, width, mlp);
    }

    public Multivectors apply(Multivectors x, Attend attend) {
        Multivectors y = x.plus(attention.apply(norm1.apply(x), attend));
        return y.plus(mlp.apply(norm2.apply(y)));
    }
}

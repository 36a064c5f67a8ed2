package rapidity.layer;

import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// Pre-norm transformer block that also attends to a condition, another set of tokens:
///
/// ```
/// x := x + attention(norm1(x))
/// x := x + crossattention(norm2(x), norm_cond(condition))
/// x := x + mlp(norm3(x))
/// ```
///
/// @source lgatr, ConditionalLGATrBlock
public final class ConditionalLgatrBlock {
    private final EquiLayerNorm norm1;
    private final EquiLayerNorm norm2;
    private final EquiLayerNorm norm3;
    private final EquiLayerNorm conditionNorm;
    private final SelfAttention attention;
    private final CrossAttention crossAttention;
    private final GeoMlp mlp;

    /// @param condition width of the condition's tokens
    /// @param cross of the attention to the condition
    public ConditionalLgatrBlock(
            Params p, Channels width, Channels condition, LgatrBlock.Config c, CrossAttention.Config cross) {
        norm1 = c.norm(p.in("norm1"), width);
        norm2 = c.norm(p.in("norm2"), width);
        norm3 = c.norm(p.in("norm3"), width);
        conditionNorm = c.norm(p.in("norm_cond"), condition);
        attention = new SelfAttention(p.in("attention"), c.linear(), width, width, c.attention(), c.dropout());
        crossAttention = new CrossAttention(p.in("crossattention"), c.linear(), width, condition, cross, c.dropout());
        mlp = new GeoMlp(p.in("mlp"), c.linear(), width, c.mlp(), c.dropout());
    }

    /// @param attend among the tokens
    /// @param toCondition of the tokens to the condition
    public Multivectors apply(Multivectors x, Multivectors condition, Attend attend, Attend toCondition) {
        Multivectors y = x.plus(attention.apply(norm1.apply(x), attend));
        Multivectors c = conditionNorm.apply(condition);
        Multivectors z = y.plus(crossAttention.apply(norm2.apply(y), c, toCondition));
        return z.plus(mlp.apply(norm3.apply(z)));
    }
}

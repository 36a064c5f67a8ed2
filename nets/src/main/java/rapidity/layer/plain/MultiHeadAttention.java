package rapidity.layer.plain;

import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Tensor;

/// Multi-head self-attention, softmax(q k^T / sqrt(width / heads)) v per head, between two linear maps.
///
/// @source Vaswani et al., arXiv:1706.03762, Sec. 3.2
/// @departs the rows of `qkv_linear` are ordered `[part][head][channel]`; lorentz-gatr's are `[part][channel][head]`
public final class MultiHeadAttention {
    private final int heads;
    private final int inner;
    private final Linear queriesKeysValues;
    private final Linear out;

    public MultiHeadAttention(Params p, int width, int heads) {
        this.heads = heads;
        inner = width / heads * heads;
        queriesKeysValues = new Linear(p.in("qkv_linear"), width, 3 * inner);
        out = new Linear(p.in("out_linear"), inner, width);
    }

    /// @param x tokens `[tokens, width]`
    public Tensor apply(Tensor x, Attend attend) {
        Tensor qkv = queriesKeysValues.apply(x);
        Tensor q = qkv.slice(1, 0, inner);
        Tensor k = qkv.slice(1, inner, 2 * inner);
        Tensor v = qkv.slice(1, 2 * inner, 3 * inner);
        return out.apply(q.attention(k, v, heads, attend));
    }
}

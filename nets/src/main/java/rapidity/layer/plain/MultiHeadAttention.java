package rapidity.layer.plain;

import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
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
    /// @return of the tokens that are read
    public Tensor apply(Tensor x, Attend attend, Readout readout) {
        Tensor qkv = queriesKeysValues.apply(x);
        Tensor q = readout.of(part(qkv, 0), attend);
        return out.apply(q.attention(part(qkv, 1), part(qkv, 2), heads, readout.of(attend)));
    }

    /// The same for the next token of each sequence, which sees itself and those before it: a single query, for which
    /// small matrix products take a third of the time of the attention kernel.
    ///
    /// @param x a token of each sequence, `[sequences, width]`
    /// @param past is given its keys and values
    public Tensor next(Tensor x, PastTokens past) {
        Tensor qkv = queriesKeysValues.apply(x);
        past.add(part(qkv, 1), part(qkv, 2));
        int features = inner / heads;
        Tensor scores = part(qkv, 0).reshape(-1, 1, features).matmul(past.keys(x.tape(), features));
        Tensor shares = scores.times(1 / Math.sqrt(features)).softmax();
        return out.apply(shares.matmul(past.values(x.tape(), features)).reshape(-1, inner));
    }

    private Tensor part(Tensor qkv, int i) {
        return qkv.slice(1, i * inner, (i + 1) * inner);
    }
}

package rapidity.layer.plain;

import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;

/// Pre-norm transformer block on plain features:
///
/// ```
/// x := x + attention(norm(x))
/// x := x + mlp(norm(x)),     mlp = linear, GELU, linear, with twice the width in between
/// ```
///
/// The layer norm has no parameters.
///
/// @source Vaswani et al., arXiv:1706.03762; pre-norm as in lorentz-gatr's baseline
public final class TransformerBlock {
    private static final int MLP_RATIO = 2;

    private final MultiHeadAttention attention;
    private final Linear expand;
    private final Linear contract;

    public TransformerBlock(Params p, int width, int heads) {
        attention = new MultiHeadAttention(p.in("attention"), width, heads);
        expand = new Linear(p.in("mlp").in("0"), width, MLP_RATIO * width);
        contract = new Linear(p.in("mlp").in("2"), MLP_RATIO * width, width);
    }

    /// @param x tokens `[tokens, width]`
    /// @return of the tokens that are read
    public Tensor apply(Tensor x, Attend attend, Readout readout) {
        return mixed(readout.of(x, attend).plus(attention.apply(x.layerNorm(), attend, readout)));
    }

    /// The same for the next token of each sequence, which sees itself and those before it.
    ///
    /// @param x a token of each sequence, `[sequences, width]`
    public Tensor next(Tensor x, PastTokens past) {
        return mixed(x.plus(attention.next(x.layerNorm(), past)));
    }

    private Tensor mixed(Tensor x) {
        return x.plus(contract.apply(expand.apply(x.layerNorm()).apply(Unary.GELU)));
    }
}

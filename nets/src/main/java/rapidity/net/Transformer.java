package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.engine.Tensor;
import rapidity.layer.plain.Linear;
import rapidity.layer.plain.PastTokens;
import rapidity.layer.plain.TransformerBlock;

/// The plain transformer on sets of tokens, without any space-time symmetry: the baseline.
///
/// @source Vaswani et al., arXiv:1706.03762; the baseline of arXiv:2405.14806, Sec. 4
public final class Transformer {
    private final Linear linearIn;
    private final List<TransformerBlock> blocks;
    private final Linear linearOut;

    public Transformer(Params p, TransformerConfig c) {
        linearIn = new Linear(p.in("linear_in"), c.in(), c.hidden());
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> new TransformerBlock(names.in(Integer.toString(i)), c.hidden(), c.heads()))
                .toList();
        linearOut = new Linear(p.in("linear_out"), c.hidden(), c.out());
    }

    /// @param x tokens `[tokens, in]`
    /// @return `[tokens, out]`
    public Tensor apply(Tensor x, Attend attend) {
        return apply(x, attend, Readout.EVERY_TOKEN);
    }

    /// The results of the tokens that are read.
    public Tensor apply(Tensor x, Attend attend, Readout readout) {
        Tensor h = linearIn.apply(x);
        for (int i = 0; i < blocks.size(); i++) {
            TransformerBlock block = blocks.get(i);
            Readout ofBlock = readout.ofBlock(i, blocks.size());
            h = h.through(tokens -> block.apply(tokens, attend, ofBlock));
        }
        return linearOut.apply(blocks.isEmpty() ? readout.of(h, attend) : h);
    }

    /// For [#next]: what the blocks know of sequences that have had no token yet.
    public List<PastTokens> begin() {
        return blocks.stream().map(block -> new PastTokens()).toList();
    }

    /// The results that the next token of each sequence has if every token sees itself and those before it: those of
    /// [#apply] with causal attention, up to rounding.
    ///
    /// @param x a token of each sequence, `[sequences, in]`
    /// @param past of the sequences; the token is added
    /// @return `[sequences, out]`
    public Tensor next(Tensor x, List<PastTokens> past) {
        Tensor h = linearIn.apply(x);
        for (int i = 0; i < blocks.size(); i++) {
            h = blocks.get(i).next(h, past.get(i));
        }
        return linearOut.apply(h);
    }
}

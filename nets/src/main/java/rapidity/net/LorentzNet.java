package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.VectorsScalars;
import rapidity.engine.kernel.Unary;
import rapidity.layer.Dropout;
import rapidity.layer.graph.Edges;
import rapidity.layer.graph.LorentzGroupBlock;
import rapidity.layer.graph.LorentzGroupBlock.Vectors;
import rapidity.layer.graph.TokenSets;
import rapidity.layer.plain.Linear;

/// LorentzNet: a graph network on jets, all constituents of a jet being joined, equivariant under the full Lorentz
/// group by Minkowski products and linear combinations of four-vectors. Its results for each jet are invariant.
///
/// ```
/// h = linear(scalars, psi(x . x)),   blocks,   result = linear( ReLU( linear( mean over the jet of h ) ) )
/// ```
///
/// @source Gong et al., arXiv:2201.08187, Sec. 3
/// @departs the mass is always among the scalars, made of the four-vector; in the paper it is one of the inputs
public final class LorentzNet {
    private static final int VECTOR = 4;

    private final Linear embedding;
    private final List<LorentzGroupBlock> blocks;
    private final Dropout dropout;
    private final Linear decoderIn;
    private final Linear decoderOut;

    public LorentzNet(Params p, LorentzNetConfig c) {
        embedding = new Linear(p.in("embedding"), c.scalars() + 1, c.hidden());
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> new LorentzGroupBlock(
                        names.in(Integer.toString(i)),
                        c.hidden(),
                        c.step(),
                        i + 1 < c.blocks() ? Vectors.MOVED : Vectors.KEPT))
                .toList();
        Params decoder = p.in("decoder");
        dropout = new Dropout(decoder.in("0"), c.dropout());
        decoderIn = new Linear(decoder.in("1"), c.hidden(), c.hidden());
        decoderOut = new Linear(decoder.in("3"), c.hidden(), c.out());
    }

    /// @param x one four-vector, and scalars, of each constituent
    /// @param attend the constituents of each jet; hidden ones do not exist
    /// @return `[jets, out]`
    public Tensor apply(VectorsScalars x, Attend attend) {
        TokenSets jets = new TokenSets(attend);
        List<Edges> graph = jets.edges();
        Tensor vectors = x.vectors().reshape(x.tokens(), VECTOR);
        Tensor mass = LorentzGroupBlock.psi(LorentzGroupBlock.minkowski(vectors, vectors));
        Tensor scalars = x.width().scalars() == 0 ? mass : Tensor.concatenate(1, List.of(x.scalars(), mass));
        Tensor state = Tensor.concatenate(1, List.of(vectors, embedding.apply(scalars)));
        for (LorentzGroupBlock block : blocks) {
            state = state.through(s -> block.apply(s, graph));
        }
        Tensor h = jets.mean(state).slice(1, VECTOR, state.shape().axis(1));
        return decoderOut.apply(decoderIn.apply(dropout.apply(h)).apply(Unary.RELU));
    }
}

package rapidity.net;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.VectorsScalars;
import rapidity.engine.kernel.Unary;
import rapidity.layer.Bias;
import rapidity.layer.Dropout;
import rapidity.layer.clifford.CliffordBlock;
import rapidity.layer.clifford.CliffordBlock.Start;
import rapidity.layer.clifford.GradeLinear;
import rapidity.layer.clifford.GradeLinear.Sharing;
import rapidity.layer.graph.Edges;
import rapidity.layer.graph.TokenSets;
import rapidity.layer.graph.TokenSets.Pieces;
import rapidity.layer.plain.Linear;

/// Clifford group equivariant graph network on the complete graph with self-loops. Its results for each event are
/// invariant under the full Lorentz group.
///
/// ```
/// x = linear(u),  h = linear(t)            u the momentum of a particle as a multivector, t its scalars
/// blocks
/// result = linear( dropout( ReLU( linear( mean over the particles of (h, inv(x)) ) ) ) )
/// ```
///
/// Without training, what grows with the square of the particles is the time; in training, batch norms need the
/// messages of all pairs of particles of a batch at once.
///
/// @source Ruhe, Brandstetter, Forre, arXiv:2305.11141; as a baseline: Spinner et al., arXiv:2405.14806, App. C
public final class Cgenn {
    private static final int COMPONENTS = SpacetimeAlgebra.COMPONENTS;

    private static final double GIGABYTE = 1e9;

    private final CgennConfig config;
    private final GradeLinear multivectorsIn;
    private final Linear scalarsIn;
    private final List<CliffordBlock> blocks;
    private final Linear decoderIn;
    private final Dropout dropout;
    private final Linear decoderOut;

    public Cgenn(Params p, CgennConfig c) {
        config = c;
        Channels hidden = c.hidden();
        Params embedding = p.in("embedding");
        multivectorsIn = new GradeLinear(embedding.in("x"), 1, hidden.multivectors(), Sharing.ALL_GRADES, Bias.PRESENT);
        scalarsIn = new Linear(embedding.in("h"), c.types(), hidden.scalars());
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> new CliffordBlock(names.in(Integer.toString(i)), hidden, c.types()))
                .toList();
        Params decoder = p.in("decoder");
        int invariants = hidden.scalars() + SpacetimeAlgebra.GRADES * hidden.multivectors();
        decoderIn = new Linear(decoder.in("0"), invariants, c.decoder());
        dropout = new Dropout(decoder.in("2"), c.dropout());
        decoderOut = new Linear(decoder.in("3"), c.decoder(), c.out());
    }

    /// @param x one four-vector, and scalars, of each particle
    /// @param attend the particles of each event; hidden ones do not exist
    /// @return `[events, out]`
    /// @throws IllegalArgumentException while training, if the messages of a batch need more memory than there is
    public Tensor apply(VectorsScalars x, Attend attend) {
        TokenSets all = new TokenSets(attend);
        TokenSets events = all.present();
        boolean training = x.tape().isTraining();
        List<Edges> graph = events.edgesAndLoops(training ? Pieces.ONE : Pieces.MANY);
        if (training) {
            graph.forEach(edges -> requireMemory(edges.count()));
        }
        Tensor u = all.present(x.vectors()).reshape(-1, 4, 1).pad(1, 1, COMPONENTS);
        Start start = new Start(u, all.present(x.scalars()));
        Tensor h = scalarsIn.apply(start.scalars());
        Tensor state = CliffordBlock.joined(multivectorsIn.apply(u.permute(1, 2, 0)), h);
        for (CliffordBlock block : graph.isEmpty() ? List.<CliffordBlock>of() : blocks) {
            state = state.through(s -> block.apply(s, start, graph));
        }
        Tensor mean = events.mean(CliffordBlock.invariants(state, config.hidden()));
        return decoderOut.apply(dropout.apply(decoderIn.apply(mean).apply(Unary.RELU)));
    }

    /// Before any of it is taken.
    private void requireMemory(int edges) {
        double needed = (double) Float.BYTES * edges * config.blocks() * CliffordBlock.keptPerEdge(config.hidden());
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a CGENN needs all %,d messages of a batch at once to train, about %.1f GB in single precision,"
                            + " and Java may take %.1f GB: make batches smaller, or give it more with"
                            + " JAVA_TOOL_OPTIONS=-Xmx",
                    edges,
                    needed / GIGABYTE,
                    most / GIGABYTE));
        }
    }
}

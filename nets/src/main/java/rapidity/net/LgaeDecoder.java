package rapidity.net;

import java.util.List;
import rapidity.engine.Params;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;
import rapidity.layer.irreps.ComplexVectorsScalars;
import rapidity.layer.irreps.EdgeFunction;
import rapidity.layer.irreps.LorentzGroupLevels;
import rapidity.layer.irreps.LorentzGroupLevels.Live;
import rapidity.layer.irreps.MessageRules;
import rapidity.layer.irreps.Mixing;
import rapidity.layer.irreps.NodeAggregation.Latents;
import rapidity.layer.irreps.NodeMomenta;
import rapidity.layer.irreps.Padding;
import rapidity.layer.irreps.RadialFunctions;
import rapidity.net.LgaeRules.DecoderEdges;
import rapidity.net.LgaeRules.DecoderScalars;

/// The decoder of a [Lgae]: from the latent vectors and scalars of a jet to complex four-momenta.
///
/// ```
/// q_i = sum over a of W[i, a] z_a,      p_i = W'' levels( W' [ q_i, scalars ] )
/// ```
///
/// @source arXiv:2212.07347, Sec. 3.3
/// @departs the published code drops the latent scalars and has constant edge functions, see [LgaeRules]
final class LgaeDecoder {
    private static final int VECTOR = 4;

    private final LgaeConfig config;
    private final boolean latentScalars;
    private final Mixing toNodes;
    private final Mixing input;
    private final LorentzGroupLevels levels;
    private final Mixing output;

    LgaeDecoder(Params p, LgaeConfig c, LorentzGroupLevels.Form form) {
        config = c;
        latentScalars = c.rules().decoderScalars() == DecoderScalars.LATENT;
        List<Irrep> both = Live.VECTORS_AND_SCALARS.irreps();
        List<Irrep> vectors = Live.VECTORS.irreps();
        List<Irrep> ends = List.of(Irrep.SCALAR, Irrep.VECTOR);
        toNodes = new Mixing(
                p.in("latent_to_graph"),
                LgaeLevels.ends(ends, c.latent().allVectors(), c.latent().allScalars()),
                Irreps.of(c.particles(), Irrep.SCALAR, Irrep.VECTOR),
                Mixing.Start.STANDARD,
                latentScalars ? both : vectors);
        List<Integer> channels = c.decoderChannels();
        input = new Mixing(
                p.in("input_func_node"),
                Irreps.of(1, Irrep.SCALAR, Irrep.VECTOR),
                Irreps.of(channels.getFirst(), Irrep.SCALAR, Irrep.VECTOR),
                Mixing.Start.STANDARD,
                both);
        EdgeFunction edges =
                c.rules().decoderEdges() == DecoderEdges.CONSTANT ? EdgeFunction.CONSTANT : EdgeFunction.RADIAL;
        LgaeLevels shapes = new LgaeLevels(c, channels, edges);
        List<RadialFunctions> radial = shapes.radial(p, RadialFunctions.Kind.COMPLEX_MOMENTA);
        MessageRules rules = new MessageRules(edges, c.rules().selfPairs(), Padding.PARTICLES);
        levels = shapes.levels(p, radial, rules, Live.VECTORS, form);
        output = new Mixing(
                p.in("mix_to_output"),
                Irreps.of(channels.getLast(), levels.irreps().toArray(Irrep[]::new)),
                LgaeLevels.ends(levels.irreps(), 1, 1),
                Mixing.Start.STANDARD,
                vectors);
    }

    /// @return complex momenta `[(re, im), (t, x, y, z), particles, jets]`
    Tensor apply(Latents z) {
        int jets = z.scalars().shape().axis(-1);
        int particles = config.particles();
        Tensor q = toNodes.apply(Irrep.VECTOR, z.vectors()).permute(1, 2, 0, 3);
        Tensor scalars = latentScalars
                ? toNodes.apply(Irrep.SCALAR, z.scalars()).permute(1, 0, 2)
                : onePlusI(z.scalars().tape(), particles * jets);
        ComplexVectorsScalars x = ComplexVectorsScalars.of(
                input.apply(Irrep.VECTOR, q.reshape(1, 2, VECTOR, particles, jets)),
                input.apply(Irrep.SCALAR, scalars.reshape(1, 2, particles, jets)));
        Tensor vectors = levels.vectors(x, new NodeMomenta.Complex(q));
        return output.apply(Irrep.VECTOR, vectors).reshape(2, VECTOR, particles, jets);
    }

    private static Tensor onePlusI(Tape tape, int nodes) {
        return tape.constant(1, Shape.of(2, nodes));
    }
}

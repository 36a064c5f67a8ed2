package rapidity.net;

import java.util.Arrays;
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
import rapidity.layer.irreps.NodeAggregation;
import rapidity.layer.irreps.NodeAggregation.Latents;
import rapidity.layer.irreps.Padding;
import rapidity.layer.irreps.RadialFunctions;

/// The encoder of a [Lgae]: from the particles of a jet to its latent vectors and scalars.
///
/// ```
/// F = levels( W [ p_i, masses ] ),      latent = aggregation over i of  W' F_i
/// ```
///
/// @source arXiv:2212.07347, Sec. 3.1 and 3.2
final class LgaeEncoder {
    private final LgaeConfig config;
    private final Mixing input;
    private final LorentzGroupLevels levels;
    private final Mixing latent;
    private final NodeAggregation aggregation;

    LgaeEncoder(Params p, LgaeConfig c, LorentzGroupLevels.Form form) {
        config = c;
        List<Integer> channels = c.encoderChannels();
        LgaeLevels shapes = new LgaeLevels(c, channels, EdgeFunction.RADIAL);
        List<RadialFunctions> radial = shapes.radial(p, RadialFunctions.Kind.REAL_MOMENTA);
        List<Irrep> both = Live.VECTORS_AND_SCALARS.irreps();
        Irreps in = new Irreps(List.of(new Irreps.Part(Irrep.SCALAR, c.scalars()), new Irreps.Part(Irrep.VECTOR, 1)));
        Irreps hidden = Irreps.of(channels.getFirst(), Irrep.SCALAR, Irrep.VECTOR);
        List<Irrep> used = c.hasScalars() ? both : Live.VECTORS.irreps();
        input = new Mixing(p.in("input_func_node"), in, hidden, Mixing.Start.STANDARD, used);
        MessageRules rules = new MessageRules(
                EdgeFunction.RADIAL, c.rules().selfPairs(), c.rules().padding());
        levels = shapes.levels(p, radial, rules, Live.VECTORS_AND_SCALARS, form);
        int nodes = c.latent().aggregation().dependsOnOrder() ? c.nodes() : 1;
        Irreps last = Irreps.of(nodes * channels.getLast(), levels.irreps().toArray(Irrep[]::new));
        Irreps out = LgaeLevels.ends(
                levels.irreps(), c.latent().vectors(), c.latent().scalars());
        latent = new Mixing(p.in("mix_reps"), last, out, Mixing.Start.STANDARD, both);
        aggregation = new NodeAggregation(c.latent().aggregation(), c.rules().scalarMaximum());
    }

    /// @param live what is used of the latents: other scalars are zeros
    Latents apply(Tape tape, PaddedJets x, Live live) {
        LgaeNodes nodes = LgaeNodes.of(config, x);
        ComplexVectorsScalars in = ComplexVectorsScalars.of(
                input.apply(Irrep.VECTOR, nodes.vectors(tape)), input.apply(Irrep.SCALAR, nodes.scalars(tape)));
        boolean[] counted = counted(nodes.momenta().present());
        if (live == Live.VECTORS) {
            Tensor vectors = mixed(Irrep.VECTOR, levels.vectors(in, nodes.momenta()), counted);
            Shape zeros = Shape.of(config.latent().scalars(), 2, vectors.shape().axis(-2), x.jets());
            return aggregated(vectors, tape.constant(0, zeros), counted);
        }
        ComplexVectorsScalars y = levels.apply(in, nodes.momenta());
        return aggregated(
                mixed(Irrep.VECTOR, y.vectors(), counted), mixed(Irrep.SCALAR, y.scalars(), counted), counted);
    }

    /// Of each node, or of all nodes as one.
    private Tensor mixed(Irrep irrep, Tensor x, boolean[] counted) {
        if (!config.latent().aggregation().dependsOnOrder()) {
            return latent.apply(irrep, x);
        }
        Tensor present =
                x.tape().tensor(numbers(counted), config.nodes(), x.shape().axis(-1));
        return latent.apply(irrep, asChannels(x.times(present)));
    }

    private Latents aggregated(Tensor vectors, Tensor scalars, boolean[] counted) {
        if (!config.latent().aggregation().dependsOnOrder()) {
            return aggregation.apply(vectors, scalars, counted);
        }
        boolean[] one = new boolean[vectors.shape().axis(-1)];
        Arrays.fill(one, true);
        return aggregation.apply(vectors, scalars, one);
    }

    private boolean[] counted(boolean[] present) {
        boolean[] r = present.clone();
        if (config.rules().padding() == Padding.PARTICLES) {
            Arrays.fill(r, true);
        }
        return r;
    }

    private static double[] numbers(boolean[] flags) {
        double[] r = new double[flags.length];
        Arrays.setAll(r, i -> flags[i] ? 1 : 0);
        return r;
    }

    /// `[C, .., particles, jets]` to `[particles C, .., 1, jets]`: the channels of a node stay together.
    private static Tensor asChannels(Tensor x) {
        int[] s = x.shape().toArray();
        int rank = s.length;
        int[] order = new int[rank];
        order[0] = rank - 2;
        for (int i = 1; i < rank - 1; i++) {
            order[i] = i - 1;
        }
        order[rank - 1] = rank - 1;
        int[] flat = s.clone();
        flat[0] = s[0] * s[rank - 2];
        flat[rank - 2] = 1;
        return x.permute(order).reshape(flat);
    }
}

package rapidity.net;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;
import rapidity.layer.irreps.ComplexVectorsScalars;
import rapidity.layer.irreps.EdgeFunction;
import rapidity.layer.irreps.LorentzGroupLevels;
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
        List<Irrep> both = LorentzGroupLevels.Live.VECTORS_AND_SCALARS.irreps();
        Irreps in = new Irreps(List.of(new Irreps.Part(Irrep.SCALAR, c.scalars()), new Irreps.Part(Irrep.VECTOR, 1)));
        Irreps hidden = Irreps.of(channels.getFirst(), Irrep.SCALAR, Irrep.VECTOR);
        List<Irrep> used = c.hasScalars() ? both : LorentzGroupLevels.Live.VECTORS.irreps();
        input = new Mixing(p.in("input_func_node"), in, hidden, Mixing.Start.STANDARD, used);
        MessageRules rules = new MessageRules(
                EdgeFunction.RADIAL, c.rules().selfPairs(), c.rules().padding());
        levels = shapes.levels(p, radial, rules, LorentzGroupLevels.Live.VECTORS_AND_SCALARS, form);
        int nodes = c.latent().aggregation().dependsOnOrder() ? c.nodes() : 1;
        Irreps last = Irreps.of(nodes * channels.getLast(), levels.irreps().toArray(Irrep[]::new));
        Irreps out = LgaeLevels.ends(
                levels.irreps(), c.latent().vectors(), c.latent().scalars());
        latent = new Mixing(p.in("mix_reps"), last, out, Mixing.Start.STANDARD, both);
        aggregation = new NodeAggregation(c.latent().aggregation(), c.rules().scalarMaximum());
    }

    Latents apply(Tape tape, PaddedJets x) {
        LgaeNodes nodes = LgaeNodes.of(config, x);
        Tensor vectors = input.apply(Irrep.VECTOR, nodes.vectors(tape));
        Tensor scalars = input.apply(Irrep.SCALAR, nodes.scalars(tape));
        ComplexVectorsScalars y = levels.apply(ComplexVectorsScalars.of(vectors, scalars), nodes.momenta());
        boolean[] counted = counted(nodes.momenta().present());
        if (!config.latent().aggregation().dependsOnOrder()) {
            return aggregation.apply(
                    latent.apply(Irrep.VECTOR, y.vectors()), latent.apply(Irrep.SCALAR, y.scalars()), counted);
        }
        Tensor present = tape.tensor(numbers(counted), config.nodes(), x.jets());
        boolean[] one = new boolean[x.jets()];
        Arrays.fill(one, true);
        return aggregation.apply(
                latent.apply(Irrep.VECTOR, asChannels(y.vectors().times(present))),
                latent.apply(Irrep.SCALAR, asChannels(y.scalars().times(present))),
                one);
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

package rapidity.model;

import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.model.TaggingPreprocessing.Aggregation;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CgennConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.DsiConfig;
import rapidity.net.GapConfig;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlim;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNet;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.Pfn;
import rapidity.net.PfnConfig;
import rapidity.net.Transformer;
import rapidity.net.TransformerConfig;

/// A network between the tokens of jets and their logits.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.2
interface TaggingNetwork {
    /// @return `[jets, outputs]`
    Tensor apply(Tape tape, TaggingTokens tokens);

    /// @throws IllegalArgumentException if the network's inputs or outputs are not those of the task
    static TaggingNetwork of(Params p, NetConfig config, TaggingPreprocessing constants, int outputs) {
        return switch (config) {
            case LgatrConfig c -> {
                check("L-GATr", c.in(), constants.multivectors(), c.out().multivectors(), outputs);
                yield lgatr(new Lgatr(p, c, constants.readout()));
            }
            case LgatrSlimConfig c -> {
                check("L-GATr-slim", c.in(), constants.vectors(), c.out().scalars(), outputs);
                yield slim(new LgatrSlim(p, c, constants.readout()));
            }
            case TransformerConfig c -> {
                check("transformer", c.in(), constants.plainWidth(), c.out(), outputs);
                Transformer net = new Transformer(p, c);
                yield (tape, x) -> x.aggregate(net.apply(x.plain(tape), x.attend(), constants.readout()));
            }
            case LorentzNetConfig c -> {
                VectorChannels in = new VectorChannels(1, c.scalars());
                check("LorentzNet", in, constants.vectors(), c.out(), outputs);
                sums("LorentzNet", constants);
                LorentzNet net = new LorentzNet(p, c);
                yield (tape, x) -> net.apply(VectorsScalars.of(x.vectors(tape), x.scalars(tape)), x.attend());
            }
            case PfnConfig c -> {
                check("particle flow network", c.in(), constants.plainWidth(), c.out(), outputs);
                sums("particle flow network", constants);
                Pfn net = new Pfn(p, c);
                yield (tape, x) -> net.apply(x.plain(tape), x.attend());
            }
            case CgennConfig c -> throw new IllegalArgumentException("CGENN is a network for amplitudes: " + c);
            case DsiConfig c -> throw new IllegalArgumentException("DSI is a network for amplitudes: " + c);
            case ConditionalLgatrConfig c -> throw conditional(c);
            case ConditionalLgatrSlimConfig c -> throw conditional(c);
            case GapConfig c -> throw ragged(c);
            case MlpConfig c -> throw ragged(c);
            case AutoencoderConfig c ->
                throw new IllegalArgumentException("an autoencoder tells no classes apart: " + c);
        };
    }

    /// Networks that sum over a jet themselves.
    private static void sums(String net, TaggingPreprocessing constants) {
        if (constants.aggregation() != Aggregation.MEAN) {
            throw new IllegalArgumentException(
                    "a " + net + " sums over the constituents: choose the mean of the tokens, not a global token");
        }
    }

    private static IllegalArgumentException conditional(NetConfig c) {
        return new IllegalArgumentException("jets have no condition, but this network takes one: " + c);
    }

    private static IllegalArgumentException ragged(NetConfig c) {
        return new IllegalArgumentException("jets have any number of constituents, this network takes one event: " + c);
    }

    private static void check(String net, Object in, Object neededIn, int out, int neededOut) {
        if (!in.equals(neededIn) || out != neededOut) {
            throw new IllegalArgumentException("for these jets and classes the " + net + " goes from " + neededIn
                    + " to " + neededOut + " outputs, got " + in + " and " + out);
        }
    }

    /// The scalar components of the multivectors.
    private static TaggingNetwork lgatr(Lgatr net) {
        return (tape, x) -> {
            Multivectors in = Multivectors.of(x.multivectors(tape), x.scalars(tape));
            Tensor y = net.apply(in, x.attend()).multivectors();
            int channels = y.shape().axis(1);
            Tensor perJet = x.aggregate(y.reshape(-1, channels * SpacetimeAlgebra.COMPONENTS));
            return perJet.reshape(x.jets(), channels, SpacetimeAlgebra.COMPONENTS)
                    .slice(2, 0, 1)
                    .reshape(x.jets(), channels);
        };
    }

    /// The scalars.
    private static TaggingNetwork slim(LgatrSlim net) {
        return (tape, x) -> {
            VectorsScalars in = VectorsScalars.of(x.vectors(tape), x.scalars(tape));
            return x.aggregate(net.apply(in, x.attend()).scalars());
        };
    }
}

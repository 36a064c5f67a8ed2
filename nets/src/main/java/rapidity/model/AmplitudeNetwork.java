package rapidity.model;

import java.util.List;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.net.AutoencoderConfig;
import rapidity.net.Cgenn;
import rapidity.net.CgennConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.Dsi;
import rapidity.net.DsiConfig;
import rapidity.net.Gap;
import rapidity.net.GapConfig;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlim;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.Mlp;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.Transformer;
import rapidity.net.TransformerConfig;

/// A network between the tokens of events of a process and their standardised log amplitudes.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.1
interface AmplitudeNetwork {
    /// @return `[events, 1]`
    Tensor apply(Tape tape, AmplitudeTokens tokens, EventMomenta momenta);

    /// Takes what the network keeps of the first batch; see [Dsi#begin].
    default void begin(Weights weights, AmplitudeTokens tokens, EventMomenta momenta) {}

    /// @param processes the particles of each
    /// @throws IllegalArgumentException if the network's inputs or outputs are not those of the task, or it cannot
    ///     learn several processes
    static AmplitudeNetwork of(Params p, NetConfig config, List<List<Particle>> processes) {
        int types = Particle.codes(processes);
        return switch (config) {
            case LgatrConfig c -> {
                check("L-GATr", c.in() + " to " + c.out(), new Channels(1, types) + " to " + new Channels(1, 0));
                yield lgatr(new Lgatr(p, c, Readout.FIRST_TOKENS));
            }
            case LgatrSlimConfig c -> {
                VectorChannels needed = new VectorChannels(1, types);
                check("L-GATr-slim", c.in() + " to " + c.out(), needed + " to " + new VectorChannels(0, 1));
                yield slim(new LgatrSlim(p, c, Readout.FIRST_TOKENS));
            }
            case TransformerConfig c -> {
                check("transformer", c.in() + " to " + c.out(), EventMomenta.COMPONENTS + types + " to 1");
                yield transformer(new Transformer(p, c));
            }
            case GapConfig c -> gap(p, c, only("GAP", processes));
            case MlpConfig c -> mlp(p, c, only("MLP", processes));
            case CgennConfig c -> cgenn(p, c, only("CGENN", processes));
            case DsiConfig c -> deepSets(p, c, only("DSI", processes));
            case ConditionalLgatrConfig c -> throw conditional(c);
            case ConditionalLgatrSlimConfig c -> throw conditional(c);
            case LorentzNetConfig c -> throw new IllegalArgumentException("LorentzNet is a network for jets: " + c);
            case PfnConfig c -> throw new IllegalArgumentException("a particle flow network is for jets: " + c);
            case AutoencoderConfig c -> throw new IllegalArgumentException("an autoencoder is for jets: " + c);
        };
    }

    private static IllegalArgumentException conditional(NetConfig c) {
        return new IllegalArgumentException("amplitudes have no condition, but this network takes one: " + c);
    }

    /// The particles of the only process.
    private static List<Particle> only(String net, List<List<Particle>> processes) {
        if (processes.size() != 1) {
            throw new IllegalArgumentException(net + " learns one process, not " + processes.size()
                    + " jointly: L-GATr, L-GATr-slim and the transformer do that");
        }
        return processes.getFirst();
    }

    private static void check(String net, String given, String needed) {
        if (!given.equals(needed)) {
            throw new IllegalArgumentException(
                    "for these particles the channels of the " + net + " go from " + needed + ", got " + given);
        }
    }

    /// The scalar component of the multivector at the global token.
    private static AmplitudeNetwork lgatr(Lgatr net) {
        return (tape, tokens, x) -> {
            Multivectors in = Multivectors.of(tokens.multivectors(tape, x), tokens.types(tape, x.size()));
            Tensor out = net.apply(in, tokens.attend(x.size())).multivectors();
            return first(out.reshape(x.size(), SpacetimeAlgebra.COMPONENTS));
        };
    }

    /// The scalar at the global token.
    private static AmplitudeNetwork slim(LgatrSlim net) {
        return (tape, tokens, x) -> {
            VectorsScalars in = VectorsScalars.of(tokens.vectors(tape, x), tokens.types(tape, x.size()));
            return net.apply(in, tokens.attend(x.size())).scalars();
        };
    }

    /// The scalar component of the only multivector; particles are channels.
    private static AmplitudeNetwork gap(Params p, GapConfig c, List<Particle> particles) {
        check("GAP", c.in() + " to " + c.out(), new Channels(particles.size(), 1) + " to " + new Channels(1, 0));
        Gap net = new Gap(p, c);
        return (tape, tokens, x) -> {
            Tensor noScalar = tape.constant(0, Shape.of(x.size(), 1));
            Multivectors y = net.apply(Multivectors.of(tokens.channels(tape, x), noScalar));
            return first(y.multivectors().reshape(x.size(), SpacetimeAlgebra.COMPONENTS));
        };
    }

    /// The number at the global token.
    private static AmplitudeNetwork transformer(Transformer net) {
        return (tape, tokens, x) -> net.apply(tokens.features(tape, x), tokens.attend(x.size()), Readout.FIRST_TOKENS);
    }

    private static AmplitudeNetwork mlp(Params p, MlpConfig c, List<Particle> particles) {
        check("MLP", c.in() + " to " + c.out(), EventMomenta.COMPONENTS * particles.size() + " to 1");
        Mlp net = new Mlp(p, c);
        return (tape, tokens, x) -> net.apply(tokens.flat(tape, x));
    }

    private static AmplitudeNetwork deepSets(Params p, DsiConfig c, List<Particle> particles) {
        List<Integer> types = particles.stream().map(Particle::type).toList();
        check("DSI", c.types() + " to " + c.out(), types + " to 1");
        return new DeepSets(new Dsi(p, c));
    }

    /// The result of an event; there is no global token.
    private static AmplitudeNetwork cgenn(Params p, CgennConfig c, List<Particle> particles) {
        int types = Particle.codes(List.of(particles));
        check("CGENN", c.types() + " types to " + c.out(), types + " types to 1");
        Cgenn net = new Cgenn(p, c);
        return (tape, tokens, x) -> {
            Tensor vectors =
                    tokens.particleMomenta(tape, x).reshape(x.size() * x.particles(), 1, EventMomenta.COMPONENTS);
            VectorsScalars in = VectorsScalars.of(vectors, tokens.particleTypes(tape, x.size()));
            return net.apply(in, Attend.equal(x.size(), x.particles()));
        };
    }

    /// Deep sets with invariants.
    record DeepSets(Dsi net) implements AmplitudeNetwork {
        @Override
        public Tensor apply(Tape tape, AmplitudeTokens tokens, EventMomenta x) {
            double[] products = tokens.products(x);
            return net.apply(tokens.particleMomenta(tape, x), tape.tensor(products, x.size(), pairs(x)));
        }

        private static int pairs(EventMomenta x) {
            return x.particles() * (x.particles() + 1) / 2;
        }

        @Override
        public void begin(Weights weights, AmplitudeTokens tokens, EventMomenta x) {
            net.begin(weights, tokens.products(x));
        }
    }

    private static Tensor first(Tensor perEvent) {
        return perEvent.slice(1, 0, 1);
    }
}

package rapidity.flow;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CgennConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
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

/// The network of a flow: how events move at a time. Equivariant networks look at momenta and answer in momenta and
/// scalars; the others look at coordinates and answer in coordinates.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3 and App. C.3
/// @departs with spurions as tokens the momenta have one channel and each spurion is one token; lorentz-gatr repeats
///     the momenta in as many channels as there are spurions
public final class VelocityNetwork {
    private static final int VECTOR = 4;

    private final FlowInputs inputs;
    private final TimeEmbedding time;
    private final Answering answering;
    private final Sight sight;
    private final boolean wholeEvents;

    /// What a network looks at.
    public enum Sight {
        MOMENTA,
        COORDINATES
    }

    /// How particles move.
    ///
    /// @param momenta `[events * particles, 4]`: velocity of momenta; null if the network looks at coordinates
    /// @param scalars `[events * particles, 4]`: velocity of coordinates
    record Answer(@Nullable Tensor momenta, Tensor scalars) {
        Tensor momentaOrThrow() {
            return Objects.requireNonNull(momenta, "this network looks at coordinates");
        }
    }

    private interface Answering {
        Answer of(FlowTokens tokens, Tensor particles, Tensor time);
    }

    /// @throws IllegalArgumentException if the network's inputs or outputs are not those that the flow needs: L-GATr
    ///     [FlowInputs#multivectors] to 1 multivector and 4 scalars, L-GATr-slim [FlowInputs#vectors] to 1 vector and 4
    ///     scalars, Transformer [FlowInputs#plain] to 4, MLP [FlowInputs#flat] to 4 of each particle, GAP
    ///     [FlowInputs#particlesAsChannels] to 1 multivector and 4 scalars of each particle
    public VelocityNetwork(Params p, NetConfig config, FlowInputs inputs) {
        this.sight = sight(config);
        this.inputs = sight == Sight.MOMENTA ? inputs : inputs.withoutSpurions();
        this.wholeEvents = config instanceof MlpConfig || config instanceof GapConfig;
        this.time = new TimeEmbedding(p.in("time_embedding"));
        this.answering = answering(p, config, this.inputs);
    }

    private static Sight sight(NetConfig config) {
        return switch (config) {
            case TransformerConfig c -> Sight.COORDINATES;
            case MlpConfig c -> Sight.COORDINATES;
            default -> Sight.MOMENTA;
        };
    }

    private static Answering answering(Params p, NetConfig config, FlowInputs inputs) {
        return switch (config) {
            case LgatrConfig c -> {
                check("L-GATr", c.in(), c.out(), inputs.multivectors(), new Channels(1, VECTOR));
                yield lgatr(new Lgatr(p, c));
            }
            case LgatrSlimConfig c -> {
                check("L-GATr-slim", c.in(), c.out(), inputs.vectors(), new VectorChannels(1, VECTOR));
                yield slim(new LgatrSlim(p, c));
            }
            case GapConfig c -> {
                int particles = inputs.onlyMultiplicity();
                Channels out = new Channels(particles, VECTOR * particles);
                check("GAP", c.in(), c.out(), inputs.particlesAsChannels(), out);
                yield gap(new Gap(p, c));
            }
            case TransformerConfig c -> {
                check("transformer", c.in(), c.out(), inputs.plain(), VECTOR);
                Transformer net = new Transformer(p, c);
                yield (tokens, x, time) -> new Answer(null, net.apply(tokens.plain(x, time), tokens.attend()));
            }
            case MlpConfig c -> {
                check("MLP", c.in(), c.out(), inputs.flat(), VECTOR * inputs.onlyMultiplicity());
                yield mlp(new Mlp(p, c));
            }
            case ConditionalLgatrConfig c -> throw unfit(c);
            case ConditionalLgatrSlimConfig c -> throw unfit(c);
            case LorentzNetConfig c -> throw unfit(c);
            case PfnConfig c -> throw unfit(c);
            case CgennConfig c -> throw unfit(c);
            case DsiConfig c -> throw unfit(c);
            case AutoencoderConfig c -> throw unfit(c);
        };
    }

    private static IllegalArgumentException unfit(NetConfig c) {
        return new IllegalArgumentException(
                "a flow moves events with an L-GATr, L-GATr-slim, GAP, transformer or MLP, not with " + c);
    }

    private static void check(String net, Object in, Object out, Object neededIn, Object neededOut) {
        if (!in.equals(neededIn) || !out.equals(neededOut)) {
            throw new IllegalArgumentException("for these events the " + net + " goes from " + neededIn + " to "
                    + neededOut + ", got " + in + " to " + out);
        }
    }

    private static Answering lgatr(Lgatr net) {
        return (tokens, p, time) -> {
            Multivectors in = Multivectors.of(tokens.multivectors(p), tokens.scalars(time));
            Multivectors y = net.apply(in, tokens.attend());
            Tensor velocity = y.multivectors().slice(2, 1, 1 + VECTOR).reshape(-1, VECTOR);
            return new Answer(tokens.particles(velocity), tokens.particles(y.scalars()));
        };
    }

    private static Answering slim(LgatrSlim net) {
        return (tokens, p, time) -> {
            VectorsScalars in = VectorsScalars.of(tokens.vectors(p), tokens.scalars(time));
            VectorsScalars y = net.apply(in, tokens.attend());
            Tensor velocity = y.vectors().reshape(-1, VECTOR);
            return new Answer(tokens.particles(velocity), tokens.particles(y.scalars()));
        };
    }

    private static Answering gap(Gap net) {
        return (tokens, p, time) -> {
            Multivectors y = net.apply(Multivectors.of(tokens.channels(p), time));
            Tensor velocity = y.multivectors().slice(2, 1, 1 + VECTOR).reshape(-1, VECTOR);
            return new Answer(velocity, y.scalars().reshape(-1, VECTOR));
        };
    }

    private static Answering mlp(Mlp net) {
        return (tokens, x, time) -> {
            Tensor flat = x.reshape(time.shape().axis(0), -1);
            Tensor y = net.apply(Tensor.concatenate(1, List.of(flat, time)));
            return new Answer(null, y.reshape(-1, VECTOR));
        };
    }

    FlowInputs inputs() {
        return inputs;
    }

    /// Tokens that the network makes of an event.
    public int tokens(int multiplicity) {
        return wholeEvents ? 1 : multiplicity + inputs.spurionTokens().size();
    }

    Sight sight() {
        return sight;
    }

    /// @param particles `[events * particles, 4]`, momenta or coordinates
    /// @param times one for each event
    Answer apply(Tensor particles, double[] times, int process) {
        FlowTokens tokens = new FlowTokens(inputs, times.length, process);
        return answering.of(tokens, particles, time.apply(particles.tape(), times));
    }
}

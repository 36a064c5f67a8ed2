package rapidity.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.layer.AttentionProduct;
import rapidity.layer.EquiLinear;
import rapidity.layer.SelfAttention;
import rapidity.layer.graph.TokenSets;
import rapidity.net.AutoencoderConfig;
import rapidity.net.Cgenn;
import rapidity.net.CgennConfig;
import rapidity.net.ConditionalLgatr;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlim;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.DsiConfig;
import rapidity.net.Gap;
import rapidity.net.GapConfig;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlim;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNet;
import rapidity.net.LorentzNetConfig;
import rapidity.net.Mlp;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.Pfn;
import rapidity.net.PfnConfig;
import rapidity.net.Transformer;
import rapidity.net.TransformerConfig;

/// Any network as a function of tokens: without a task, without preprocessing.
public interface TokenNetwork {
    /// Components of a four-vector.
    int VECTOR = 4;

    /// @throws IllegalArgumentException if the channels are others, or the network needs a condition and gets none
    Features apply(Inputs inputs);

    /// What goes in.
    ///
    /// @param tokens of all sequences one after another
    /// @param condition what a conditional network looks at besides
    record Inputs(Features tokens, Attend attend, Optional<Condition> condition) {
        private Condition needed() {
            return condition.orElseThrow(() -> new IllegalArgumentException("this network needs a condition"));
        }
    }

    /// The tokens of another set, and who sees them.
    record Condition(Features tokens, Attend attend) {}

    /// What a token carries.
    ///
    /// @param components of each vector: 4, or 16 for multivectors
    record Width(int channels, int components, int scalars) {
        private static Width of(VectorChannels c) {
            return new Width(c.vectors(), VECTOR, c.scalars());
        }

        private static Width of(Channels c) {
            return new Width(c.multivectors(), SpacetimeAlgebra.COMPONENTS, c.scalars());
        }
    }

    /// What the tokens of a network carry, and those of its condition.
    record Widths(Width tokens, Optional<Width> condition) {}

    static Widths widths(NetConfig config) {
        return switch (config) {
            case LgatrConfig c -> new Widths(Width.of(c.in()), Optional.empty());
            case LgatrSlimConfig c -> new Widths(Width.of(c.in()), Optional.empty());
            case ConditionalLgatrSlimConfig c ->
                new Widths(Width.of(c.net().in()), Optional.of(Width.of(c.condition())));
            case ConditionalLgatrConfig c -> new Widths(Width.of(c.in()), Optional.of(Width.of(c.condition())));
            case GapConfig c -> new Widths(Width.of(c.in()), Optional.empty());
            case TransformerConfig c -> new Widths(new Width(0, VECTOR, c.in()), Optional.empty());
            case MlpConfig c -> new Widths(new Width(0, VECTOR, c.in()), Optional.empty());
            case LorentzNetConfig c -> new Widths(new Width(1, VECTOR, c.scalars()), Optional.empty());
            case PfnConfig c -> new Widths(new Width(0, VECTOR, c.in()), Optional.empty());
            case CgennConfig c -> new Widths(new Width(1, VECTOR, c.types()), Optional.empty());
            case DsiConfig c -> throw wholeEvents(c);
            case AutoencoderConfig c -> throw wholeJets(c);
        };
    }

    /// The group under which a network is equivariant; empty if it has no such symmetry.
    static Optional<SymmetryGroup> symmetry(NetConfig config) {
        return switch (config) {
            case LgatrConfig c -> symmetry(c.block().linear(), c.block().attention());
            case ConditionalLgatrConfig c ->
                symmetry(
                        c.block().linear(),
                        c.block().attention(),
                        c.crossAttention().attention());
            case GapConfig c -> Optional.of(c.linear().symmetry());
            case LgatrSlimConfig c -> Optional.of(SymmetryGroup.FULL_LORENTZ);
            case ConditionalLgatrSlimConfig c -> Optional.of(SymmetryGroup.FULL_LORENTZ);
            case TransformerConfig c -> Optional.empty();
            case MlpConfig c -> Optional.empty();
            case LorentzNetConfig c -> Optional.of(SymmetryGroup.FULL_LORENTZ);
            case PfnConfig c -> Optional.empty();
            case CgennConfig c -> Optional.of(SymmetryGroup.FULL_LORENTZ);
            case DsiConfig c -> Optional.empty();
            case AutoencoderConfig c -> throw wholeJets(c);
        };
    }

    private static Optional<SymmetryGroup> symmetry(EquiLinear.Rules linear, SelfAttention.Config... attention) {
        return Arrays.stream(attention).allMatch(a -> a.product() == AttentionProduct.INVARIANT)
                ? Optional.of(linear.symmetry())
                : Optional.empty();
    }

    static TokenNetwork of(Params p, NetConfig config) {
        return switch (config) {
            case LgatrConfig c -> {
                Lgatr net = new Lgatr(p, c);
                yield x -> features(net.apply(multivectors(x.tokens), x.attend));
            }
            case ConditionalLgatrConfig c -> {
                ConditionalLgatr net = new ConditionalLgatr(p, c);
                yield x -> {
                    Condition y = x.needed();
                    return features(net.apply(multivectors(x.tokens), multivectors(y.tokens), x.attend, y.attend));
                };
            }
            case GapConfig c -> {
                Gap net = new Gap(p, c);
                yield x -> features(net.apply(multivectors(x.tokens)));
            }
            case LgatrSlimConfig c -> {
                LgatrSlim net = new LgatrSlim(p, c);
                yield x -> features(net.apply(vectors(x.tokens), x.attend));
            }
            case ConditionalLgatrSlimConfig c -> {
                ConditionalLgatrSlim net = new ConditionalLgatrSlim(p, c);
                yield x -> {
                    Condition y = x.needed();
                    return features(net.apply(vectors(x.tokens), vectors(y.tokens), x.attend, y.attend));
                };
            }
            case TransformerConfig c -> {
                Transformer net = new Transformer(p, c);
                yield x -> new Features(null, net.apply(scalars(x.tokens), x.attend));
            }
            case MlpConfig c -> perceptron(new Mlp(p, c));
            case LorentzNetConfig c -> lorentzNet(new LorentzNet(p, c));
            case PfnConfig c -> particleFlow(new Pfn(p, c));
            case CgennConfig c -> cgenn(new Cgenn(p, c));
            case DsiConfig c -> throw wholeEvents(c);
            case AutoencoderConfig c -> throw wholeJets(c);
        };
    }

    private static IllegalArgumentException wholeEvents(DsiConfig c) {
        return new IllegalArgumentException("DSI is no function of tokens, it takes whole events: " + c);
    }

    private static IllegalArgumentException wholeJets(AutoencoderConfig c) {
        return new IllegalArgumentException("an autoencoder is no function of tokens, it encodes whole jets: " + c);
    }

    private static TokenNetwork perceptron(Mlp net) {
        return x -> new Features(null, net.apply(scalars(x.tokens)));
    }

    /// Each token has the result of its sequence.
    private static TokenNetwork lorentzNet(LorentzNet net) {
        return x -> new Features(null, new TokenSets(x.attend).spread(net.apply(vectors(x.tokens), x.attend)));
    }

    /// Each token has the result of its sequence.
    private static TokenNetwork particleFlow(Pfn net) {
        return x -> new Features(null, new TokenSets(x.attend).spread(net.apply(scalars(x.tokens), x.attend)));
    }

    /// Each token has the result of its sequence.
    private static TokenNetwork cgenn(Cgenn net) {
        return x -> new Features(null, new TokenSets(x.attend).spread(net.apply(vectors(x.tokens), x.attend)));
    }

    private static Multivectors multivectors(Features x) {
        return Multivectors.of(x.vectors(), x.scalars());
    }

    private static VectorsScalars vectors(Features x) {
        return VectorsScalars.of(x.vectors(), x.scalars());
    }

    private static Features features(VectorsScalars y) {
        return new Features(
                y.width().vectors() == 0 ? null : y.vectors(), y.width().scalars() == 0 ? null : y.scalars());
    }

    private static Tensor scalars(Features x) {
        return Objects.requireNonNull(x.scalars(), "a plain network takes scalars");
    }

    private static Features features(Multivectors y) {
        return new Features(
                y.width().multivectors() == 0 ? null : y.multivectors(),
                y.width().scalars() == 0 ? null : y.scalars());
    }
}

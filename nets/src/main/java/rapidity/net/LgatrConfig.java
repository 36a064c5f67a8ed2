package rapidity.net;

import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.Bias;
import rapidity.layer.EquiLinear;
import rapidity.layer.GeluForm;
import rapidity.layer.GeoMlp;
import rapidity.layer.Nonlinearity;
import rapidity.layer.SelfAttention;

/// Hyper-parameters of [Lgatr]. Start from a preset and change what differs.
///
/// ```java
/// LgatrConfig.v2(new Channels(1, 3), new Channels(8, 16), new Channels(1, 0), 4, 4)
///         .withAttentionRatio(2)
///         .withMlpRatio(2);
/// ```
///
/// @param in what each token brings
/// @param hidden width of the blocks
/// @param out what each token gets
/// @param blocks number of blocks
/// @param linear what all equivariant linear maps have in common
/// @param attention of each block
/// @param mlp of each block
/// @param normGains whether the norms before attention and MLP have learned gains
public record LgatrConfig(
        Channels in,
        Channels hidden,
        Channels out,
        int blocks,
        EquiLinear.Rules linear,
        SelfAttention.Config attention,
        GeoMlp.Config mlp,
        boolean normGains)
        implements NetConfig {
    /// @throws IllegalArgumentException if blocks are negative, or the blocks have no multivectors
    public LgatrConfig {
        if (blocks < 0) {
            throw new IllegalArgumentException("L-GATr cannot have " + blocks + " blocks");
        }
        if (hidden.multivectors() == 0) {
            throw new IllegalArgumentException("L-GATr needs at least one hidden multivector channel, got " + hidden);
        }
    }

    /// The network of lgatr 2.0 with that package's defaults.
    public static LgatrConfig v2(Channels in, Channels hidden, Channels out, int blocks, int heads) {
        return new LgatrConfig(
                in,
                hidden,
                out,
                blocks,
                EquiLinear.Rules.v2(),
                new SelfAttention.Config(heads, 1, false, Bias.ABSENT),
                new GeoMlp.Config(4, 2, Nonlinearity.GELU, GeluForm.TANH),
                true);
    }

    /// The network of lgatr 1.x with that package's defaults, as in the papers' experiments.
    public static LgatrConfig v1(Channels in, Channels hidden, Channels out, int blocks, int heads) {
        return new LgatrConfig(
                in,
                hidden,
                out,
                blocks,
                EquiLinear.Rules.v1(),
                new SelfAttention.Config(heads, 1, false, Bias.PRESENT),
                new GeoMlp.Config(4, 2, Nonlinearity.GELU, GeluForm.EXACT),
                false);
    }

    /// Equivariant under another group.
    public LgatrConfig withSymmetry(SymmetryGroup group) {
        return with(linear.withSymmetry(group), attention, mlp);
    }

    /// With that many attention channels per channel.
    public LgatrConfig withAttentionRatio(int ratio) {
        return with(linear, attention.withRatio(ratio), mlp);
    }

    /// With a learned factor for each head.
    public LgatrConfig withHeadScale() {
        return with(linear, attention.withHeadScale(), mlp);
    }

    /// With that many channels inside the MLP per channel.
    public LgatrConfig withMlpRatio(int ratio) {
        return with(linear, attention, mlp.withRatio(ratio));
    }

    /// With that many layers in the MLP, the bilinear one included.
    public LgatrConfig withMlpLayers(int layers) {
        return with(linear, attention, mlp.withLayers(layers));
    }

    /// With another function in the MLP.
    public LgatrConfig withNonlinearity(Nonlinearity function) {
        return with(linear, attention, mlp.withNonlinearity(function));
    }

    private LgatrConfig with(EquiLinear.Rules rules, SelfAttention.Config a, GeoMlp.Config m) {
        return new LgatrConfig(in, hidden, out, blocks, rules, a, m, normGains);
    }
}

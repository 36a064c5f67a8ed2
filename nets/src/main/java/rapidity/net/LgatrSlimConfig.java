package rapidity.net;

import java.util.function.UnaryOperator;
import rapidity.engine.VectorChannels;
import rapidity.layer.Nonlinearity;
import rapidity.layer.slim.SlimAttentionConfig;
import rapidity.layer.slim.SlimMlp;
import rapidity.layer.slim.SlimRules;
import rapidity.layer.slim.Streams;

/// Hyper-parameters of [LgatrSlim]. Start from a preset and change what differs.
///
/// ```java
/// LgatrSlimConfig.v2(new VectorChannels(1, 8), new VectorChannels(32, 96), new VectorChannels(0, 1), 12, 8)
///         .withMlpRatio(4);
/// ```
///
/// @param in what each token brings
/// @param hidden width of the blocks
/// @param out what each token gets
/// @param blocks number of blocks
/// @param rules what the layers have in common
/// @param attention of each block
/// @param mlp of each block
/// @param recomputation what training keeps of the blocks
public record LgatrSlimConfig(
        VectorChannels in,
        VectorChannels hidden,
        VectorChannels out,
        int blocks,
        SlimRules rules,
        SlimAttentionConfig attention,
        SlimMlp.Config mlp,
        Recomputation recomputation)
        implements NetConfig {
    /// @throws IllegalArgumentException if blocks are negative or too many
    public LgatrSlimConfig {
        if (blocks < 0 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("L-GATr-slim cannot have " + blocks + " blocks");
        }
    }

    /// The network of lgatr 2.0 with that package's defaults.
    public static LgatrSlimConfig v2(
            VectorChannels in, VectorChannels hidden, VectorChannels out, int blocks, int heads) {
        return new LgatrSlimConfig(
                in,
                hidden,
                out,
                blocks,
                SlimRules.v2(),
                new SlimAttentionConfig(heads, 1),
                new SlimMlp.Config(2, 2, SlimMlp.Gate.v2()),
                Recomputation.NONE);
    }

    /// The network of lgatr 1.x with that package's defaults.
    public static LgatrSlimConfig v1(
            VectorChannels in, VectorChannels hidden, VectorChannels out, int blocks, int heads) {
        return new LgatrSlimConfig(
                in,
                hidden,
                out,
                blocks,
                SlimRules.v1(),
                new SlimAttentionConfig(heads, 1),
                new SlimMlp.Config(2, 2, SlimMlp.Gate.v1()),
                Recomputation.NONE);
    }

    /// What is used of the result of a block, and computed.
    Streams live(int block) {
        return block >= 0 && block == blocks - 1 ? Streams.of(hidden, out) : Streams.BOTH;
    }

    /// With other rules, such as those without gains of the norms.
    public LgatrSlimConfig withRules(UnaryOperator<SlimRules> change) {
        return new LgatrSlimConfig(in, hidden, out, blocks, change.apply(rules), attention, mlp, recomputation);
    }

    /// Keeping more or less for the gradient.
    public LgatrSlimConfig withRecomputation(Recomputation other) {
        return new LgatrSlimConfig(in, hidden, out, blocks, rules, attention, mlp, other);
    }

    /// With that many attention channels per channel.
    public LgatrSlimConfig withAttentionRatio(int ratio) {
        return new LgatrSlimConfig(in, hidden, out, blocks, rules, attention.withRatio(ratio), mlp, recomputation);
    }

    /// With that many channels inside the MLP per channel.
    public LgatrSlimConfig withMlpRatio(int ratio) {
        return with(mlp.withRatio(ratio));
    }

    /// With that many layers in the MLP, the linear map at its end included.
    public LgatrSlimConfig withMlpLayers(int layers) {
        return with(mlp.withLayers(layers));
    }

    /// With other functions in the gates of the MLP.
    public LgatrSlimConfig withNonlinearities(Nonlinearity scalars, Nonlinearity vectors) {
        return with(mlp.withGate(mlp.gate().with(scalars, vectors)));
    }

    private LgatrSlimConfig with(SlimMlp.Config m) {
        return new LgatrSlimConfig(in, hidden, out, blocks, rules, attention, m, recomputation);
    }
}

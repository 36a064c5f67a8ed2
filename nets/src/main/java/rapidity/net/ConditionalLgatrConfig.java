package rapidity.net;

import java.util.function.UnaryOperator;
import rapidity.engine.Channels;
import rapidity.layer.CrossAttention;
import rapidity.layer.LgatrBlock;

/// Hyper-parameters of [ConditionalLgatr]. Start from a preset and change what differs.
///
/// @param in what each token brings
/// @param condition what each token of the condition brings
/// @param hidden width of the blocks
/// @param out what each token gets
/// @param blocks number of blocks
/// @param block what all blocks are like
/// @param crossAttention of each block, to the condition
/// @param recomputation what training keeps of the blocks
public record ConditionalLgatrConfig(
        Channels in,
        Channels condition,
        Channels hidden,
        Channels out,
        int blocks,
        LgatrBlock.Config block,
        CrossAttention.Config crossAttention,
        Recomputation recomputation)
        implements NetConfig {
    /// @throws IllegalArgumentException if blocks are negative, or blocks or condition have no multivectors
    public ConditionalLgatrConfig {
        LgatrConfig.check(blocks, hidden);
        if (condition.multivectors() == 0) {
            throw new IllegalArgumentException("a condition needs at least one multivector channel, got " + condition);
        }
    }

    /// The network of lgatr 2.0 with that package's defaults.
    public static ConditionalLgatrConfig v2(
            Channels in, Channels condition, Channels hidden, Channels out, int blocks, int heads) {
        LgatrBlock.Config block = LgatrBlock.Config.v2(heads);
        CrossAttention.Config cross = new CrossAttention.Config(block.attention(), true);
        return new ConditionalLgatrConfig(in, condition, hidden, out, blocks, block, cross, Recomputation.NONE);
    }

    /// The network of lgatr 1.x with that package's defaults.
    public static ConditionalLgatrConfig v1(
            Channels in, Channels condition, Channels hidden, Channels out, int blocks, int heads) {
        LgatrBlock.Config block = LgatrBlock.Config.v1(heads);
        CrossAttention.Config cross = new CrossAttention.Config(block.attention(), false);
        return new ConditionalLgatrConfig(in, condition, hidden, out, blocks, block, cross, Recomputation.NONE);
    }

    /// With other blocks.
    public ConditionalLgatrConfig withBlock(UnaryOperator<LgatrBlock.Config> change) {
        return new ConditionalLgatrConfig(
                in, condition, hidden, out, blocks, change.apply(block), crossAttention, recomputation);
    }

    /// With another attention to the condition.
    public ConditionalLgatrConfig withCrossAttention(UnaryOperator<CrossAttention.Config> change) {
        return new ConditionalLgatrConfig(
                in, condition, hidden, out, blocks, block, change.apply(crossAttention), recomputation);
    }

    /// Keeping more or less for the gradient.
    public ConditionalLgatrConfig withRecomputation(Recomputation other) {
        return new ConditionalLgatrConfig(in, condition, hidden, out, blocks, block, crossAttention, other);
    }
}

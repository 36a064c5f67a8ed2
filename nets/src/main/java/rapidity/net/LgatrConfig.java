package rapidity.net;

import java.util.function.UnaryOperator;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.AttentionProduct;
import rapidity.layer.GeometricProduct;
import rapidity.layer.LgatrBlock;
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
/// @param block what all blocks are like
/// @param reinserted channels of the input that attention sees in every block
/// @param recomputation what training keeps of the blocks
public record LgatrConfig(
        Channels in,
        Channels hidden,
        Channels out,
        int blocks,
        LgatrBlock.Config block,
        ReinsertedChannels reinserted,
        Recomputation recomputation)
        implements NetConfig {
    /// @throws IllegalArgumentException if blocks are negative or too many, the blocks have no multivectors,
    ///     or a reinserted channel does not exist
    public LgatrConfig {
        check(blocks, hidden);
        reinserted.check(in);
    }

    static void check(int blocks, Channels hidden) {
        if (blocks < 0 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("L-GATr cannot have " + blocks + " blocks");
        }
        if (hidden.multivectors() == 0) {
            throw new IllegalArgumentException("L-GATr needs at least one hidden multivector channel, got " + hidden);
        }
    }

    /// The network of lgatr 2.0 with that package's defaults.
    public static LgatrConfig v2(Channels in, Channels hidden, Channels out, int blocks, int heads) {
        return of(in, hidden, out, blocks, LgatrBlock.Config.v2(heads));
    }

    /// The network of lgatr 1.x with that package's defaults, as in the papers' experiments.
    public static LgatrConfig v1(Channels in, Channels hidden, Channels out, int blocks, int heads) {
        return of(in, hidden, out, blocks, LgatrBlock.Config.v1(heads));
    }

    private static LgatrConfig of(Channels in, Channels hidden, Channels out, int blocks, LgatrBlock.Config block) {
        return new LgatrConfig(in, hidden, out, blocks, block, ReinsertedChannels.NONE, Recomputation.NONE);
    }

    /// With other blocks.
    public LgatrConfig withBlock(UnaryOperator<LgatrBlock.Config> change) {
        return new LgatrConfig(in, hidden, out, blocks, change.apply(block), reinserted, recomputation);
    }

    /// Equivariant under another group.
    public LgatrConfig withSymmetry(SymmetryGroup group) {
        return withBlock(b -> b.withSymmetry(group));
    }

    /// With that many attention channels per channel.
    public LgatrConfig withAttentionRatio(int ratio) {
        return withBlock(b -> b.withAttention(a -> a.withRatio(ratio)));
    }

    /// With a learned factor for each head.
    public LgatrConfig withHeadScale() {
        return withBlock(b -> b.withAttention(SelfAttention.Config::withHeadScale));
    }

    /// With another product of queries and keys.
    public LgatrConfig withAttentionProduct(AttentionProduct product) {
        return withBlock(b -> b.withAttention(a -> a.withProduct(product)));
    }

    /// With less of the geometric product in the MLP.
    public LgatrConfig withGeometricProduct(GeometricProduct product) {
        return withBlock(b -> b.withMlp(m -> m.withProduct(product)));
    }

    /// With that many channels inside the MLP per channel.
    public LgatrConfig withMlpRatio(int ratio) {
        return withBlock(b -> b.withMlp(m -> m.withRatio(ratio)));
    }

    /// With that many layers in the MLP, the bilinear one included.
    public LgatrConfig withMlpLayers(int layers) {
        return withBlock(b -> b.withMlp(m -> m.withLayers(layers)));
    }

    /// With another function in the MLP.
    public LgatrConfig withNonlinearity(Nonlinearity function) {
        return withBlock(b -> b.withMlp(m -> m.withNonlinearity(function)));
    }

    /// With these channels of the input in the attention of every block.
    public LgatrConfig withReinserted(ReinsertedChannels channels) {
        return new LgatrConfig(in, hidden, out, blocks, block, channels, recomputation);
    }

    /// Keeping more or less for the gradient.
    public LgatrConfig withRecomputation(Recomputation other) {
        return new LgatrConfig(in, hidden, out, blocks, block, reinserted, other);
    }
}

package rapidity.layer.slim;

import java.util.function.IntUnaryOperator;
import rapidity.engine.VectorChannels;

/// Hyper-parameters of the attention of L-GATr-slim.
///
/// @param heads how many
/// @param ratio channels of all heads together, per channel
public record SlimAttentionConfig(int heads, int ratio) {
    private static final int FEWEST_SCALARS = 4;

    public SlimAttentionConfig {
        if (heads < 1 || ratio < 1) {
            throw new IllegalArgumentException("attention needs a number of heads and a ratio of at least 1, got "
                    + heads + " heads, ratio " + ratio);
        }
    }

    /// With another number of channels per channel.
    public SlimAttentionConfig withRatio(int other) {
        return new SlimAttentionConfig(heads, other);
    }

    /// Width of one head: at least one vector and four scalars.
    public VectorChannels perHead(VectorChannels width) {
        return new VectorChannels(
                Math.max(ratio * width.vectors() / heads, 1),
                Math.max(ratio * width.scalars() / heads, FEWEST_SCALARS));
    }

    /// From channels in our order `[part][head][channel]` to lgatr's `[part][channel][head]`.
    IntUnaryOperator headsFirst(int channels) {
        return i -> {
            int part = i / (heads * channels);
            int head = i / channels % heads;
            int channel = i % channels;
            return (part * channels + channel) * heads + head;
        };
    }
}

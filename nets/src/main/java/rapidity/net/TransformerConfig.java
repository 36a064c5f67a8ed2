package rapidity.net;

/// Hyper-parameters of [Transformer].
///
/// @param in features of a token
/// @param hidden width of the blocks
/// @param out results of a token
/// @param blocks number of blocks
/// @param heads number of heads; each has `hidden / heads` channels, rounded down
public record TransformerConfig(int in, int hidden, int out, int blocks, int heads) implements NetConfig {
    /// @throws IllegalArgumentException if a width or number is not positive, blocks are too many, or there are more
    /// heads than channels
    public TransformerConfig {
        if (in < 1 || hidden < 1 || out < 1 || blocks < 0 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("no such transformer: " + in + " features in, " + hidden + " hidden, "
                    + out + " out, " + blocks + " blocks");
        }
        if (heads < 1 || heads > hidden) {
            throw new IllegalArgumentException(
                    "a width of " + hidden + " has room for 1 to " + hidden + " heads, got " + heads);
        }
    }
}

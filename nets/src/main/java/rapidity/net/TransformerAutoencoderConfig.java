package rapidity.net;

/// Hyper-parameters of [TransformerAutoencoder].
///
/// @param particles slots of a jet
/// @param features numbers of a slot
/// @param place whether latents belong to the jet or to each of its particles
/// @param latent latent numbers of the jet, or of each slot
/// @param hidden width of the blocks
/// @param blocks number of blocks of the encoder, and of the decoder
/// @param heads number of heads; each has `hidden / heads` channels, rounded down
public record TransformerAutoencoderConfig(
        int particles, int features, LatentPlace place, int latent, int hidden, int blocks, int heads)
        implements AutoencoderConfig {
    /// @throws IllegalArgumentException if a size is not positive, blocks are too many, or there are more heads than
    ///     channels
    public TransformerAutoencoderConfig {
        if (particles < 1 || features < 1 || latent < 1 || hidden < 1 || blocks < 0 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("no such transformer autoencoder: " + particles + " particles of "
                    + features + " features, " + latent + " latents, " + hidden + " hidden, " + blocks + " blocks");
        }
        if (heads < 1 || heads > hidden) {
            throw new IllegalArgumentException(
                    "a width of " + hidden + " has room for 1 to " + hidden + " heads, got " + heads);
        }
    }

    @Override
    public int latentSize() {
        return place == LatentPlace.JET ? latent : Math.multiplyExact(particles, latent);
    }

    /// From the features of a slot to latent numbers.
    TransformerConfig encoder() {
        return new TransformerConfig(features, hidden, latent, blocks, heads);
    }

    /// From a token of the decoder to the features of a slot.
    TransformerConfig decoder() {
        return new TransformerConfig(hidden, hidden, features, blocks, heads);
    }
}

package rapidity.net;

import java.util.List;

/// Hyper-parameters of [Cnnae].
///
/// @param side pixels along the side of an image
/// @param channels of each convolution of the encoder; the decoder has them in reverse
/// @param kernel pixels along the side of a convolution's windows
/// @param latent latent numbers of an image
public record CnnaeConfig(int side, List<Integer> channels, int kernel, int latent) implements AutoencoderConfig {
    /// No image is larger; a larger number is a mistake.
    private static final int LARGEST_SIDE = 4096;

    /// @throws IllegalArgumentException if a number is not positive, or the side cannot be halved by each convolution
    public CnnaeConfig {
        channels = List.copyOf(channels);
        boolean narrow = channels.stream().anyMatch(c -> c < 1) || kernel < 1 || latent < 1;
        if (narrow || channels.isEmpty() || side < 1 || side > LARGEST_SIDE || kernel > LARGEST_SIDE) {
            throw new IllegalArgumentException("no such convolutional autoencoder: images of " + side + " x " + side
                    + " pixels, convolutions of " + kernel + " x " + kernel + " with " + channels + " channels, "
                    + latent + " latents");
        }
        if (channels.size() > Integer.numberOfTrailingZeros(side)) {
            throw new IllegalArgumentException("a side of " + side + " pixels cannot be halved " + channels.size()
                    + " times, once for each convolution: choose a multiple of " + (1L << channels.size()));
        }
    }

    /// The network of the paper: images of 40 x 40, two convolutions of 3 x 3 with 128 channels, 55 latents.
    ///
    /// @source arXiv:2212.07347
    public static CnnaeConfig published() {
        return new CnnaeConfig(40, List.of(128, 128), 3, 55);
    }

    @Override
    public int particles() {
        return side * side;
    }

    @Override
    public int features() {
        return 1;
    }

    @Override
    public int latentSize() {
        return latent;
    }
}

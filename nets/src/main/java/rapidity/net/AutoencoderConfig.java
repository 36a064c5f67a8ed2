package rapidity.net;

/// Hyper-parameters of an [Autoencoder].
public sealed interface AutoencoderConfig extends NetConfig
        permits LgaeConfig, TransformerAutoencoderConfig, GnnaeConfig, CnnaeConfig {
    /// Slots of a jet; of an image, its pixels.
    int particles();

    /// Numbers of a slot; one for the intensity of a pixel.
    int features();

    /// Real numbers that a jet is encoded into.
    int latentSize();
}

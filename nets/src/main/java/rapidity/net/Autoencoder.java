package rapidity.net;

import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// A network that encodes jets into a few numbers each, the latents, and decodes these into jets. Encoder and decoder
/// are in one set of weights, under the names `encoder` and `decoder`.
///
/// @source Hao et al., arXiv:2212.07347
public sealed interface Autoencoder permits Lgae, TransformerAutoencoder, Gnnae, Cnnae {
    /// The network of a description.
    static Autoencoder of(Params p, AutoencoderConfig config) {
        return switch (config) {
            case LgaeConfig c -> new Lgae(p, c);
            case TransformerAutoencoderConfig c -> new TransformerAutoencoder(p, c);
            case GnnaeConfig c -> new Gnnae(p, c);
            case CnnaeConfig c -> new Cnnae(p, c);
        };
    }

    /// @return the latents `[jets, latentSize]`
    /// @throws IllegalArgumentException if the network takes jets of another number of particles or features
    Tensor encode(Tape tape, PaddedJets x);

    /// @param latents `[jets, latentSize]`
    /// @return the reconstructed jets `[jets, particles, features]`
    Tensor decode(Tensor latents);

    /// What [#decode] makes of [#encode], without computing latents that it does not use.
    ///
    /// @return the reconstructed jets `[jets, particles, features]`
    default Tensor reconstruct(Tape tape, PaddedJets x) {
        return decode(encode(tape, x));
    }
}

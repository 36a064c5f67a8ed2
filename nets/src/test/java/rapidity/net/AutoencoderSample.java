package rapidity.net;

import java.util.List;

/// An autoencoder that [AutoencoderContract] is about, and the symmetries that it claims.
///
/// @param permuted what a permutation of a jet's particles does
/// @param boosted what Lorentz transformations of (E, px, py, pz) do
record AutoencoderSample(AutoencoderConfig config, Permuted permuted, Boosted boosted) {
    enum Permuted {
        /// Latents and reconstruction stay.
        INVARIANT,
        /// Those of the particles are permuted too.
        EQUIVARIANT,
        /// Neither.
        NONE
    }

    enum Boosted {
        /// The reconstruction is boosted too.
        EQUIVARIANT,
        /// It is another.
        NONE
    }

    /// Every kind of autoencoder, and every option once.
    ///
    /// @source arXiv:2212.07347, Table 1
    static List<AutoencoderSample> all() {
        return List.of(
                new AutoencoderSample(
                        new TransformerAutoencoderConfig(5, 4, LatentPlace.JET, 6, 12, 2, 3),
                        Permuted.INVARIANT,
                        Boosted.NONE),
                new AutoencoderSample(
                        new TransformerAutoencoderConfig(5, 4, LatentPlace.PARTICLE, 2, 10, 1, 2),
                        Permuted.EQUIVARIANT,
                        Boosted.NONE));
    }
}

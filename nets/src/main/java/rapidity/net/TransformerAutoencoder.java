package rapidity.net;

import java.util.Optional;
import rapidity.engine.Attend;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.layer.graph.TokenSets;
import rapidity.layer.plain.Linear;

/// A plain transformer on either side of the latents, without any space-time symmetry: the modern baseline of an equal
/// latent size.
///
/// ```
/// l = mean over the real particles of  T(x)_i                 x' = T'( W l + s_i )        latents of the jet
/// l_i = T(x)_i                                                x' = T'( W l_i )            of each particle
/// ```
///
/// T, T' are [Transformer]s, T blind to padding, and s_i is learned for each slot: it tells the decoder's tokens apart.
/// Latents of the jet do not depend on the order of its particles; those of particles are permuted with them, and so is
/// the reconstruction.
///
/// Linear maps begin with PyTorch's values, uniform within 1 / sqrt(in); s as PyTorch's Embedding, normal with standard
/// deviation 1.
///
/// @source the transformer of Vaswani et al., arXiv:1706.03762, beside the baselines of arXiv:2212.07347
public final class TransformerAutoencoder implements Autoencoder {
    private final TransformerAutoencoderConfig config;
    private final Transformer encoder;
    private final Linear unfold;
    private final Optional<Parameter> slots;
    private final Transformer decoder;

    public TransformerAutoencoder(Params p, TransformerAutoencoderConfig c) {
        config = c;
        encoder = new Transformer(p.in("encoder"), c.encoder());
        Params names = p.in("decoder");
        unfold = new Linear(names.in("latent"), c.latent(), c.hidden());
        slots = c.place() == LatentPlace.PARTICLE
                ? Optional.empty()
                : Optional.of(names.draw("slots", random -> i -> random.nextGaussian(), c.particles(), c.hidden()));
        decoder = new Transformer(names, c.decoder());
    }

    @Override
    public Tensor encode(Tape tape, PaddedJets x) {
        x.require(config);
        Attend attend = x.attend();
        Tensor latents = encoder.apply(x.on(tape).reshape(-1, x.features()), attend);
        return config.place() == LatentPlace.JET
                ? new TokenSets(attend).mean(latents)
                : latents.reshape(x.jets(), config.latentSize());
    }

    @Override
    public Tensor decode(Tensor latents) {
        int jets = latents.shape().axis(0);
        Tensor tokens = unfold.apply(latents.reshape(-1, config.latent()));
        Tensor places = slots.map(s -> tokens.reshape(jets, 1, config.hidden())
                        .plus(latents.tape().parameter(s))
                        .reshape(-1, config.hidden()))
                .orElse(tokens);
        return decoder.apply(places, Attend.equal(jets, config.particles()))
                .reshape(jets, config.particles(), config.features());
    }
}

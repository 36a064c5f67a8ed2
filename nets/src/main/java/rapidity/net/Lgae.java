package rapidity.net;

import java.util.List;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.layer.irreps.LorentzGroupLevels.Form;
import rapidity.layer.irreps.LorentzGroupLevels.Live;
import rapidity.layer.irreps.NodeAggregation.Latents;
import rapidity.net.LgaeRules.DecoderScalars;

/// The Lorentz group autoencoder: compresses a jet to a few complex scalars and four-vectors and makes four-momenta of
/// these, equivariantly under the Lorentz group.
///
/// The latents of a jet are its scalars `[scalars, (re, im)]`, then its vectors `[vectors, (t, x, y, z), (re, im)]`,
/// one after another.
///
/// @source Hao et al., arXiv:2212.07347
/// @departs see [LgaeRules] for where the published code differs from the paper
public final class Lgae implements Autoencoder {
    private static final int VECTOR = 4;
    private static final double NORM_EPSILON = 1e-16;

    private final LgaeConfig config;
    private final LgaeEncoder encoder;
    private final LgaeDecoder decoder;

    public Lgae(Params p, LgaeConfig c) {
        this(p, c, Form.FASTEST);
    }

    /// @param form how the levels are computed
    Lgae(Params p, LgaeConfig c, Form form) {
        config = c;
        encoder = new LgaeEncoder(p.in("encoder"), c, form);
        decoder = new LgaeDecoder(p.in("decoder"), c, form);
    }

    @Override
    public Tensor encode(Tape tape, PaddedJets x) {
        require(x);
        Latents z = encoder.apply(tape, x, Live.VECTORS_AND_SCALARS);
        Tensor scalars = z.scalars()
                .permute(2, 0, 1)
                .reshape(x.jets(), 2 * config.latent().allScalars());
        Tensor vectors = z.vectors()
                .permute(3, 0, 2, 1)
                .reshape(x.jets(), 2 * VECTOR * config.latent().allVectors());
        return Tensor.concatenate(1, List.of(scalars, vectors));
    }

    @Override
    public Tensor decode(Tensor latents) {
        return realPart(decodeComplex(latents));
    }

    @Override
    public Tensor reconstruct(Tape tape, PaddedJets x) {
        require(x);
        boolean used = config.rules().decoderScalars() == DecoderScalars.LATENT;
        Latents z = encoder.apply(tape, x, used ? Live.VECTORS_AND_SCALARS : Live.VECTORS);
        return realPart(decoder.apply(z).permute(0, 3, 2, 1));
    }

    private void require(PaddedJets x) {
        if (x.particles() != config.particles() || x.features() != config.inputs()) {
            throw new IllegalArgumentException("this network takes jets of " + config.particles() + " particles of "
                    + config.inputs() + " features, got " + x.particles() + " of " + x.features());
        }
    }

    private Tensor realPart(Tensor y) {
        int[] shape = y.shape().without(0).toArray();
        Tensor re = y.slice(0, 0, 1).reshape(shape);
        Tensor im = y.slice(0, 1, 2).reshape(shape);
        return switch (config.realPart()) {
            case REAL -> re;
            case IMAGINARY -> im;
            case SUM -> re.plus(im);
            case MEAN -> re.plus(im).times(0.5);
            case NORM -> re.times(re).plus(im.times(im)).plus(NORM_EPSILON).sqrt();
        };
    }

    /// The complex four-momenta of which [#decode] takes a real part.
    ///
    /// @param latents `[jets, latentSize]`
    /// @return `[(re, im), jets, particles, (E, px, py, pz)]`
    public Tensor decodeComplex(Tensor latents) {
        int jets = latents.shape().axis(0);
        int tauScalars = config.latent().allScalars();
        int tauVectors = config.latent().allVectors();
        Tensor scalars = latents.slice(1, 0, 2 * tauScalars).reshape(jets, tauScalars, 2);
        Tensor vectors = latents.slice(1, 2 * tauScalars, config.latentSize()).reshape(jets, tauVectors, VECTOR, 2);
        Latents z = new Latents(vectors.permute(1, 3, 2, 0), scalars.permute(1, 2, 0));
        return decoder.apply(z).permute(0, 3, 2, 1);
    }
}

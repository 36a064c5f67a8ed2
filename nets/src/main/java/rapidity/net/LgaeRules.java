package rapidity.net;

import rapidity.layer.irreps.Padding;
import rapidity.layer.irreps.ScalarMaximum;
import rapidity.layer.irreps.SelfPairs;

/// Where the published code of the Lorentz group autoencoder differs from its paper or from what it means to do: each
/// difference is a field. Numbers of networks with different rules never belong into one table.
///
/// @param padding the empty slots of a jet
/// @param selfPairs messages of a particle to itself
/// @param scalarMaximum what the aggregation max takes of the scalars
/// @param mass where the scalar input of a particle comes from
/// @param decoderScalars what the decoder starts with besides its vectors
/// @param decoderEdges the edge functions of the decoder
public record LgaeRules(
        Padding padding,
        SelfPairs selfPairs,
        ScalarMaximum scalarMaximum,
        ParticleMass mass,
        DecoderScalars decoderScalars,
        DecoderEdges decoderEdges) {
    /// Where the scalar input of a particle, its mass, comes from.
    public enum ParticleMass {
        /// `sqrt |p^2|` of its four-momentum: rounding, blown up by the root, if the particle has no mass.
        OF_MOMENTUM,

        /// The first additional scalar of the data.
        GIVEN,

        /// Zero: all particles are massless.
        ZERO
    }

    /// What the decoder starts with besides its vectors.
    public enum DecoderScalars {
        /// 1 + i for each particle: the latent scalars are not used.
        CONSTANT,

        /// Linear combinations of the latent scalars.
        LATENT
    }

    /// The edge functions of the decoder.
    public enum DecoderEdges {
        /// The biases of their linear maps, for all pairs.
        CONSTANT,

        /// Functions of the squares of relative momenta, as in the encoder.
        RADIAL
    }

    /// Those of the published code, whose results are those of the paper.
    public static LgaeRules published() {
        return new LgaeRules(
                Padding.PARTICLES,
                SelfPairs.INCLUDED,
                ScalarMaximum.LARGEST_SQUARE,
                ParticleMass.OF_MOMENTUM,
                DecoderScalars.CONSTANT,
                DecoderEdges.CONSTANT);
    }

    /// What the paper describes, for massless particles.
    public static LgaeRules corrected() {
        return new LgaeRules(
                Padding.ABSENT,
                SelfPairs.EXCLUDED,
                ScalarMaximum.LARGEST,
                ParticleMass.ZERO,
                DecoderScalars.LATENT,
                DecoderEdges.RADIAL);
    }

    /// With the mass from elsewhere.
    public LgaeRules withMass(ParticleMass other) {
        return new LgaeRules(padding, selfPairs, scalarMaximum, other, decoderScalars, decoderEdges);
    }
}

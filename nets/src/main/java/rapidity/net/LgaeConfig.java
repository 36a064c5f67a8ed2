package rapidity.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rapidity.layer.irreps.Activation;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.Mixing;
import rapidity.layer.irreps.ScalarMlp;

/// Hyper-parameters of the Lorentz group autoencoder. Start from a preset and change what differs.
///
/// ```java
/// LgaeConfig.published(30, Aggregation.parse("min&max"), 4);
/// ```
///
/// @param particles slots of a jet
/// @param input what goes into the encoder
/// @param encoderChannels of the input and after each level of the encoder
/// @param decoderChannels of the input and after each level of the decoder
/// @param latent what a jet is compressed to
/// @param levels rules of each level, of encoder and decoder; further levels go by the last one
/// @param basisFunctions half the number of basis functions of each edge function
/// @param mlp of the scalars of each level
/// @param realPart how complex momenta become real ones
/// @param rules where published code and paper differ
public record LgaeConfig(
        int particles,
        Input input,
        List<Integer> encoderChannels,
        List<Integer> decoderChannels,
        Latent latent,
        List<Level> levels,
        int basisFunctions,
        ScalarMlp.Config mlp,
        RealPart realPart,
        LgaeRules rules)
        implements AutoencoderConfig {
    private static final int VECTOR = 4;
    private static final int MOST_LABELS = 8;

    /// What goes into the encoder.
    ///
    /// @param additionalScalars of each particle besides its four-momentum, such as its charge
    /// @param scale factor of the momenta
    /// @param jetNode whether the jet is a further node
    public record Input(int additionalScalars, double scale, JetNode jetNode) {
        /// Four-momenta as they are.
        public static final Input MOMENTA = new Input(0, 1, JetNode.ABSENT);

        /// @throws IllegalArgumentException if there are fewer than no scalars, or the scale is not positive
        public Input {
            if (additionalScalars < 0 || !(scale > 0 && Double.isFinite(scale))) {
                throw new IllegalArgumentException("a particle has " + additionalScalars
                        + " additional scalars, its momentum is scaled by " + scale);
            }
        }
    }

    /// What a jet is compressed to.
    ///
    /// @param scalars complex ones of each reduction, tau_s
    /// @param vectors complex four-vectors of each reduction, tau_v
    public record Latent(int scalars, int vectors, Aggregation aggregation) {
        /// @throws IllegalArgumentException if there is no vector or no scalar
        public Latent {
            if (scalars < 1 || vectors < 1) {
                throw new IllegalArgumentException(
                        "a latent space has at least one scalar and one vector, found " + scalars + " and " + vectors);
            }
        }

        /// Complex scalars of all reductions.
        public int allScalars() {
            return scalars * aggregation.copies();
        }

        /// Complex four-vectors of all reductions.
        public int allVectors() {
            return vectors * aggregation.copies();
        }
    }

    /// Rules of one level.
    ///
    /// @param maxdim irreps (k, n) with k and n below this exist; 2 for scalars and vectors only
    /// @param zonalOrder largest order of the zonal functions on the edges
    /// @param start initial weights of the mixing
    public record Level(int maxdim, int zonalOrder, Mixing.Start start) {
        /// @throws IllegalArgumentException if there is no room for vectors, or none for the zonal functions
        public Level {
            boolean room = maxdim >= 2 && maxdim <= MOST_LABELS && zonalOrder >= 1 && zonalOrder < maxdim;
            if (!room) {
                throw new IllegalArgumentException("a level has maxdim from 2 to " + MOST_LABELS
                        + " and zonal functions of order 1 to maxdim - 1, found maxdim " + maxdim + ", order "
                        + zonalOrder);
            }
        }

        /// With zonal functions of order 0 and 1, and weights that begin as usual.
        public static Level of(int maxdim) {
            return new Level(maxdim, 1, Mixing.Start.STANDARD);
        }
    }

    /// Whether the jet, the sum of its particles, is a further node of the encoder; all nodes then have one scalar
    /// more.
    public enum JetNode {
        /// It is not.
        ABSENT,

        /// It is, and the scalar is the squared norm of the sum of all nodes, the jet among them: 4 m^2. So does the
        /// published code.
        FOUR_TIMES_SQUARED_MASS,

        /// It is, and the scalar is the mass of the jet.
        MASS
    }

    /// How the complex momenta of the decoder become real ones.
    public enum RealPart {
        REAL,
        IMAGINARY,

        /// Re + Im.
        SUM,

        /// (Re + Im) / 2.
        MEAN,

        /// `sqrt(Re^2 + Im^2 + 1e-16)` of each component, which breaks the symmetry.
        NORM
    }

    /// @throws IllegalArgumentException if a number is not positive, a list is too short, or the options do not go
    ///     together
    public LgaeConfig {
        encoderChannels = List.copyOf(encoderChannels);
        decoderChannels = List.copyOf(decoderChannels);
        levels = List.copyOf(levels);
        requireChannels("encoder", encoderChannels);
        requireChannels("decoder", decoderChannels);
        if (levels.isEmpty() || particles < 1 || basisFunctions < 1) {
            throw new IllegalArgumentException("no such autoencoder: " + particles + " particles, " + levels.size()
                    + " rules of levels, " + basisFunctions + " basis functions");
        }
        if (rules.mass() == LgaeRules.ParticleMass.GIVEN && input.additionalScalars == 0) {
            throw new IllegalArgumentException("the masses of particles are to be their first additional scalar, "
                    + "and there are no additional scalars");
        }
        if (input.jetNode == JetNode.FOUR_TIMES_SQUARED_MASS
                && latent.aggregation().dependsOnOrder()) {
            throw new IllegalArgumentException(
                    "the published jet node breaks with the aggregation mix: use the node with the jet's mass");
        }
    }

    private static void requireChannels(String half, List<Integer> channels) {
        if (channels.size() < 2 || channels.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("the channels of the " + half + " are a number from 1 for its input and"
                    + " one for each level, at least one level, such as [3, 3, 4, 4], found " + channels);
        }
    }

    /// The network of the paper as the published code computes it: three levels, vectors and scalars only, one latent
    /// scalar, real and imaginary parts added up.
    ///
    /// @param vectors complex four-vectors of each reduction in the latent space
    /// @source arXiv:2212.07347, Sec. 4.2 and the published code
    public static LgaeConfig published(int particles, Aggregation aggregation, int vectors) {
        return new LgaeConfig(
                particles,
                Input.MOMENTA,
                List.of(3, 3, 4, 4),
                List.of(4, 4, 3, 3),
                new Latent(1, vectors, aggregation),
                List.of(Level.of(2)),
                10,
                new ScalarMlp.Config(6, 6, Activation.LEAKY_RELU),
                RealPart.SUM,
                LgaeRules.published());
    }

    /// The same network as the paper describes it, for massless particles; see [LgaeRules#corrected].
    public static LgaeConfig corrected(int particles, Aggregation aggregation, int vectors) {
        return published(particles, aggregation, vectors).withRules(LgaeRules.corrected());
    }

    /// Those of a reconstructed particle: E, px, py, pz. The additional scalars of a particle go in behind them, and do
    /// not come out.
    @Override
    public int features() {
        return VECTOR;
    }

    @Override
    public int latentSize() {
        return 2 * (latent.allScalars() + VECTOR * latent.allVectors());
    }

    /// Numbers of a particle that go in.
    public int inputs() {
        return VECTOR + input.additionalScalars;
    }

    /// Nodes of the encoder: the particles, and possibly the jet.
    int nodes() {
        return input.jetNode == JetNode.ABSENT ? particles : particles + 1;
    }

    /// Scalars of each node of the encoder.
    int scalars() {
        int mass = rules.mass() == LgaeRules.ParticleMass.GIVEN ? 0 : 1;
        int jet = input.jetNode == JetNode.ABSENT ? 0 : 1;
        return mass + input.additionalScalars + jet;
    }

    /// Whether a scalar of a node can be other than zero.
    boolean hasScalars() {
        return rules.mass() != LgaeRules.ParticleMass.ZERO || scalars() > 1;
    }

    /// The rules of each of so many levels.
    List<Level> levels(int count) {
        List<Level> r = new ArrayList<>(levels.subList(0, Math.min(count, levels.size())));
        r.addAll(Collections.nCopies(count - r.size(), levels.getLast()));
        return r;
    }

    /// With other rules where published code and paper differ.
    public LgaeConfig withRules(LgaeRules other) {
        return new LgaeConfig(
                particles,
                input,
                encoderChannels,
                decoderChannels,
                latent,
                levels,
                basisFunctions,
                mlp,
                realPart,
                other);
    }

    /// With other rules of the levels, such as those of larger irreps.
    public LgaeConfig withLevels(Level... other) {
        return new LgaeConfig(
                particles,
                input,
                encoderChannels,
                decoderChannels,
                latent,
                List.of(other),
                basisFunctions,
                mlp,
                realPart,
                rules);
    }

    /// With other numbers of channels, those of the input first.
    public LgaeConfig withChannels(List<Integer> encoder, List<Integer> decoder) {
        return new LgaeConfig(particles, input, encoder, decoder, latent, levels, basisFunctions, mlp, realPart, rules);
    }

    /// With another input.
    public LgaeConfig withInput(Input other) {
        return new LgaeConfig(
                particles,
                other,
                encoderChannels,
                decoderChannels,
                latent,
                levels,
                basisFunctions,
                mlp,
                realPart,
                rules);
    }

    /// With another real part of the momenta.
    public LgaeConfig withRealPart(RealPart other) {
        return new LgaeConfig(
                particles, input, encoderChannels, decoderChannels, latent, levels, basisFunctions, mlp, other, rules);
    }
}

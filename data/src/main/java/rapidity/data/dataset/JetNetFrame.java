package rapidity.data.dataset;

import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStreams;

/// What files of [JetNet] leave open: where a jet points around the beam, and how heavy its particles are.
///
/// @param azimuth of the jets
/// @param mass of every particle in GeV
/// @param seed of random azimuths
/// @source arXiv:2212.07347, the published code: uniform azimuths without a seed, random masses up to 1 MeV
public record JetNetFrame(Azimuth azimuth, double mass, long seed) {
    /// Massless particles, and jets at azimuth 0.
    public static final JetNetFrame RELATIVE = new JetNetFrame(Azimuth.ZERO, 0, 0);

    private static final double GOLDEN_RATIO = 0.6180339887498949;
    private static final double TYPE_OFFSET = 0.1;

    /// The azimuths of jets.
    public enum Azimuth {
        ZERO,
        /// Uniform, from the seed, the type of the jet and its row.
        RANDOM,
        /// Evenly spread: `2 pi frac(0.618.. row + 0.1 type)`, the types numbered as in [JetNet#CLASSES].
        GOLDEN_RATIO
    }

    /// @throws IllegalArgumentException if the mass is negative or not finite
    public JetNetFrame {
        if (!(mass >= 0) || !Double.isFinite(mass)) {
            throw new IllegalArgumentException("particles of " + mass + " GeV");
        }
    }

    /// @param type of the jet, its place in [JetNet#CLASSES]
    double azimuth(int type, long row) {
        return switch (azimuth) {
            case ZERO -> 0;
            case RANDOM ->
                2
                        * Math.PI
                        * new RandomStreams(seed)
                                .stream("azimuth-" + JetNet.CLASSES.get(type), row)
                                        .nextDouble();
            case GOLDEN_RATIO -> {
                double turns = row * GOLDEN_RATIO + type * TYPE_OFFSET;
                yield 2 * Math.PI * (turns - Math.floor(turns));
            }
        };
    }

    /// @param phi of any branch
    FourVector particle(double pt, double eta, double phi) {
        double wrapped = Angles.wrap(phi);
        double p = pt * Math.cosh(eta);
        return new FourVector(
                Math.sqrt(p * p + mass * mass), pt * Math.cos(wrapped), pt * Math.sin(wrapped), pt * Math.sinh(eta));
    }
}

package rapidity.model;

import rapidity.jets.JetImage;
import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;

/// What happens to jets before the network of a [JetAutoencoder] and, backwards, to its answers; in float64:
///
/// ```
/// momenta:         x = p / unit / factor                        [particles, 4]: E, px, py, pz
/// centred momenta: x = (p - p_jet / particles) / unit / factor  likewise, padding included
/// relative polar:  x = (pt / pt_jet, eta - eta_jet, phi - phi_jet)   [particles, 3]
/// image:           x = pt of a pixel / pt of all pixels         [pixels^2, 1]: rows of phi, columns of eta
/// ```
///
/// The jet is the sum of the particles that the network sees: the hardest in pt, in the order in which they come, then
/// zeros up to the number of slots.
///
/// @param particles slots of a jet
/// @param normalisation the factor of momenta
/// @param unit of momenta in GeV: 1000 for TeV
/// @param pixels of an image along each direction
/// @param radius of an image: it reaches from -radius to +radius in eta and phi around the jet
/// @source arXiv:2212.07347, Sec. 4 and 5 (LGAE: momenta; GNNAE: relative polar; CNNAE: images)
public record AutoencoderPreprocessing(
        int particles, Coordinates coordinates, Normalisation normalisation, double unit, int pixels, double radius) {
    private static final double TEV = 1000;
    private static final int PIXELS = 40;
    private static final double RADIUS = 0.5;

    /// What a network sees of a jet.
    public enum Coordinates {
        MOMENTA,
        /// Momenta less their mean over all slots, energies and padding too: the sum of the slots is zero. The
        /// published preprocessing calls it the centre-of-mass frame; no boost leads there.
        CENTRED_MOMENTA,
        RELATIVE_POLAR,
        IMAGE;

        /// Whether a Lorentz transformation of the jet is one of what the network sees, normalisation apart.
        public boolean areMomenta() {
            return this == MOMENTA || this == CENTRED_MOMENTA;
        }
    }

    /// What the momenta of a jet are divided by.
    public enum Normalisation {
        NONE,
        /// The largest absolute component of all particles, plus 1e-16. Not invariant under boosts and rotations.
        OVERALL_MAX,
        /// The same for each component apart.
        COMPONENT_MAX,
        /// The energy of the jet.
        ///
        /// @departs the published code broadcasts it to a shape that fits nothing
        JET_ENERGY,
        /// The invariant `sqrt(m^2 + (1 GeV)^2)`, m the mass of the jet: the whole pipeline is then equivariant.
        ///
        /// @departs the paper has no invariant normalisation
        JET_MASS
    }

    /// @throws IllegalArgumentException if a number is not positive, or other coordinates than momenta are normalised
    public AutoencoderPreprocessing {
        if (particles < 1 || pixels < 1) {
            throw new IllegalArgumentException("jets of " + particles + " particles, images of " + pixels + " pixels");
        }
        if (!(unit > 0) || !Double.isFinite(unit) || !(radius > 0) || !Double.isFinite(radius)) {
            throw new IllegalArgumentException("a unit of " + unit + " GeV, an image of radius " + radius);
        }
        if (!coordinates.areMomenta() && normalisation != Normalisation.NONE) {
            throw new IllegalArgumentException(
                    "only momenta are normalised, " + coordinates + " are relative to the jet already");
        }
    }

    /// Momenta in TeV over the largest component, as the published LGAE takes them.
    public static AutoencoderPreprocessing momenta(int particles) {
        return new AutoencoderPreprocessing(
                particles, Coordinates.MOMENTA, Normalisation.OVERALL_MAX, TEV, PIXELS, RADIUS);
    }

    /// Coordinates relative to the jet, as the published GNNAE takes them.
    public static AutoencoderPreprocessing relativePolar(int particles) {
        return new AutoencoderPreprocessing(
                particles, Coordinates.RELATIVE_POLAR, Normalisation.NONE, TEV, PIXELS, RADIUS);
    }

    /// Images, as the published CNNAE takes them.
    public static AutoencoderPreprocessing image(int particles, int pixels, double radius) {
        return new AutoencoderPreprocessing(particles, Coordinates.IMAGE, Normalisation.NONE, TEV, pixels, radius);
    }

    public AutoencoderPreprocessing withCoordinates(Coordinates c) {
        return new AutoencoderPreprocessing(particles, c, normalisation, unit, pixels, radius);
    }

    public AutoencoderPreprocessing withNormalisation(Normalisation n) {
        return new AutoencoderPreprocessing(particles, coordinates, n, unit, pixels, radius);
    }

    /// Rows that a network sees of a jet: particles or pixels.
    public int rows() {
        return coordinates == Coordinates.IMAGE ? pixels * pixels : particles;
    }

    /// Numbers of each row.
    public int features() {
        return switch (coordinates) {
            case MOMENTA, CENTRED_MOMENTA -> 4;
            case RELATIVE_POLAR -> 3;
            case IMAGE -> 1;
        };
    }

    /// Numbers of a jet that lead back from the network's coordinates to momenta, see [AutoencoderInput].
    public int frame() {
        return coordinates == Coordinates.CENTRED_MOMENTA ? 8 : 4;
    }

    /// The image of a jet, with intensities relative to the transverse momentum of an axis.
    ///
    /// @param momenta `[particles, 4]`; zeros are no particles
    public double[] pixels(double[] momenta, FourVector axis) {
        return new JetImage(pixels, radius).of(PolarFeatures.relative(momenta, axis));
    }

    /// The angle in the middle of a pixel, from the axis of the jet.
    double centre(int pixel) {
        return radius * ((2 * pixel + 1.0) / pixels - 1);
    }
}

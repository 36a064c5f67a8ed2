package rapidity.loss;

import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;
import rapidity.metrics.Assignment;
import rapidity.metrics.PairCosts;

/// The mean squared error after the particles have been assigned to each other one to one, at the smallest sum of
/// Euclidean distances; so the order of the particles does not matter.
///
/// ```
/// mean over particles i and components of (x_i - y_column(i))^2
/// ```
///
/// @param coordinates that are assigned and compared
/// @param pairing which particles are compared
/// @source arXiv:2212.07347; the published code's option `hungarian`
/// @departs the published code's conversion from relative polar coordinates sets py = pt cos(phi); here sin
public record Hungarian(JetCoordinates coordinates, Pairing pairing) implements ReconstructionLoss {
    /// Which particles are compared once the assignment is known.
    public enum Pairing {
        /// Particle i of the reconstruction with its column(i) of the target.
        ASSIGNED,
        /// Particle column(i) of the reconstruction with particle i of the target, as the published code does: wrong
        /// unless the permutation is its own inverse.
        INVERSE
    }

    /// With the correct pairing.
    public static Hungarian of(JetCoordinates coordinates) {
        return new Hungarian(coordinates, Pairing.ASSIGNED);
    }

    /// @throws IllegalArgumentException if the coordinates are those of momenta and there are not 4 components
    @Override
    public double ofJet(double[] reconstructed, double[] target, int components, double[] gradient) {
        if (coordinates != JetCoordinates.CARTESIAN && components != 4) {
            throw new IllegalArgumentException(
                    "momenta (E, px, py, pz) have " + coordinates + " coordinates, not " + components + " components");
        }
        FourVector jet = coordinates == JetCoordinates.CARTESIAN ? FourVector.ZERO : PolarFeatures.jet(target);
        double[] x = coordinates.of(reconstructed, jet);
        double[] y = coordinates.of(target, jet);
        int width = coordinates.components(components);
        Assignment partners = Assignment.of(PairCosts.euclidean(x, y, width));
        double[] slopes = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length / width; i++) {
            int first = pairing == Pairing.ASSIGNED ? i : partners.column(i);
            int second = pairing == Pairing.ASSIGNED ? partners.column(i) : i;
            for (int c = 0; c < width; c++) {
                double d = x[first * width + c] - y[second * width + c];
                sum += d * d;
                slopes[first * width + c] = 2 * d / x.length;
            }
        }
        coordinates.addGradient(reconstructed, jet, slopes, gradient);
        return sum / x.length;
    }
}

package rapidity.model;

import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;

/// The transverse momentum of a jet in pixels around an axis, relative to that of the axis.
///
/// ```
/// pixel [phi][eta] += pt / pt_axis        -radius <= phi - phi_axis, eta - eta_axis < radius
/// ```
///
/// @param intensities row-major, `pixels` rows of phi
/// @param axis what it is relative to
/// @source arXiv:2212.07347, Sec. 5 (jet images)
public record JetImage(double[] intensities, int pixels, double radius, FourVector axis) {
    /// Of four-momenta relative to their own sum.
    ///
    /// @param p `[particles, 4]`; zeros are no particles
    public static JetImage of(double[] p, int pixels, double radius) {
        return of(p, pixels, radius, AutoencoderInput.sum(p));
    }

    /// Of four-momenta relative to an axis.
    public static JetImage of(double[] p, int pixels, double radius, FourVector axis) {
        double[] r = new double[pixels * pixels];
        for (int i = 0; i < p.length; i += 4) {
            FourVector q = new FourVector(p[i], p[i + 1], p[i + 2], p[i + 3]);
            int row = pixel(Angles.wrap(q.phi() - axis.phi()), pixels, radius);
            int column = pixel(q.eta() - axis.eta(), pixels, radius);
            if (q.pt() > 0 && row >= 0 && row < pixels && column >= 0 && column < pixels) {
                r[row * pixels + column] += q.pt() / axis.pt();
            }
        }
        return new JetImage(r, pixels, radius, axis);
    }

    private static int pixel(double angle, int pixels, double radius) {
        return (int) Math.floor((angle + radius) / (2 * radius) * pixels);
    }

    /// The angle in the middle of a pixel.
    static double centre(int pixel, int pixels, double radius) {
        return radius * ((2 * pixel + 1.0) / pixels - 1);
    }

    /// Writes the image divided by its sum.
    ///
    /// @return pt, eta and phi of the axis, and the sum
    double[] writeNormalised(double[] to, int at) {
        double sum = 0;
        for (double x : intensities) {
            sum += x;
        }
        for (int i = 0; i < intensities.length; i++) {
            to[at + i] = sum > 0 ? intensities[i] / sum : 0;
        }
        return new double[] {axis.pt(), axis.eta(), axis.phi(), sum};
    }
}

package rapidity.jets;

import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;

/// Momenta of particles in the polar coordinates of the published autoencoders, padding included.
///
/// ```
/// polar      E, pt = hypot(px, py), eta = asinh(pz / (pt + eps)), phi = atan2(py + eps, px + eps)        eps = 1e-16
/// relative   pt / (P_T + eps), eta - Eta, phi - Phi wrapped into [-pi, pi)        (P_T, Eta, Phi) of a jet
/// ```
///
/// Unlike those of [FourVector] they are finite for every finite momentum; a padded slot has pt = 0, eta = 0 and
/// phi = pi / 4.
///
/// @source arXiv:2212.07347
public final class PolarFeatures {
    /// Numbers of a particle in polar coordinates: E, pt, eta, phi.
    public static final int POLAR = 4;

    /// Numbers of a particle in relative polar coordinates: pt, eta, phi.
    public static final int RELATIVE = 3;

    /// Added to transverse momenta that something is divided by.
    public static final double EPSILON = 1e-16;

    private PolarFeatures() {}

    /// (E, pt, eta, phi) of each particle.
    ///
    /// @param momenta (E, px, py, pz) of each
    public static double[] polar(double[] momenta) {
        double[] r = new double[momenta.length];
        for (int i = 0; i < r.length; i += 4) {
            double pt = Math.sqrt(momenta[i + 1] * momenta[i + 1] + momenta[i + 2] * momenta[i + 2]);
            r[i] = momenta[i];
            r[i + 1] = pt;
            r[i + 2] = Angles.asinh(momenta[i + 3] / (pt + EPSILON));
            r[i + 3] = Math.atan2(momenta[i + 2] + EPSILON, momenta[i + 1] + EPSILON);
        }
        return r;
    }

    /// (pt, eta, phi) of each particle relative to a jet.
    ///
    /// @param jet the momentum of the jet that the particles make, or of the one they are compared with
    public static double[] relative(double[] momenta, FourVector jet) {
        double[] polar = polar(momenta);
        double[] axis = polar(new double[] {jet.e(), jet.px(), jet.py(), jet.pz()});
        double[] r = new double[RELATIVE * (momenta.length / 4)];
        for (int i = 0; i < momenta.length / 4; i++) {
            r[RELATIVE * i] = polar[4 * i + 1] / (axis[1] + EPSILON);
            r[RELATIVE * i + 1] = polar[4 * i + 2] - axis[2];
            r[RELATIVE * i + 2] = Angles.wrap(polar[4 * i + 3] - axis[3]);
        }
        return r;
    }

    /// The momenta of massless particles with these coordinates relative to a jet: the way back from [#relative].
    public static double[] momenta(double[] relative, FourVector jet) {
        double[] axis = polar(new double[] {jet.e(), jet.px(), jet.py(), jet.pz()});
        double[] r = new double[4 * (relative.length / RELATIVE)];
        for (int i = 0; i < relative.length / RELATIVE; i++) {
            double pt = relative[RELATIVE * i] * (axis[1] + EPSILON);
            double eta = relative[RELATIVE * i + 1] + axis[2];
            double phi = relative[RELATIVE * i + 2] + axis[3];
            r[4 * i] = pt * Math.cosh(eta);
            r[4 * i + 1] = pt * Math.cos(phi);
            r[4 * i + 2] = pt * Math.sin(phi);
            r[4 * i + 3] = pt * Math.sinh(eta);
        }
        return r;
    }

    /// The momentum of a jet, the sum of its particles.
    public static FourVector jet(double[] momenta) {
        double[] sum = new double[4];
        for (int i = 0; i < momenta.length; i++) {
            sum[i % 4] += momenta[i];
        }
        return new FourVector(sum[0], sum[1], sum[2], sum[3]);
    }

    /// Adds to the gradient with respect to momenta what comes from one with respect to their polar coordinates. A
    /// particle along the beam, where the angles have no derivative, gets nothing from them.
    ///
    /// @param ofPolar gradient with respect to (E, pt, eta, phi) of each particle
    /// @param gradient with respect to (E, px, py, pz), added to
    public static void addGradient(double[] momenta, double[] ofPolar, double[] gradient) {
        for (int i = 0; i < momenta.length; i += 4) {
            double px = momenta[i + 1];
            double py = momenta[i + 2];
            double pz = momenta[i + 3];
            double pt2 = px * px + py * py;
            gradient[i] += ofPolar[i];
            if (pt2 > EPSILON * EPSILON) {
                double pt = Math.sqrt(pt2);
                double p = Math.sqrt(pt2 + pz * pz);
                double radial = ofPolar[i + 1] / pt - ofPolar[i + 2] * pz / (pt2 * p);
                double turn = ofPolar[i + 3] / pt2;
                gradient[i + 1] += radial * px - turn * py;
                gradient[i + 2] += radial * py + turn * px;
                gradient[i + 3] += ofPolar[i + 2] / p;
            }
        }
    }
}

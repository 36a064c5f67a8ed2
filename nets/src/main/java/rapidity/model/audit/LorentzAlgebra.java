package rapidity.model.audit;

import rapidity.algebra.Multivector;
import rapidity.kinematics.LorentzTransformation;

/// Infinitesimal boosts and rotations as bivectors B: a multivector x moves by
///
/// ```
/// dx/dt = (B x - x B) / 2,        x(t) = exp(t B / 2) x exp(-t B / 2)
/// ```
///
/// Coefficients are those of K_x, K_y, K_z (boosts) and J_x, J_y, J_z (rotations).
///
/// @source Doran and Lasenby, Geometric Algebra for Physicists, ch. 5.4
final class LorentzAlgebra {
    /// Its dimension.
    static final int N = 6;

    /// The exponent is halved until one term of the series more than these is below rounding.
    private static final int TERMS = 16;

    private static final double SMALL = 0.25;

    private LorentzAlgebra() {}

    static double[] generator(int i) {
        double[] r = new double[N];
        r[i] = 1;
        return r;
    }

    private static Multivector bivector(double[] g) {
        return Multivector.bivector(-g[0], -g[1], -g[2], g[5], -g[4], g[3]);
    }

    /// dx/dt.
    static Multivector derivative(double[] g, Multivector x) {
        Multivector b = bivector(g);
        return b.times(x).minus(x.times(b)).times(0.5);
    }

    /// The transformation that t = 1 leads to.
    static LorentzTransformation exp(double... g) {
        double size = 0;
        for (double c : g) {
            size += Math.abs(c);
        }
        int halvings = Math.max(0, Math.getExponent(size / SMALL) + 1);
        Multivector half = bivector(g).times(0.5 * Math.scalb(1.0, -halvings));
        Multivector u = Multivector.ONE;
        for (int k = TERMS; k > 0; k--) {
            u = Multivector.ONE.plus(half.times(u).times(1.0 / k));
        }
        // Squaring u instead would lose digits: u ~u = 1 is a difference of numbers like gamma.
        LorentzTransformation r = LorentzTransformation.of(u);
        for (int k = 0; k < halvings; k++) {
            r = r.times(r);
        }
        return r;
    }
}

package rapidity.irreps;

import java.util.ArrayList;
import java.util.List;

/// Functions of a four-vector in the irreps (l, l), of degree l in it: the analogue of Legendre polynomials.
///
/// ```
/// Z_0 = 1 + i,    Z_1 = p,    Z_l = sqrt(2 l / (l + 1)) [ Z_(l-1) (x) p ] at (l, l)
/// ```
///
/// @source Bogatskiy et al., arXiv:2006.04780, Sec. 3
/// @departs the constant one of order 0 is 1 + i as in the published code; a learned complex factor stands before it
///     wherever it is used
public final class ZonalFunctions {
    /// The one of order 0.
    public static final Complex CONSTANT = new Complex(1, 1);

    private ZonalFunctions() {}

    /// What the vector is divided by.
    public enum Normalisation {
        NONE,

        /// The root of its square p.p + 1e-16; for real vectors the signed one, whose sign is that of the square.
        UNIT
    }

    /// The functions of orders 0 .. order of a vector, real or complex.
    ///
    /// @param p canonical components
    /// @throws IllegalArgumentException if the order is negative or there are not 4 components
    public static List<Complex[]> of(int order, Complex[] p, Normalisation normalisation) {
        if (order < 0) {
            throw new IllegalArgumentException("zonal functions start at order 0, not at " + order);
        }
        Complex[] unit = normalisation == Normalisation.NONE ? p : CanonicalBasis.dividedBy(p, root(p));
        List<Complex[]> r = new ArrayList<>();
        r.add(new Complex[] {CONSTANT});
        for (int l = 1; l <= order; l++) {
            r.add(l == 1 ? unit.clone() : next(l, r.getLast(), unit));
        }
        return r;
    }

    private static Complex[] next(int l, Complex[] before, Complex[] p) {
        Complex[] z = ClebschGordan.of(new Irrep(l - 1, l - 1), Irrep.VECTOR, new Irrep(l, l))
                .apply(before, p);
        double factor = factor(l);
        Complex[] r = new Complex[z.length];
        for (int i = 0; i < z.length; i++) {
            r[i] = z[i].times(factor);
        }
        return r;
    }

    /// `sqrt(2 l / (l + 1))`, which stands before the product of order l.
    public static double factor(int l) {
        return Math.sqrt(2.0 * l / (l + 1));
    }

    private static Complex root(Complex[] p) {
        Complex square = CanonicalBasis.dot(Irrep.VECTOR, p, p);
        boolean real = square.im() == 0;
        return real
                ? Complex.of(CanonicalBasis.norm(Irrep.VECTOR, p).re())
                : square.plus(Complex.of(CanonicalBasis.EPSILON)).sqrt();
    }
}

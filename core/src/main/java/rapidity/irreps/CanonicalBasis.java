package rapidity.irreps;

import java.util.Arrays;

/// Four-vectors in the canonical basis of (1,1), and the invariant products of vectors of any irrep.
///
/// ```
/// c0 = E,   c1 = (px - i py) / sqrt 2,   c2 = pz,   c3 = -(px + i py) / sqrt 2
/// ```
public final class CanonicalBasis {
    /// Added to squares before their roots, so that these have gradients.
    public static final double EPSILON = 1e-16;

    private static final double ROOT = Math.sqrt(0.5);

    private CanonicalBasis() {}

    /// The unitary matrix U from (E, px, py, pz) to canonical components. Its adjoint leads back.
    public static ComplexMatrix fromCartesian() {
        Complex[][] u = {
            {Complex.ONE, Complex.ZERO, Complex.ZERO, Complex.ZERO},
            {Complex.ZERO, Complex.of(ROOT), new Complex(0, -ROOT), Complex.ZERO},
            {Complex.ZERO, Complex.ZERO, Complex.ZERO, Complex.ONE},
            {Complex.ZERO, Complex.of(-ROOT), new Complex(0, -ROOT), Complex.ZERO}
        };
        return ComplexMatrix.of(u.length, u.length, (row, column) -> u[row][column]);
    }

    /// Canonical components of a four-vector.
    public static Complex[] vector(double e, double px, double py, double pz) {
        return fromCartesian().times(new Complex[] {Complex.of(e), Complex.of(px), Complex.of(py), Complex.of(pz)});
    }

    /// The component that a component is multiplied by in the invariant product: that of the opposite projection.
    public static int partner(Irrep irrep, int component) {
        return irrep.component(irrep.spin(component), -irrep.projection(component));
    }

    /// The sign of that product, `(-1)^(l + m)`.
    public static int sign(Irrep irrep, int component) {
        return (irrep.spin(component) + irrep.projection(component)) / 2 % 2 == 0 ? 1 : -1;
    }

    /// The invariant product, bilinear: nothing is conjugated. For (1,1) it is the Minkowski product.
    ///
    /// ```
    /// x . y = sum over l, m of  (-1)^(l + m) x[l, m] y[l, -m]
    /// ```
    ///
    /// @throws IllegalArgumentException if the lengths are not the dimension of the irrep
    public static Complex dot(Irrep irrep, Complex[] x, Complex[] y) {
        if (x.length != irrep.dimension() || y.length != irrep.dimension()) {
            throw new IllegalArgumentException("irrep " + irrep + " has " + irrep.dimension() + " components, got "
                    + x.length + " and " + y.length);
        }
        Complex r = Complex.ZERO;
        for (int i = 0; i < x.length; i++) {
            r = r.plus(x[i].times(y[partner(irrep, i)]).times(sign(irrep, i)));
        }
        return r;
    }

    /// Signed roots of the real part and of the imaginary part of the invariant square, `sign(u) sqrt |u|` of
    /// `u + 1e-16` each. For real vectors the real part is the mass, negative for space-like ones.
    public static Complex norm(Irrep irrep, Complex[] x) {
        Complex square = dot(irrep, x, x);
        return new Complex(signedRoot(square.re() + EPSILON), signedRoot(square.im() + EPSILON));
    }

    private static double signedRoot(double u) {
        return Math.signum(u) * Math.sqrt(Math.abs(u));
    }

    /// `x / a` for every component.
    static Complex[] dividedBy(Complex[] x, Complex a) {
        return Arrays.stream(x).map(c -> c.dividedBy(a)).toArray(Complex[]::new);
    }
}

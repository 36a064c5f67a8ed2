package rapidity.algebra;

/// Rotors: even versors, the exponentials of bivectors. They are boosts and rotations.
public final class Rotors {
    /// Below this |z| the quotient sinh(sqrt z) / sqrt z is its series to second order, exact in double precision.
    private static final double SERIES = 1e-5;

    private Rotors() {}

    /// The boost by a rapidity along the unit vector n: a particle at rest gets the velocity `tanh(rapidity) n`.
    ///
    /// ```
    /// exp( rapidity/2 n e0 )
    /// ```
    public static Multivector boost(double nx, double ny, double nz, double rapidity) {
        double h = -rapidity / 2;
        return exp(Multivector.bivector(h * nx, h * ny, h * nz, 0, 0, 0));
    }

    /// The right-handed rotation by an angle about the unit vector n.
    ///
    /// ```
    /// exp( angle/2 (nx e23 - ny e13 + nz e12) )
    /// ```
    public static Multivector rotation(double nx, double ny, double nz, double angle) {
        double h = angle / 2;
        return exp(Multivector.bivector(0, 0, 0, h * nz, -h * ny, h * nx));
    }

    /// The exponential of a bivector, in closed form.
    ///
    /// The square of a bivector is `z = a + b I`, a complex number, since I commutes with even grades and I^2 = -1:
    ///
    /// ```
    /// exp B = cosh(sqrt z) + sinh(sqrt z) / sqrt z * B
    /// ```
    ///
    /// @throws IllegalArgumentException if B has other grades than 2
    public static Multivector exp(Multivector bivector) {
        if (!bivector.equals(bivector.grade(2))) {
            throw new IllegalArgumentException("expected a bivector, got " + bivector);
        }
        Multivector square = bivector.times(bivector);
        double a = square.scalarPart();
        double b = square.pseudoscalarPart();
        double modulus = Math.hypot(a, b);
        if (modulus < SERIES) {
            Multivector cosh = complex(1 + a / 2 + (a * a - b * b) / 24, b / 2 + a * b / 12);
            Multivector quotient = complex(1 + a / 6 + (a * a - b * b) / 120, b / 6 + a * b / 60);
            return cosh.plus(quotient.times(bivector));
        }
        double u = Math.sqrt((modulus + Math.abs(a)) / 2);
        double v = b / (2 * u);
        double re = a >= 0 ? u : Math.abs(v);
        double im = a >= 0 ? v : Math.copySign(u, b);
        Multivector cosh = complex(Math.cosh(re) * Math.cos(im), Math.sinh(re) * Math.sin(im));
        Multivector sinh = complex(Math.sinh(re) * Math.cos(im), Math.cosh(re) * Math.sin(im));
        Multivector inverseRoot = complex(re / modulus, -im / modulus);
        return cosh.plus(sinh.times(inverseRoot).times(bivector));
    }

    private static Multivector complex(double re, double im) {
        return Multivector.scalar(re).plus(Multivector.pseudoscalar(im));
    }
}

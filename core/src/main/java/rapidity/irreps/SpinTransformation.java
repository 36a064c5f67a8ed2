package rapidity.irreps;

import rapidity.kinematics.LorentzTransformation;

/// An element M of SL(2,C), the double cover of the Lorentz transformations that keep the directions of space and time.
/// It acts on four-vectors by
///
/// ```
/// P -> M P M^+        P = [ E - pz    px - i py ]
///                         [ px + i py   E + pz  ]
/// ```
///
/// Rows and columns stand for the projections -1/2 and +1/2, in this order.
public final class SpinTransformation {
    private static final int SPACETIME = 4;

    private final ComplexMatrix matrix;

    private SpinTransformation(ComplexMatrix matrix) {
        this.matrix = matrix;
    }

    private static SpinTransformation of(Complex a, Complex b, Complex c, Complex d) {
        Complex[] entries = {a, b, c, d};
        return new SpinTransformation(ComplexMatrix.of(2, 2, (row, column) -> entries[2 * row + column]));
    }

    /// `D^(1/2)` of complex Euler angles: rotations for real angles, boosts for imaginary ones.
    ///
    /// ```
    /// diag(exp(-i alpha/2), exp(i alpha/2)) [ cos(beta/2)  -sin(beta/2) ] diag(exp(-i gamma/2), exp(i gamma/2))
    ///                                       [ sin(beta/2)   cos(beta/2) ]
    /// ```
    ///
    /// @departs the published code multiplies rows by the conjugate of the matrices of [WignerD], so its transformation
    ///     of these angles is the [#adjoint] of this one
    public static SpinTransformation euler(Complex alpha, Complex beta, Complex gamma) {
        Complex sum = phase(alpha.plus(gamma));
        Complex difference = phase(alpha.minus(gamma));
        Complex cos = beta.times(0.5).cos();
        Complex sin = beta.times(0.5).sin();
        return of(
                Complex.ONE.dividedBy(sum).times(cos),
                Complex.ONE.dividedBy(difference).times(sin).times(-1),
                difference.times(sin),
                sum.times(cos));
    }

    /// `exp(i angle / 2)`.
    private static Complex phase(Complex angle) {
        return angle.times(0.5).times(Complex.I).exp();
    }

    /// The boost by a rapidity along a direction of unit length.
    public static SpinTransformation boost(double nx, double ny, double nz, double rapidity) {
        return along(Complex.of(Math.cosh(rapidity / 2)), Complex.of(Math.sinh(rapidity / 2)), nx, ny, nz);
    }

    /// The right-handed rotation by an angle about a direction of unit length.
    public static SpinTransformation rotation(double nx, double ny, double nz, double angle) {
        return along(Complex.of(Math.cos(angle / 2)), new Complex(0, Math.sin(angle / 2)), nx, ny, nz);
    }

    /// `c + s n . sigma`.
    private static SpinTransformation along(Complex c, Complex s, double nx, double ny, double nz) {
        return of(
                c.minus(s.times(nz)), s.times(new Complex(nx, -ny)), s.times(new Complex(nx, ny)), c.plus(s.times(nz)));
    }

    /// One of the two elements that stand for a Lorentz transformation; the other one is its negative.
    ///
    /// ```
    /// sum over mu, nu of  L[mu, nu] sigma[mu] Y sigma[nu] = 2 tr(M^+ Y) M       for every Y
    /// ```
    ///
    /// @throws IllegalArgumentException if the transformation reflects space or time
    public static SpinTransformation of(LorentzTransformation transformation) {
        if (transformation.determinant() < 0 || transformation.entry(0, 0) < 0) {
            throw new IllegalArgumentException("reflections of space or time are not in SL(2,C)");
        }
        ComplexMatrix best = image(transformation, 0);
        for (int y = 1; y < SPACETIME; y++) {
            ComplexMatrix next = image(transformation, y);
            best = determinant(next).abs() > determinant(best).abs() ? next : best;
        }
        Complex root = determinant(best).sqrt();
        return of(
                best.entry(0, 0).dividedBy(root),
                best.entry(0, 1).dividedBy(root),
                best.entry(1, 0).dividedBy(root),
                best.entry(1, 1).dividedBy(root));
    }

    private static ComplexMatrix image(LorentzTransformation transformation, int y) {
        Complex[] sum = {Complex.ZERO, Complex.ZERO, Complex.ZERO, Complex.ZERO};
        for (int mu = 0; mu < SPACETIME; mu++) {
            for (int nu = 0; nu < SPACETIME; nu++) {
                ComplexMatrix term = sigma(mu).times(sigma(y)).times(sigma(nu));
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = sum[i].plus(term.entry(i / 2, i % 2).times(transformation.entry(mu, nu)));
                }
            }
        }
        return ComplexMatrix.of(2, 2, (row, column) -> sum[2 * row + column]);
    }

    private static Complex determinant(ComplexMatrix m) {
        return m.entry(0, 0).times(m.entry(1, 1)).minus(m.entry(0, 1).times(m.entry(1, 0)));
    }

    /// P of the unit vector along one axis.
    private static ComplexMatrix sigma(int axis) {
        SpinTransformation unit = switch (axis) {
            case 0 -> along(Complex.ONE, Complex.ZERO, 0, 0, 0);
            case 1 -> along(Complex.ZERO, Complex.ONE, 1, 0, 0);
            case 2 -> along(Complex.ZERO, Complex.ONE, 0, 1, 0);
            default -> along(Complex.ZERO, Complex.ONE, 0, 0, 1);
        };
        return unit.matrix;
    }

    /// The Lorentz transformation of four-vectors, `L[mu, nu] = tr(sigma[mu] M sigma[nu] M^+) / 2`.
    public LorentzTransformation lorentz() {
        double[][] rows = new double[SPACETIME][SPACETIME];
        for (int mu = 0; mu < SPACETIME; mu++) {
            for (int nu = 0; nu < SPACETIME; nu++) {
                ComplexMatrix product = sigma(mu).times(matrix).times(sigma(nu)).times(matrix.adjoint());
                rows[mu][nu] = (product.entry(0, 0).re() + product.entry(1, 1).re()) / 2;
            }
        }
        return LorentzTransformation.proper(rows);
    }

    /// First `first`, then this.
    public SpinTransformation times(SpinTransformation first) {
        return new SpinTransformation(matrix.times(first.matrix));
    }

    /// The inverse, without rounding.
    public SpinTransformation inverse() {
        return of(entry(1, 1), entry(0, 1).times(-1), entry(1, 0).times(-1), entry(0, 0));
    }

    /// The conjugate transpose.
    public SpinTransformation adjoint() {
        return new SpinTransformation(matrix.adjoint());
    }

    /// An entry of the matrix.
    public Complex entry(int row, int column) {
        return matrix.entry(row, column);
    }
}

package rapidity.matrixelement;

/// Parameters of the tree-level Standard Model in the scheme with input alpha, G_F and M(Z), and what follows from
/// them:
///
/// ```
/// MW^2 = M^2/2 + sqrt(M^4/4 - pi alpha M^2 / (sqrt2 G_F))      sw^2 = 1 - MW^2/M^2
/// gL   = e/(sw cw) (T3 - Q sw^2)                                gR   = -e/(sw cw) Q sw^2
/// ```
///
/// The vertex of the Z and a quark is i gamma^mu (gL P_L + gR P_R); no width enters.
///
/// @param zMass mass M of the Z in GeV
/// @param alphaS strong coupling alpha_s = g^2 / (4 pi)
/// @param inverseAlpha inverse of the electromagnetic coupling, 1/alpha
/// @param fermiConstant G_F in GeV^-2
public record StandardModel(double zMass, double alphaS, double inverseAlpha, double fermiConstant) {

    /// The values of the published amplitude data: M = 91.188 GeV, alpha_s = 0.118.
    public static final StandardModel DEFAULT = new StandardModel(91.188, 0.118, 132.507, 1.16639e-5);

    /// @throws IllegalArgumentException if a value is not positive, or if alpha, G_F and M allow no real mass of the W
    public StandardModel {
        if (!(zMass > 0 && alphaS > 0 && inverseAlpha > 0 && fermiConstant > 0)) {
            throw new IllegalArgumentException("parameters of the Standard Model must be positive, got M(Z) = " + zMass
                    + ", alpha_s = " + alphaS + ", 1/alpha = " + inverseAlpha + ", G_F = " + fermiConstant);
        }
        if (!(wMassSquared(zMass, inverseAlpha, fermiConstant) > 0)) {
            throw new IllegalArgumentException("no real mass of the W follows from M(Z) = " + zMass + ", 1/alpha = "
                    + inverseAlpha + ", G_F = " + fermiConstant);
        }
    }

    /// Strong coupling g = sqrt(4 pi alpha_s).
    public double strongCoupling() {
        return Math.sqrt(4 * Math.PI * alphaS);
    }

    /// Mass of the W in GeV.
    public double wMass() {
        return Math.sqrt(wMassSquared(zMass, inverseAlpha, fermiConstant));
    }

    /// Square of the sine of the weak mixing angle, sw^2.
    public double weakMixing() {
        return 1 - wMassSquared(zMass, inverseAlpha, fermiConstant) / (zMass * zMass);
    }

    /// Coupling gL of the Z to a left-handed quark.
    public double leftCoupling(QuarkFlavour flavour) {
        return weakCoupling() * (flavour.isospin() - flavour.charge() * weakMixing());
    }

    /// Coupling gR of the Z to a right-handed quark.
    public double rightCoupling(QuarkFlavour flavour) {
        return -weakCoupling() * flavour.charge() * weakMixing();
    }

    /// kappa = gL^2 + gR^2: all that abs(M)^2 sees of the flavour.
    public double kappa(QuarkFlavour flavour) {
        double left = leftCoupling(flavour);
        double right = rightCoupling(flavour);
        return left * left + right * right;
    }

    private double weakCoupling() {
        double mixing = weakMixing();
        return Math.sqrt(4 * Math.PI / inverseAlpha) / (Math.sqrt(mixing) * Math.sqrt(1 - mixing));
    }

    private static double wMassSquared(double zMass, double inverseAlpha, double fermiConstant) {
        double m2 = zMass * zMass;
        return m2 / 2 + Math.sqrt(m2 * m2 / 4 - Math.PI / inverseAlpha * m2 / (Math.sqrt(2) * fermiConstant));
    }
}

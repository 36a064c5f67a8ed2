package rapidity.sampling;

/// A shape roughly like a leading-order set near 100 GeV, and nothing more than that; labels do not depend on it.
///
/// ```
/// x u_v(x)  = 3.9109528275063226 x^0.65 (1-x)^3.8        x ubar(x) = 0.12 x^-0.32 (1-x)^8        u = u_v + ubar
/// ```
///
/// The integral of u_v over x is 2; there is no dependence on a scale.
public final class StandInPartonDensities implements PartonDensities {

    @Override
    public double quark(double x) {
        return 3.9109528275063226 * Math.exp(-0.35 * Math.log(x) + 3.8 * Math.log1p(-x)) + antiquark(x);
    }

    @Override
    public double antiquark(double x) {
        double y = (1 - x) * (1 - x);
        return 0.12 * Math.exp(-1.32 * Math.log(x)) * (y * y) * (y * y);
    }
}

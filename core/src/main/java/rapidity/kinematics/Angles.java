package rapidity.kinematics;

/// Azimuths and pseudorapidities: the two angles of a hadron collider.
public final class Angles {
    private static final double TWO_PI = 2 * Math.PI;

    /// Above this, asinh(t) = ln(2 t) in double precision, and t^2 is about to overflow.
    private static final double LARGE = 1e8;

    private Angles() {}

    /// The angle in [-pi, pi) that differs from phi by a multiple of 2 pi. Exact for angles of any size.
    public static double wrap(double phi) {
        double wrapped = Math.IEEEremainder(phi, TWO_PI);
        return wrapped >= Math.PI ? wrapped - TWO_PI : wrapped;
    }

    /// The azimuth of (px, py) in [-pi, pi); 0 along the beam.
    public static double azimuth(double px, double py) {
        return wrap(Math.atan2(py, px));
    }

    /// `sqrt(delta eta^2 + delta phi^2)` with delta phi wrapped.
    public static double distance(double deltaEta, double deltaPhi) {
        return Math.hypot(deltaEta, wrap(deltaPhi));
    }

    /// The inverse hyperbolic sine: odd, accurate for small and for huge arguments.
    public static double asinh(double t) {
        double a = Math.abs(t);
        double value = a > LARGE ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(value, t);
    }

    /// The pseudorapidity `asinh(pz / pt)`: no cancellation for forward particles. Not clamped: infinite along the
    /// beam, 0 for a particle without momentum.
    public static double pseudorapidity(double pt, double pz) {
        return pz == 0 ? pz : asinh(pz / pt);
    }
}

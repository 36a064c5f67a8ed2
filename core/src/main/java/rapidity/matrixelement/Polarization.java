package rapidity.matrixelement;

/// Real polarisation vectors of outgoing vector bosons.
///
/// ```
/// e_1 = (0, ct cf, ct sf, -st)     e_2 = (0, -sf, cf, 0)     e_L = (|p|/M, E p/(|p| M))
/// ```
///
/// with the polar and azimuthal angle of the momentum p. A boson at rest has the three unit vectors along the axes.
final class Polarization {

    private Polarization() {}

    /// Writes e_1 and e_2 of the momentum p at `momenta[at]` to `vectors[to]`, eight numbers.
    static void transverse(double[] momenta, int at, double[] vectors, int to) {
        double p1 = momenta[at + 1];
        double p2 = momenta[at + 2];
        double p3 = momenta[at + 3];
        double pt = Math.sqrt(p1 * p1 + p2 * p2);
        double p = Math.sqrt(p1 * p1 + p2 * p2 + p3 * p3);
        double cf = pt > 0 ? p1 / pt : 1;
        double sf = pt > 0 ? p2 / pt : 0;
        double ct = p > 0 ? p3 / p : 1;
        double st = p > 0 ? pt / p : 0;
        vectors[to] = 0;
        vectors[to + 1] = ct * cf;
        vectors[to + 2] = ct * sf;
        vectors[to + 3] = -st;
        vectors[to + 4] = 0;
        vectors[to + 5] = -sf;
        vectors[to + 6] = cf;
        vectors[to + 7] = 0;
    }

    /// Writes e_1, e_2 and e_L of a boson of mass M to `vectors[to]`, twelve numbers.
    static void massive(double[] momenta, int at, double mass, double[] vectors, int to) {
        transverse(momenta, at, vectors, to);
        double p1 = momenta[at + 1];
        double p2 = momenta[at + 2];
        double p3 = momenta[at + 3];
        double p = Math.sqrt(p1 * p1 + p2 * p2 + p3 * p3);
        double scale = p > 0 ? momenta[at] / (p * mass) : 0;
        vectors[to + 8] = p / mass;
        vectors[to + 9] = scale * p1;
        vectors[to + 10] = scale * p2;
        vectors[to + 11] = p > 0 ? scale * p3 : 1;
    }
}

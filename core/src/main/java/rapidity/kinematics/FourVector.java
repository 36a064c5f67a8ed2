package rapidity.kinematics;

import rapidity.algebra.Multivector;

/// A four-vector (E, px, py, pz) in the metric (+, -, -, -); as a momentum in GeV.
///
/// **The rule for masses.** `mass2 = (E - |p|)(E + |p|)` keeps its sign, and so does `mass = sign(mass2) sqrt |mass2|`.
/// Nothing is clipped and nothing is NaN; a light, fast particle whose energy was rounded shows a tiny negative mass
/// and nothing worse. A logarithm of a mass has a floor ([#logMass2]). Readers, features, metrics and reports use
/// these methods, so the rule is the same everywhere.
///
/// @param e energy
/// @param px momentum along x
/// @param py momentum along y
/// @param pz momentum along the beam
public record FourVector(double e, double px, double py, double pz) {
    /// The zero vector, also what a padded slot holds.
    public static final FourVector ZERO = new FourVector(0, 0, 0, 0);

    /// The particle with this three-momentum and mass.
    public static FourVector ofMomentum(double px, double py, double pz, double mass) {
        return new FourVector(Math.sqrt(px * px + py * py + pz * pz + mass * mass), px, py, pz);
    }

    /// The particle with this transverse momentum, pseudorapidity, azimuth (any branch) and mass.
    public static FourVector ofPtEtaPhi(double pt, double eta, double phi, double mass) {
        return ofMomentum(pt * Math.cos(phi), pt * Math.sin(phi), pt * Math.sinh(eta), mass);
    }

    /// The particle with this transverse momentum, rapidity, azimuth (any branch) and mass:
    ///
    /// ```
    /// mt = sqrt(pt^2 + m^2)    E = mt cosh y    pz = mt sinh y
    /// ```
    public static FourVector ofPtYPhi(double pt, double y, double phi, double mass) {
        double mt = Math.hypot(pt, mass);
        return new FourVector(mt * Math.cosh(y), pt * Math.cos(phi), pt * Math.sin(phi), mt * Math.sinh(y));
    }

    /// The vector part of a multivector.
    public static FourVector of(Multivector x) {
        double[] v = x.vectorPart();
        return new FourVector(v[0], v[1], v[2], v[3]);
    }

    /// The vector `E e0 + px e1 + py e2 + pz e3`.
    public Multivector toMultivector() {
        return Multivector.vector(e, px, py, pz);
    }

    /// The sum of two vectors.
    public FourVector plus(FourVector q) {
        return new FourVector(e + q.e, px + q.px, py + q.py, pz + q.pz);
    }

    /// The difference of two vectors.
    public FourVector minus(FourVector q) {
        return new FourVector(e - q.e, px - q.px, py - q.py, pz - q.pz);
    }

    /// The multiple c p.
    public FourVector times(double c) {
        return new FourVector(c * e, c * px, c * py, c * pz);
    }

    /// The Minkowski product `E E' - px px' - py py' - pz pz'`.
    public double dot(FourVector q) {
        return e * q.e - px * q.px - py * q.py - pz * q.pz;
    }

    /// The length |p| of the three-momentum.
    public double p() {
        return Math.sqrt(px * px + py * py + pz * pz);
    }

    /// The transverse momentum.
    public double pt() {
        return Math.sqrt(px * px + py * py);
    }

    /// The invariant mass squared, with its sign: see the rule for masses.
    public double mass2() {
        double p = p();
        return (e - p) * (e + p);
    }

    /// The invariant mass with the sign of its square: negative for a spacelike vector, never NaN.
    public double mass() {
        double m2 = mass2();
        return Math.copySign(Math.sqrt(Math.abs(m2)), m2);
    }

    /// `ln max(mass2, floor^2)`, finite for every particle.
    ///
    /// @param floor the mass in GeV below which masses are not told apart, positive
    public double logMass2(double floor) {
        return Math.log(Math.max(mass2(), floor * floor));
    }

    /// The azimuth in [-pi, pi); 0 along the beam.
    public double phi() {
        return Angles.azimuth(px, py);
    }

    /// The pseudorapidity, infinite along the beam, see [Angles#pseudorapidity].
    public double eta() {
        return Angles.pseudorapidity(pt(), pz);
    }

    /// The rapidity `ln((E + pz) / (E - pz)) / 2`, as `asinh(pz / mt)` with `mt^2 = pt^2 + max(mass2, 0)`, so that
    /// forward particles lose nothing and a rounded energy gives no NaN.
    public double rapidity() {
        return Angles.pseudorapidity(Math.sqrt(px * px + py * py + Math.max(mass2(), 0)), pz);
    }

    /// The difference of the azimuths, phi - phi', in [-pi, pi).
    public double deltaPhi(FourVector q) {
        return Angles.wrap(phi() - q.phi());
    }

    /// The distance `sqrt((eta - eta')^2 + (phi - phi')^2)` in pseudorapidity and azimuth.
    public double deltaR(FourVector q) {
        return Angles.distance(eta() - q.eta(), phi() - q.phi());
    }

    /// This vector, given in the rest frame of `frame`, as seen where `frame` has the momentum that it has.
    ///
    /// @throws IllegalArgumentException if `frame` is not timelike and future-directed
    public FourVector boostedFromRestOf(FourVector frame) {
        return boosted(frame, +1);
    }

    /// This vector as seen in the rest frame of `frame`, the inverse of [#boostedFromRestOf].
    ///
    /// @throws IllegalArgumentException if `frame` is not timelike and future-directed
    public FourVector boostedToRestOf(FourVector frame) {
        return boosted(frame, -1);
    }

    private FourVector boosted(FourVector frame, int direction) {
        double m2 = frame.mass2();
        if (!(m2 > 0 && frame.e > 0)) {
            throw new IllegalArgumentException(
                    "only a timelike, future-directed vector has a rest frame, not " + frame);
        }
        double m = Math.sqrt(m2);
        double along = direction * (px * frame.px + py * frame.py + pz * frame.pz);
        double energy = (frame.e * e + along) / m;
        double shift = direction * (e + energy) / (frame.e + m);
        return new FourVector(energy, px + shift * frame.px, py + shift * frame.py, pz + shift * frame.pz);
    }

    /// The squared mass of two particles of known masses, from their three-momenta alone (their energies are not
    /// used). Stable for light and for collinear particles:
    ///
    /// ```
    /// m1^2 + m2^2 + 2 ( (m1^2 E2^2 + m2^2 |p1|^2) / (E1 E2 + |p1||p2|) + |p1||p2| - p1.p2 )
    /// |p1||p2| - p1.p2 = |p1 x p2|^2 / (|p1||p2| + p1.p2)      if p1.p2 > 0
    /// ```
    public static double pairMass2(FourVector p1, double m1, FourVector p2, double m2) {
        double a = p1.p();
        double b = p2.p();
        double energies = Math.sqrt(a * a + m1 * m1) * Math.sqrt(b * b + m2 * m2);
        double cosine = p1.px * p2.px + p1.py * p2.py + p1.pz * p2.pz;
        double x = differenceOfProducts(p1.py, p2.pz, p1.pz, p2.py);
        double y = differenceOfProducts(p1.pz, p2.px, p1.px, p2.pz);
        double z = differenceOfProducts(p1.px, p2.py, p1.py, p2.px);
        double opening = cosine > 0 ? (x * x + y * y + z * z) / (a * b + cosine) : a * b - cosine;
        double lightness = m1 * m1 * (b * b + m2 * m2) + m2 * m2 * a * a;
        double excess = lightness == 0 ? 0 : lightness / (energies + a * b);
        return m1 * m1 + m2 * m2 + 2 * (excess + opening);
    }

    /// `a b - c d` without cancellation (Kahan).
    private static double differenceOfProducts(double a, double b, double c, double d) {
        double cd = c * d;
        double error = Math.fma(-c, d, cd);
        return Math.fma(a, b, -cd) + error;
    }
}

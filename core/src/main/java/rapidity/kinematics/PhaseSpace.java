package rapidity.kinematics;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// Phase space of N particles at a fixed centre-of-mass energy w, filled evenly if all are massless (RAMBO):
///
/// ```
/// dPhi_N = prod_i d^3p_i / ((2 pi)^3 2E_i) (2 pi)^4 delta^4(P - sum p_i)
/// V_N    = (2 pi)^(4-3N) (pi/2)^(N-1) w^(2N-4) / ((N-1)! (N-2)!)         volume without masses
/// weight = V_N (sum|k_i|/w)^(2N-3) w / sum(|k_i|^2/E_i) prod(|k_i|/E_i)  of a point with masses
/// ```
///
/// Momenta are (E, px, py, pz) one after another, GeV, in the rest frame of their sum.
///
/// @source R. Kleiss, W. J. Stirling, S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359
public final class PhaseSpace {
    private static final int NEWTON_STEPS = 50;
    private static final double NEWTON_PRECISION = 1e-15;

    private final double[] masses;
    private final double threshold;
    private final boolean massless;

    private PhaseSpace(double[] masses) {
        this.masses = masses;
        threshold = Arrays.stream(masses).sum();
        massless = threshold == 0;
    }

    /// The phase space of particles with these masses.
    ///
    /// @throws IllegalArgumentException if there are fewer than two, or one is negative or NaN
    public static PhaseSpace of(double... masses) {
        if (masses.length < 2 || !Arrays.stream(masses).allMatch(m -> m >= 0)) {
            throw new IllegalArgumentException(
                    "expected two or more masses, none negative, got " + Arrays.toString(masses));
        }
        return new PhaseSpace(masses.clone());
    }

    /// Number of particles N.
    public int particles() {
        return masses.length;
    }

    /// The volume V_N of the phase space of N massless particles at the energy w, in GeV^(2N-4).
    public static double volume(int particles, double w) {
        double volume = Math.pow(2 * Math.PI, 4 - 3 * particles) * Math.pow(w, 2 * particles - 4);
        for (int i = 1; i < particles; i++) {
            volume *= Math.PI / 2 / (i * Math.max(1, i - 1));
        }
        return volume;
    }

    /// Draws a point at the energy w, writes its 4N numbers to `momenta` from `offset` on and returns its weight: the
    /// mean of weight times f is the integral of f over phase space.
    ///
    /// @throws IllegalArgumentException if w is not above the sum of the masses
    public double draw(double w, RandomStream random, double[] momenta, int offset) {
        if (!(w > threshold)) {
            throw new IllegalArgumentException("energy " + w + " GeV is not above the sum of the masses " + threshold);
        }
        int end = offset + 4 * masses.length;
        isotropic(random, momenta, offset, end);
        conform(w, momenta, offset, end);
        double volume = volume(masses.length, w);
        return massless ? volume : volume * giveMasses(w, momenta, offset);
    }

    private static void isotropic(RandomStream random, double[] q, int offset, int end) {
        for (int at = offset; at < end; at += 4) {
            double c = 2 * random.nextDouble() - 1;
            double phi = 2 * Math.PI * random.nextDouble();
            double energy = -Math.log((1 - random.nextDouble()) * (1 - random.nextDouble()));
            double s = Math.sqrt(1 - c * c);
            q[at] = energy;
            q[at + 1] = energy * s * Math.cos(phi);
            q[at + 2] = energy * s * Math.sin(phi);
            q[at + 3] = energy * c;
        }
    }

    /// Boosts and scales massless momenta so that their sum is (w, 0, 0, 0).
    private static void conform(double w, double[] q, int offset, int end) {
        double e = 0;
        double x = 0;
        double y = 0;
        double z = 0;
        for (int at = offset; at < end; at += 4) {
            e += q[at];
            x += q[at + 1];
            y += q[at + 2];
            z += q[at + 3];
        }
        double mass = Math.sqrt(e * e - x * x - y * y - z * z);
        double bx = -x / mass;
        double by = -y / mass;
        double bz = -z / mass;
        double scale = w / mass;
        double gamma = e / mass;
        double a = 1 / (1 + gamma);
        for (int at = offset; at < end; at += 4) {
            double along = bx * q[at + 1] + by * q[at + 2] + bz * q[at + 3];
            double shift = q[at] + a * along;
            q[at] = scale * (gamma * q[at] + along);
            q[at + 1] = scale * (q[at + 1] + bx * shift);
            q[at + 2] = scale * (q[at + 2] + by * shift);
            q[at + 3] = scale * (q[at + 3] + bz * shift);
        }
    }

    /// Shrinks the three-momenta by the common factor that gives every particle its mass at the same energy, and
    /// returns the weight relative to the massless point.
    private double giveMasses(double w, double[] p, int offset) {
        double xi = shrinkage(w, p, offset);
        double momentum = 0;
        double velocity = 0;
        double product = 1;
        for (int i = 0; i < masses.length; i++) {
            int at = offset + 4 * i;
            double k = xi * p[at];
            double energy = Math.sqrt(masses[i] * masses[i] + k * k);
            p[at] = energy;
            p[at + 1] *= xi;
            p[at + 2] *= xi;
            p[at + 3] *= xi;
            momentum += k;
            velocity += k * k / energy;
            product *= k / energy;
        }
        return Math.pow(momentum / w, 2 * masses.length - 3) * w / velocity * product;
    }

    /// Solves sum_i sqrt(m_i^2 + xi^2 p_i^2) = w for xi by Newton's method.
    private double shrinkage(double w, double[] p, int offset) {
        double xi = Math.sqrt(1 - threshold / w * (threshold / w));
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double excess = -w;
            double slope = 0;
            for (int i = 0; i < masses.length; i++) {
                double p2 = p[offset + 4 * i] * p[offset + 4 * i];
                double energy = Math.sqrt(masses[i] * masses[i] + xi * xi * p2);
                excess += energy;
                slope += xi * p2 / energy;
            }
            double change = excess / slope;
            xi -= change;
            if (Math.abs(change) < NEWTON_PRECISION) {
                break;
            }
        }
        return xi;
    }
}

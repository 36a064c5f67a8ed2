package rapidity.metrics;

/// The energy mover's distance of two jets: how much transverse momentum must be moved how far to make one of the
/// other, and the difference of what they have. Exact optimal transport, with its gradient.
///
/// ```
/// min sum_ij f_ij d_ij / R  +  |W1 - W2|        d_ij = sqrt( (eta_i - eta_j)^2 + (phi_i - phi_j)^2 )
/// ```
///
/// over the flows of [TransportPlan]; W1 and W2 are the sums of the transverse momenta. A jet may be empty.
///
/// @source Komiske, Metodiev, Thaler, arXiv:1902.02346, Eq. 1
/// @departs angles are compared as numbers, as the energyflow package does: give azimuths relative to the jet. JetNet
///     adds 1e-12 to each difference of angles for the sake of its gradient, which is 0 here where two particles
///     coincide.
public final class EnergyMoversDistance {
    /// Numbers of a particle: pt, eta, phi.
    private static final int WIDTH = 3;

    private final double[] x;
    private final double[] y;
    private final double radius;
    private final PairCosts costs;
    private final TransportPlan plan;

    private EnergyMoversDistance(double[] x, double[] y, double radius) {
        this.x = x;
        this.y = y;
        this.radius = radius;
        costs = PairCosts.euclidean(angles(x), angles(y), 2);
        for (int k = 0; radius != 1 && k < costs.values().length; k++) {
            costs.values()[k] /= radius;
        }
        plan = TransportPlan.of(weights(x), weights(y), costs, 1);
    }

    /// @param x (pt, eta, phi) of each particle of the first jet; the array is kept, not copied
    /// @param y of the second jet, likewise
    /// @param radius R: what is further away than that costs more than a difference of transverse momenta
    /// @throws IllegalArgumentException if a length is no multiple of 3, an angle is not finite, a transverse momentum
    ///     is negative or not finite, or the radius is not positive
    public static EnergyMoversDistance of(double[] x, double[] y, double radius) {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("the radius of an energy mover's distance is positive, got " + radius);
        }
        if (x.length % WIDTH != 0 || y.length % WIDTH != 0) {
            throw new IllegalArgumentException(
                    "particles (pt, eta, phi) expected, got " + x.length + " and " + y.length + " numbers");
        }
        return new EnergyMoversDistance(x, y, radius);
    }

    private static double[] weights(double[] particles) {
        double[] r = new double[particles.length / WIDTH];
        for (int i = 0; i < r.length; i++) {
            r[i] = particles[WIDTH * i];
        }
        return r;
    }

    private static double[] angles(double[] particles) {
        double[] r = new double[2 * (particles.length / WIDTH)];
        for (int i = 0; i < r.length; i++) {
            r[i] = particles[WIDTH * (i / 2) + 1 + i % 2];
        }
        return r;
    }

    /// The distance, in the unit of the transverse momenta.
    public double value() {
        return plan.value();
    }

    /// What is moved from a particle of the first jet to one of the second.
    public double flow(int i, int j) {
        return plan.flow(i, j);
    }

    /// The derivatives of the distance with respect to (pt, eta, phi) of each particle of the first jet. The cheapest
    /// plan is held fixed for it: the envelope theorem.
    public double[] gradient() {
        double[] r = new double[x.length];
        for (int i = 0; i < costs.rows(); i++) {
            r[WIDTH * i] = plan.supplyPotential(i);
            for (int j = 0; j < costs.columns(); j++) {
                double flow = plan.flow(i, j);
                double distance = costs.at(i, j) * radius;
                if (flow > 0 && distance > 0) {
                    double pull = flow / (distance * radius);
                    r[WIDTH * i + 1] += pull * (x[WIDTH * i + 1] - y[WIDTH * j + 1]);
                    r[WIDTH * i + 2] += pull * (x[WIDTH * i + 2] - y[WIDTH * j + 2]);
                }
            }
        }
        return r;
    }
}

package rapidity.metrics;

/// What energy flow polynomials are made of: the weight of each particle and the distance of each pair.
///
/// ```
/// z_i = pt_i        theta_ij = ( (eta_i - eta_j)^2 + (phi_i - phi_j)^2 )^(beta / 2),   phi_i - phi_j wrapped
/// ```
///
/// @param weights z
/// @param distances theta, row-major
/// @source Komiske, Metodiev, Thaler, arXiv:1712.07124: the hadronic measure, not normalised
public record EnergyFlow(double[] weights, double[] distances) {
    /// @param particles (pt, eta, phi) of each
    /// @throws IllegalArgumentException if that is no multiple of three numbers
    public static EnergyFlow hadronic(double[] particles, double beta) {
        if (particles.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "particles (pt, eta, phi) expected, got " + particles.length + " numbers");
        }
        int n = particles.length / 3;
        double[] weights = new double[n];
        double[] distances = new double[n * n];
        for (int i = 0; i < n; i++) {
            weights[i] = particles[3 * i];
            for (int j = 0; j < i; j++) {
                double eta = particles[3 * i + 1] - particles[3 * j + 1];
                double phi = Math.IEEEremainder(particles[3 * i + 2] - particles[3 * j + 2], 2 * Math.PI);
                double theta = Math.sqrt(eta * eta + phi * phi);
                distances[i * n + j] = beta == 1 ? theta : Math.pow(theta, beta);
                distances[j * n + i] = distances[i * n + j];
            }
        }
        return new EnergyFlow(weights, distances);
    }

    /// The distances to an integer power.
    double[] power(int exponent) {
        double[] r = distances.clone();
        for (int k = 1; k < exponent; k++) {
            for (int i = 0; i < r.length; i++) {
                r[i] *= distances[i];
            }
        }
        return r;
    }
}

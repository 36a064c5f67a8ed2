package rapidity.flow;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import rapidity.kinematics.Angles;

/// What the selection of events demands:
///
/// ```
/// pt_i > ptMin_i       Delta R_ij = sqrt((eta_i - eta_j)^2 + (phi_i - phi_j)^2) > deltaRMin
/// ```
///
/// Energies are not looked at. Momenta and `ptMin` are in the same units, GeV if nothing else is said.
///
/// @param ptMin of each particle; 0 demands a direction only
/// @param deltaRMin of any two particles; 0 demands nothing
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public record PhaseSpaceCuts(List<Double> ptMin, double deltaRMin) {
    static final double TTBAR_PT_MIN = 22;
    private static final double TTBAR_DELTA_R_MIN = 0.5;

    /// @throws IllegalArgumentException if a bound is negative or there is no particle
    public PhaseSpaceCuts {
        ptMin = List.copyOf(ptMin);
        requirePt(ptMin);
        if (!(deltaRMin >= 0) || !Double.isFinite(deltaRMin)) {
            throw new IllegalArgumentException("no pair has Delta R > " + deltaRMin);
        }
    }

    static void requirePt(List<Double> ptMin) {
        if (ptMin.isEmpty() || ptMin.stream().anyMatch(pt -> !(pt >= 0) || !Double.isFinite(pt))) {
            throw new IllegalArgumentException("expected the least pt of each particle, 0 or more, got " + ptMin);
        }
    }

    /// Those of the published t tbar + jets, in GeV.
    ///
    /// @departs the paper prints Delta R < 0.5 once; events have more
    public static PhaseSpaceCuts ttbar(int particles) {
        return new PhaseSpaceCuts(Collections.nCopies(particles, TTBAR_PT_MIN), TTBAR_DELTA_R_MIN);
    }

    /// For momenta that are divided by `units`.
    public PhaseSpaceCuts dividedBy(double units) {
        return new PhaseSpaceCuts(ptMin.stream().map(pt -> pt / units).toList(), deltaRMin);
    }

    public int particles() {
        return ptMin.size();
    }

    /// Whether nothing but a direction of each particle is demanded.
    public boolean demandsNothing() {
        return deltaRMin == 0 && ptMin.stream().allMatch(pt -> pt == 0);
    }

    /// Whether an event passes; one with NaN does not.
    ///
    /// @param momenta `[events, particles, 4]`
    public boolean passes(double[] momenta, int event) {
        return violation(momenta, event).isEmpty();
    }

    /// Refuses events that do not pass.
    ///
    /// @param momenta `[events, particles, 4]`
    /// @throws IllegalArgumentException with the first event that does not pass, and why
    public void require(double[] momenta) {
        for (int event = 0; event < EventRows.count(momenta, particles()); event++) {
            int at = event;
            violation(momenta, event).ifPresent(v -> {
                throw new IllegalArgumentException(
                        "event " + at + ": " + v.sentence() + "; select events by these cuts before");
            });
        }
    }

    /// A demand that is not met: of a particle, which is then both, or of two.
    public record Violation(int first, int second, double value, double bound) {
        /// For people.
        public String sentence() {
            String what = first == second
                    ? "particle " + first + " has pt = "
                    : "particles " + first + " and " + second + " have Delta R = ";
            return what + value + ", not above " + bound;
        }
    }

    /// The first demand that an event does not meet; nothing if it passes.
    ///
    /// @param momenta `[events, particles, 4]`
    public Optional<Violation> violation(double[] momenta, int event) {
        int n = particles();
        double[] eta = new double[n];
        double[] phi = new double[n];
        for (int i = 0; i < n; i++) {
            int at = Chart.COMPONENTS * (event * n + i);
            double px = momenta[at + 1];
            double py = momenta[at + 2];
            double pt = Math.sqrt(px * px + py * py);
            if (!(pt > ptMin.get(i))) {
                return Optional.of(new Violation(i, i, pt, ptMin.get(i)));
            }
            if (deltaRMin > 0) {
                phi[i] = Math.atan2(py, px);
                eta[i] = Angles.pseudorapidity(pt, momenta[at + 3]);
            }
            for (int j = 0; j < i && deltaRMin > 0; j++) {
                double r = distance(eta[i] - eta[j], Math.abs(phi[i] - phi[j]));
                if (!(r > deltaRMin)) {
                    return Optional.of(new Violation(j, i, r, deltaRMin));
                }
            }
        }
        return Optional.empty();
    }

    /// @param deltaPhi less than 2 pi
    private static double distance(double deltaEta, double deltaPhi) {
        double shorter = Math.min(deltaPhi, 2 * Math.PI - deltaPhi);
        return Math.sqrt(deltaEta * deltaEta + shorter * shorter);
    }
}

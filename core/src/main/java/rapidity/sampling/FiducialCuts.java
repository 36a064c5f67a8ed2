package rapidity.sampling;

import rapidity.kinematics.Angles;

/// What an event must fulfil: a least transverse momentum of the Z and of each gluon, a largest rapidity of the gluons,
/// and a least distance `sqrt((y - y')^2 + (phi - phi')^2)` between any two gluons.
///
/// @param ptMin least transverse momentum in GeV
/// @param rapidityMax largest abs(y) of a gluon
/// @param deltaRMin least distance between gluons
public record FiducialCuts(double ptMin, double rapidityMax, double deltaRMin) {

    /// Those of the published amplitude data, pT > 20 GeV and Delta R > 0.4, and abs(y) < 5.
    ///
    /// @source Spinner et al., arXiv:2405.14806, App. C.1
    /// @departs the paper states no bound on the rapidity; 5 is MadGraph's default
    public static final FiducialCuts DEFAULT = new FiducialCuts(20, 5, 0.4);

    /// @throws IllegalArgumentException if a bound is not positive
    public FiducialCuts {
        if (!(ptMin > 0 && rapidityMax > 0 && deltaRMin > 0)) {
            throw new IllegalArgumentException("cuts must be positive, got pT > " + ptMin + ", abs(y) < " + rapidityMax
                    + ", Delta R > " + deltaRMin);
        }
    }

    /// Whether the event `[q, qbar, Z, g1..gn]` whose momenta begin at `momenta[offset]` passes.
    public boolean pass(double[] momenta, int offset, int gluons) {
        int first = offset + 12;
        for (int at = offset + 8; at < first + 4 * gluons; at += 4) {
            double px = momenta[at + 1];
            double py = momenta[at + 2];
            if (px * px + py * py <= ptMin * ptMin) {
                return false;
            }
        }
        for (int i = 0; i < gluons; i++) {
            if (Math.abs(rapidity(momenta, first + 4 * i)) >= rapidityMax) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                if (distance(momenta, first + 4 * i, first + 4 * j) <= deltaRMin) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double rapidity(double[] p, int at) {
        return 0.5 * Math.log((p[at] + p[at + 3]) / (p[at] - p[at + 3]));
    }

    private static double distance(double[] p, int i, int j) {
        double phi = Math.atan2(p[i + 2], p[i + 1]) - Math.atan2(p[j + 2], p[j + 1]);
        return Angles.distance(rapidity(p, i) - rapidity(p, j), phi);
    }
}

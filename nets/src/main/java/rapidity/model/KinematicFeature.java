package rapidity.model;

import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;

/// A number that says how a constituent lies in its jet, from four-momenta in GeV. The jet is the sum of its
/// constituents.
///
/// Arguments of logarithms, and the transverse momentum in a pseudorapidity, are at least 1e-10 GeV, so every number
/// is finite.
///
/// @source lorentz-gatr and tagger-quantization, embedding of jets; Qu et al., arXiv:2202.03772, Table 2
/// @departs the pseudorapidity is `asinh(pz / pt)`, which loses nothing for forward constituents, for `artanh(pz /
/// |p|)`
public enum KinematicFeature {
    /// `ln pt`
    LOG_PT,
    /// `ln E`
    LOG_E,
    /// `ln (pt / pt_jet)`
    LOG_PT_FRACTION,
    /// `ln (E / E_jet)`
    LOG_E_FRACTION,
    /// `phi - phi_jet`, in [-pi, pi)
    DELTA_PHI,
    /// `-(eta - eta_jet)`
    DELTA_ETA,
    /// `sqrt(delta phi^2 + delta eta^2)`
    DELTA_R;

    private static final double SMALLEST = 1e-10;

    double of(FourVector p, FourVector jet) {
        return switch (this) {
            case LOG_PT -> log(p.pt());
            case LOG_E -> log(p.e());
            case LOG_PT_FRACTION -> log(p.pt()) - log(jet.pt());
            case LOG_E_FRACTION -> log(p.e()) - log(jet.e());
            case DELTA_PHI -> p.deltaPhi(jet);
            case DELTA_ETA -> eta(jet) - eta(p);
            case DELTA_R -> Math.hypot(p.deltaPhi(jet), eta(p) - eta(jet));
        };
    }

    private static double log(double x) {
        return StrictMath.log(Math.max(x, SMALLEST));
    }

    private static double eta(FourVector p) {
        return Angles.pseudorapidity(Math.max(p.pt(), SMALLEST), p.pz());
    }
}

package rapidity.sampling;

import rapidity.matrixelement.QuarkFlavour;
import rapidity.matrixelement.StandardModel;

/// What a sample of events depends on besides process and seed.
///
/// @param model masses and couplings
/// @param flavour flavour of the quark
/// @param rootS centre-of-mass energy of the protons in GeV
/// @param cuts what an event must fulfil
/// @param pilotTrials trials that find the largest weight
/// @param quantile the share of the pilot's weights, zeros apart, that lies below the largest weight of the production
public record SamplingSettings(
        StandardModel model, QuarkFlavour flavour, double rootS, FiducialCuts cuts, long pilotTrials, double quantile) {

    /// u quarks at 13 TeV, default parameters and cuts, a million pilot trials, 99.9 %.
    public static final SamplingSettings DEFAULT = new SamplingSettings(
            StandardModel.DEFAULT, QuarkFlavour.UP, 13_000, FiducialCuts.DEFAULT, 1_000_000, 0.999);

    /// @throws IllegalArgumentException if the energy is below the mass of the Z, there are no trials, or the quantile
    ///     is not within (0, 1]
    public SamplingSettings {
        if (!(rootS > 2 * model.zMass())) {
            throw new IllegalArgumentException("the energy of the protons is too low: " + rootS + " GeV");
        }
        if (pilotTrials < 1) {
            throw new IllegalArgumentException("expected at least one pilot trial, got " + pilotTrials);
        }
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("expected a quantile within (0, 1], got " + quantile);
        }
    }

    /// The same with another number of pilot trials.
    public SamplingSettings withPilotTrials(long trials) {
        return new SamplingSettings(model, flavour, rootS, cuts, trials, quantile);
    }
}

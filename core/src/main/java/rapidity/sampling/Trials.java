package rapidity.sampling;

import rapidity.random.RandomStream;

/// Draws points of phase space, one trial after another, each with the weight that it has for the density B instead of
/// abs(M)^2:
///
/// ```
/// v = W F B / (2 x_a x_b S)      F = u(x_a) ubar(x_b) + ubar(x_a) u(x_b)
/// ```
///
/// in GeV^-2. One term of F, twice, is taken at random: it says which proton the quark comes from.
final class Trials {
    private final int gluons;
    private final SamplingSettings settings;
    private final HadronicPhaseSpace phaseSpace;
    private final PartonDensities partons = new StandInPartonDensities();
    private final LeadingColourDensity density;
    private final double[] momenta;
    private double value;

    Trials(int gluons, SamplingSettings settings, HadronicPhaseSpace.Density map) {
        this.gluons = gluons;
        this.settings = settings;
        FiducialCuts cuts = settings.cuts();
        phaseSpace = new HadronicPhaseSpace(
                gluons, map, settings.rootS(), settings.model().zMass(), cuts.ptMin(), cuts.rapidityMax());
        density = new LeadingColourDensity(gluons, settings.flavour(), settings.model());
        momenta = new double[4 * (gluons + 3)];
    }

    /// The weight v of the next trial; 0 if its point is outside of phase space or cuts.
    double next(RandomStream random) {
        double weight = phaseSpace.draw(random, momenta);
        if (weight == 0 || !settings.cuts().pass(momenta, 0, gluons)) {
            return 0;
        }
        if (random.nextDouble() < 0.5) {
            exchangeBeams();
        }
        double rootS = settings.rootS();
        double quark = 2 * momenta[0] / rootS;
        double antiquark = 2 * momenta[4] / rootS;
        value = density.value(momenta, 0);
        double flux = 2 * partons.quark(quark) * partons.antiquark(antiquark) / (2 * quark * antiquark * rootS * rootS);
        return weight * flux * value;
    }

    private void exchangeBeams() {
        double energy = momenta[0];
        momenta[0] = momenta[4];
        momenta[3] = -momenta[4];
        momenta[4] = energy;
        momenta[7] = energy;
    }

    /// The momenta of the last trial with a weight, overwritten by the next.
    double[] momenta() {
        return momenta;
    }

    /// B of that trial.
    double density() {
        return value;
    }
}

package rapidity.jets;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import rapidity.jets.JetPair.Coordinates;

/// How anomalous a jet is, by what an autoencoder made of it: the 21 scores of the published evaluation, the energy
/// mover's distance, and the mass of the jet alone, which needs no network and is the reference that a score has to
/// beat. Larger is more anomalous.
///
/// @source arXiv:2212.07347
/// @departs the published code, run in batches, gives 0 for all scores with Chamfer and Hungarian distances, because it
///     compares each jet with itself; these are what it means. Its Hungarian scores use the inverse of the permutation
///     found, and its score of the jet in polar coordinates those of Cartesian ones.
public enum AnomalyScore {
    /// Nearest particles, (E, px, py, pz).
    CHAMFER_CARTESIAN(p -> p.chamfer(Coordinates.CARTESIAN)),
    /// Nearest particles, (E, pt, eta, phi).
    CHAMFER_POLAR(p -> p.chamfer(Coordinates.POLAR)),
    /// Nearest particles, (E, px, py, pz) as the network sees them: the main score of the paper.
    CHAMFER_NORMALISED_CARTESIAN(p -> p.chamfer(Coordinates.NORMALISED_CARTESIAN)),
    /// Nearest particles, (E, pt, eta, phi) of the momenta that the network sees.
    CHAMFER_NORMALISED_POLAR(p -> p.chamfer(Coordinates.NORMALISED_POLAR)),
    /// Nearest particles, (pt, eta, phi) relative to the jet.
    CHAMFER_RELATIVE_POLAR(p -> p.chamfer(Coordinates.RELATIVE_POLAR)),
    /// Nearest particles, by the square of the metric.
    CHAMFER_LORENTZ(p -> p.chamfer(Coordinates.LORENTZ)),
    /// Cheapest assignment, (E, px, py, pz).
    HUNGARIAN_CARTESIAN(p -> p.hungarian(Coordinates.CARTESIAN)),
    /// Cheapest assignment, (E, pt, eta, phi).
    HUNGARIAN_POLAR(p -> p.hungarian(Coordinates.POLAR)),
    /// Cheapest assignment, (E, px, py, pz) as the network sees them.
    HUNGARIAN_NORMALISED_CARTESIAN(p -> p.hungarian(Coordinates.NORMALISED_CARTESIAN)),
    /// Cheapest assignment, (E, pt, eta, phi) of the momenta that the network sees.
    HUNGARIAN_NORMALISED_POLAR(p -> p.hungarian(Coordinates.NORMALISED_POLAR)),
    /// Cheapest assignment, (pt, eta, phi) relative to the jet.
    HUNGARIAN_RELATIVE_POLAR(p -> p.hungarian(Coordinates.RELATIVE_POLAR)),
    /// Cheapest assignment by the square of the metric, partners compared by the Euclidean one.
    HUNGARIAN_LORENTZ(p -> p.hungarian(Coordinates.LORENTZ)),
    /// Particles in the given order, (E, px, py, pz).
    MSE_CARTESIAN(p -> p.inOrder(Coordinates.CARTESIAN)),
    /// Particles in the given order, (E, pt, eta, phi).
    MSE_POLAR(p -> p.inOrder(Coordinates.POLAR)),
    /// Particles in the given order, (E, px, py, pz) as the network sees them.
    MSE_NORMALISED_CARTESIAN(p -> p.inOrder(Coordinates.NORMALISED_CARTESIAN)),
    /// Particles in the given order, (E, pt, eta, phi) of the momenta that the network sees.
    MSE_NORMALISED_POLAR(p -> p.inOrder(Coordinates.NORMALISED_POLAR)),
    /// Particles in the given order, (pt, eta, phi) relative to the jet.
    MSE_RELATIVE_POLAR(p -> p.inOrder(Coordinates.RELATIVE_POLAR)),
    /// Particles in the given order, by the square of the metric.
    MSE_LORENTZ(p -> p.inOrder(Coordinates.LORENTZ)),
    /// The jets, (E, px, py, pz).
    JET_CARTESIAN(p -> p.ofJets(Coordinates.CARTESIAN)),
    /// The jets, (E, pt, eta, phi).
    JET_POLAR(p -> p.ofJets(Coordinates.POLAR)),
    /// The jets, by the square of the metric.
    JET_LORENTZ(p -> p.ofJets(Coordinates.LORENTZ)),
    /// Optimal transport in relative polar coordinates.
    ENERGY_MOVERS(JetPair::energyMovers),
    /// The mass of the jet, without its reconstruction.
    JET_MASS(JetPair::mass);

    private final ToDoubleFunction<JetPair> score;

    AnomalyScore(ToDoubleFunction<JetPair> score) {
        this.score = score;
    }

    /// The score of one jet.
    public double of(JetPair jets) {
        return score.applyAsDouble(jets);
    }

    /// Its name in recipes and reports, such as `chamfer-normalised-cartesian`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

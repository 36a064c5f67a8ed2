package rapidity.loss;

import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;
import rapidity.metrics.EnergyMoversDistance;

/// The energy mover's distance as a loss: exact optimal transport of the transverse momenta of one jet to those of the
/// other, in coordinates relative to the target jet, with the gradient of the cheapest plan (the envelope theorem).
///
/// @param radius R: what is further away costs more than a difference of transverse momenta; JetNet has 1
/// @source Komiske, Metodiev, Thaler, arXiv:1902.02346, Eq. 1; Kansal et al., arXiv:2106.11535
/// @departs the published code of the autoencoder swaps pt and phi, and JetNet solves a regularised quadratic programme
public record EnergyMovers(double radius) implements ReconstructionLoss {
    /// With R = 1.
    public static final EnergyMovers OF_UNIT_RADIUS = new EnergyMovers(1);

    /// @throws IllegalArgumentException if the radius is not positive
    public EnergyMovers {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("the radius of an energy mover's distance is positive, got " + radius);
        }
    }

    /// 0 for two jets of padding. If only the target is one, transverse momenta are divided by 1e-16.
    ///
    /// @throws IllegalArgumentException if there are not 4 components
    @Override
    public double ofJet(double[] reconstructed, double[] target, int components, double[] gradient) {
        if (components != 4) {
            throw new IllegalArgumentException(
                    "momenta (E, px, py, pz) have energies to move, not " + components + " components");
        }
        FourVector jet = PolarFeatures.jet(target);
        double[] x = PolarFeatures.relative(reconstructed, jet);
        double[] y = PolarFeatures.relative(target, jet);
        EnergyMoversDistance d = EnergyMoversDistance.of(x, y, radius);
        JetCoordinates.RELATIVE_POLAR.addGradient(reconstructed, jet, d.gradient(), gradient);
        return d.value();
    }
}

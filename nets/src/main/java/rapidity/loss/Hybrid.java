package rapidity.loss;

/// Chamfer and energy mover's distance together.
///
/// ```
/// chamferWeight * chamfer + energy movers
/// ```
///
/// @param chamferWeight of the Chamfer loss
/// @source arXiv:2212.07347; the published code's option `hybrid`
public record Hybrid(double chamferWeight, Chamfer chamfer, EnergyMovers energyMovers) implements ReconstructionLoss {
    /// @throws IllegalArgumentException if the weight is negative or not finite
    public Hybrid {
        if (!(chamferWeight >= 0) || Double.isInfinite(chamferWeight)) {
            throw new IllegalArgumentException("the weight of the Chamfer loss is 0 or positive, got " + chamferWeight);
        }
    }

    /// Without a term for the jet, and with R = 1.
    public static Hybrid of(double chamferWeight) {
        return new Hybrid(chamferWeight, Chamfer.OF_PARTICLES, EnergyMovers.OF_UNIT_RADIUS);
    }

    @Override
    public double ofJet(double[] reconstructed, double[] target, int components, double[] gradient) {
        double[] slopes = new double[gradient.length];
        double ofParticles = chamfer.ofJet(reconstructed, target, components, slopes);
        for (int i = 0; i < slopes.length; i++) {
            gradient[i] += chamferWeight * slopes[i];
        }
        return chamferWeight * ofParticles + energyMovers.ofJet(reconstructed, target, components, gradient);
    }
}

package rapidity.loss;

import rapidity.metrics.ChamferDistance;
import rapidity.metrics.PairCosts;

/// The Chamfer loss of LGAE-Min-Max: each particle is compared with the nearest one of the other jet, so the order of
/// the particles does not matter.
///
/// ```
/// ( sum_i min_j |x_i - y_j|^2 + sum_j min_i |x_i - y_j|^2 ) / 2    +    jetWeight mean_c ( sum_i x_ic - sum_i y_ic )^2
/// ```
///
/// It is not Lorentz invariant: distances are Euclidean over the components.
///
/// @param jetWeight of the term that compares the summed momenta, 0 for none
/// @source arXiv:2212.07347
/// @departs the published code's option `chamfer_jet_features` adds the jet term as a mean over a batch to a sum over
///     the batch: that is a `jetWeight` of 1 / batch. The published code of GNNAE returns the jet term alone.
public record Chamfer(double jetWeight) implements ReconstructionLoss {
    /// Without a term for the jet.
    public static final Chamfer OF_PARTICLES = new Chamfer(0);

    /// @throws IllegalArgumentException if the weight is negative or not finite
    public Chamfer {
        if (!(jetWeight >= 0) || Double.isInfinite(jetWeight)) {
            throw new IllegalArgumentException("the weight of the jet term is 0 or positive, got " + jetWeight);
        }
    }

    @Override
    public double ofJet(double[] reconstructed, double[] target, int components, double[] gradient) {
        ChamferDistance d = ChamferDistance.of(PairCosts.squared(reconstructed, target, components));
        int particles = target.length / components;
        for (int p = 0; p < particles; p++) {
            for (int c = 0; c < components; c++) {
                int i = d.nearestRow(p) * components + c;
                gradient[i] += reconstructed[i] - target[p * components + c];
                i = p * components + c;
                gradient[i] += reconstructed[i] - target[d.nearestColumn(p) * components + c];
            }
        }
        return d.halfSum() + (jetWeight == 0 ? 0 : jetTerm(reconstructed, target, components, gradient));
    }

    private double jetTerm(double[] reconstructed, double[] target, int components, double[] gradient) {
        double sum = 0;
        for (int c = 0; c < components; c++) {
            double difference = 0;
            for (int i = c; i < target.length; i += components) {
                difference += reconstructed[i] - target[i];
            }
            sum += difference * difference;
            for (int i = c; i < target.length; i += components) {
                gradient[i] += 2 * jetWeight / components * difference;
            }
        }
        return jetWeight / components * sum;
    }
}

package rapidity.loss;

import java.util.Arrays;
import rapidity.engine.Tensor;
import rapidity.engine.ValueAndGradient;

/// How much a reconstructed jet differs from the jet itself. Computed in float64 whatever the network's precision; the
/// gradient comes with the value.
///
/// Every slot takes part, that of padding as the particle (0, 0, 0, 0).
///
/// @departs the published losses are sums over the batch (Chamfer, EMD) or means over it (MSE, Hungarian); here all are
///     sums over jets, and whoever knows the batch divides. With an optimiser that ignores the scale of the gradient,
///     as Adam nearly does, only the weight beside a regularisation differs.
public sealed interface ReconstructionLoss permits Chamfer, OrderedSquares, Hungarian, EnergyMovers, Hybrid {
    /// The loss of one jet.
    ///
    /// @param reconstructed finite numbers, one particle after another
    /// @param target as many
    /// @param components numbers of each particle
    /// @param gradient of the loss with respect to the reconstruction is added to this
    double ofJet(double[] reconstructed, double[] target, int components, double[] gradient);

    /// The sum of the losses of several jets, a number on the tape of the reconstruction. NaN if a component of the
    /// reconstruction is not finite, so that training stops and keeps the batch.
    ///
    /// @param reconstruction `[jets, particles, components]`
    /// @param target as many numbers, row-major
    /// @throws IllegalArgumentException if the sizes differ, or with jet and particle if the target is not finite
    default Tensor sum(Tensor reconstruction, double[] target) {
        if (reconstruction.shape().rank() != 3 || reconstruction.shape().size() != target.length) {
            throw new IllegalArgumentException("a reconstruction of shape [jets, particles, components] with as many"
                    + " numbers of the target expected, got " + reconstruction.shape() + " and " + target.length);
        }
        int components = reconstruction.shape().axis(2);
        int size = reconstruction.shape().axis(1) * components;
        double[] values = reconstruction.toArray();
        double[] gradient = new double[values.length];
        double[] ofJet = new double[size];
        double sum = 0;
        for (int from = 0; from < values.length; from += size) {
            double[] x = Arrays.copyOfRange(values, from, from + size);
            double[] y = Arrays.copyOfRange(target, from, from + size);
            requireFinite(y, from / size, components);
            if (!Arrays.stream(x).allMatch(Double::isFinite)) {
                sum = Double.NaN;
                continue;
            }
            Arrays.fill(ofJet, 0);
            sum += ofJet(x, y, components, ofJet);
            System.arraycopy(ofJet, 0, gradient, from, size);
        }
        return new ValueAndGradient(sum, gradient).at(reconstruction);
    }

    private static void requireFinite(double[] target, int jet, int components) {
        for (int k = 0; k < target.length; k++) {
            if (!Double.isFinite(target[k])) {
                throw new IllegalArgumentException("jet " + jet + " of the target: component " + k % components
                        + " of particle " + k / components + " is " + target[k]);
            }
        }
    }
}

package rapidity.loss;

/// The mean squared error of LGAE-Mix: each particle is compared with the one in the same slot, so the order matters.
///
/// ```
/// mean over particles and components of (x - y)^2
/// ```
///
/// @source arXiv:2212.07347
public record OrderedSquares() implements ReconstructionLoss {
    @Override
    public double ofJet(double[] reconstructed, double[] target, int components, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double d = reconstructed[i] - target[i];
            sum += d * d;
            gradient[i] += 2 * d / target.length;
        }
        return sum / target.length;
    }
}

package rapidity.loss;

import rapidity.engine.Tensor;

/// Mean squared error, as a sum that whoever knows the size of the batch divides by it:
///
/// ```
/// sum over events of (predicted - target)^2
/// ```
public final class MeanSquaredError {
    private MeanSquaredError() {}

    /// @return one number
    /// @throws IllegalArgumentException if the shapes differ
    public static Tensor sum(Tensor predicted, Tensor target) {
        if (!predicted.shape().equals(target.shape())) {
            throw new IllegalArgumentException(
                    "predictions have shape " + predicted.shape() + ", targets " + target.shape());
        }
        Tensor difference = predicted.minus(target);
        return difference.times(difference).sum();
    }
}

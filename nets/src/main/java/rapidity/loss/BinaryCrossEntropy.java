package rapidity.loss;

import rapidity.engine.Tensor;

/// Binary cross-entropy of logits, as a sum that whoever knows the size of the batch divides by it:
///
/// ```
/// sum of ln(1 + e^z) - y z = (z + |z|) / 2 - y z + ln(1 + e^-|z|)
/// ```
///
/// The second form overflows for no logit, and its gradient is `sigmoid(z) - y` everywhere, 0 included.
public final class BinaryCrossEntropy {
    private BinaryCrossEntropy() {}

    /// @param logits z, of any shape
    /// @param targets y, 0 or 1 or a probability between
    /// @return one number
    /// @throws IllegalArgumentException if the shapes differ
    public static Tensor sum(Tensor logits, Tensor targets) {
        if (!logits.shape().equals(targets.shape())) {
            throw new IllegalArgumentException("logits have shape " + logits.shape() + ", targets " + targets.shape());
        }
        Tensor size = logits.abs();
        Tensor rest = size.negate().exp().plus(1).log();
        return logits.plus(size)
                .times(0.5)
                .minus(logits.times(targets))
                .plus(rest)
                .sum();
    }
}

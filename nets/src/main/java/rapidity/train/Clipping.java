package rapidity.train;

/// What is done about large gradients. Either number may be infinite.
///
/// @param norm a gradient whose norm is larger is scaled down to it
/// @param skipAbove after the first thousand steps, an update whose gradient norm is larger is left out
public record Clipping(double norm, double skipAbove) {
    /// Nothing.
    public static final Clipping NONE = new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final long FIRST_SKIPPED_STEP = 1001;

    /// Against division by zero, as in PyTorch's `clip_grad_norm_`.
    private static final double EPSILON = 1e-6;

    public Clipping {
        if (!(norm > 0) || !(skipAbove > 0)) {
            throw new IllegalArgumentException("gradient norms must be positive, got " + norm + " and " + skipAbove);
        }
    }

    /// Only the norm.
    public static Clipping of(double norm) {
        return new Clipping(norm, Double.POSITIVE_INFINITY);
    }

    /// What the gradient is multiplied by.
    double factor(double gradientNorm) {
        return Math.min(1, norm / (gradientNorm + EPSILON));
    }

    /// @param step 0 at the first
    boolean skips(long step, double gradientNorm) {
        return step >= FIRST_SKIPPED_STEP && gradientNorm > skipAbove;
    }
}

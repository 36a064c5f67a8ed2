package rapidity.train;

import rapidity.engine.Buffer;
import rapidity.engine.Ops;
import rapidity.engine.Parameter;
import rapidity.engine.Weights;

/// What large weights add to the loss of a step, beside the loss of its events, their mean or their sum. It is part of
/// the gradient, not of the losses that are logged and validated.
///
/// ```
/// l1 sum |w| + l2 sum w^2        over all trainable weights
/// ```
///
/// With l1 > 0 an optimiser that ignores the scale of the gradient, such as Adam, moves weights that the loss does not
/// depend on towards 0 at its full rate.
public record Regularisation(double l1, double l2) {
    /// Nothing.
    public static final Regularisation NONE = new Regularisation(0, 0);

    /// @throws IllegalArgumentException if a factor is negative or not finite
    public Regularisation {
        if (!(l1 >= 0 && l2 >= 0) || Double.isInfinite(l1 + l2)) {
            throw new IllegalArgumentException("factors of regularisation are 0 or positive, got " + l1 + " and " + l2);
        }
    }

    /// Adds `l1 sign(w) + 2 l2 w`; the sign of 0 is 0.
    void addGradient(Weights weights, Ops ops, Buffer gradient) {
        if (equals(NONE)) {
            return;
        }
        for (Parameter p : weights.parameters()) {
            if (p.trainable()) {
                double[] w = weights.read(p);
                for (int i = 0; i < w.length; i++) {
                    w[i] = l1 * Math.signum(w[i]) + 2 * l2 * w[i];
                }
                Buffer slope = ops.allocate(w.length);
                ops.write(w, slope, 0);
                ops.addInto(slope, gradient, p.offset(), w.length);
                ops.release(slope);
            }
        }
    }
}

package rapidity.train;

import rapidity.engine.Buffer;
import rapidity.engine.Ops;
import rapidity.engine.Weights;

/// What large weights cost, in training only:
///
/// ```
/// l1 sum |w| + l2 sum w^2        over all weights, those that nothing depends on too
/// ```
///
/// @source arXiv:2212.07347, the published code: `l1_lambda`, `l2_lambda`
public record WeightPenalty(double l1, double l2) {
    /// None.
    public static final WeightPenalty NONE = new WeightPenalty(0, 0);

    /// @throws IllegalArgumentException if a factor is negative or not finite
    public WeightPenalty {
        if (!(l1 >= 0) || !(l2 >= 0) || !Double.isFinite(l1 + l2)) {
            throw new IllegalArgumentException("a penalty of " + l1 + " |w| and " + l2 + " w^2");
        }
    }

    /// Adds its gradient.
    void addTo(Buffer gradient, Weights weights) {
        if (l1 == 0 && l2 == 0) {
            return;
        }
        Ops ops = weights.engine().ops();
        double[] w = new double[weights.size()];
        double[] g = new double[weights.size()];
        ops.read(weights.values(), 0, w);
        ops.read(gradient, 0, g);
        for (int i = 0; i < w.length; i++) {
            g[i] += l1 * Math.signum(w[i]) + 2 * l2 * w[i];
        }
        ops.write(g, gradient, 0);
    }
}

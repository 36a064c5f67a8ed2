package rapidity.layer.clifford;

import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tensor;

/// Norm of multivector channels, by the mean size of all channels:
///
/// ```
/// y_m = a_m x_m / ( mean over n of |q(x_n)|^(1/2) + 1e-6 ),      |q|^(1/2) = (q^2 + 1e-16)^(1/4),     a = 1 at first
/// ```
///
/// with the quadratic form q(x) = <x, x> of all grades together.
///
/// @source Ruhe, Brandstetter, Forre, arXiv:2305.11141
public final class GradeNorm {
    private static final double LEAST_SIZE = 1e-6;
    private static final double LEAST_SQUARE = 1e-16;

    private final Parameter gain;

    public GradeNorm(Params p, int channels) {
        gain = p.constant("a", 1, channels, 1);
    }

    /// @param x `[16, channels, rows]`
    public Tensor apply(Tensor x) {
        Tensor q = Grades.squares(x).sum(0);
        Tensor size = q.times(q).plus(LEAST_SQUARE).sqrt().sqrt().mean(0).plus(LEAST_SIZE);
        return x.dividedBy(size).times(x.tape().parameter(gain));
    }
}

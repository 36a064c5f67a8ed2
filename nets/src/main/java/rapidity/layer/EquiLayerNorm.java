package rapidity.layer;

import java.util.function.UnaryOperator;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.NormGains;
import rapidity.engine.Params;

/// Equivariant layer norm of each token's multivectors x_1 .. x_C and scalars s:
///
/// ```
/// x_c := x_c / sqrt(max(n, 0.01)),   n = 1/C sum over c and grades g of |<x_c>_g^2|
/// s   := (s - mean(s)) / sqrt(var(s) + 1e-5)
/// ```
///
/// The absolute value per grade keeps n from vanishing where contributions of opposite sign meet; it is 0 for
/// light-like vectors all the same, where the maximum decides.
///
/// @source arXiv:2405.14806, Sec. 3.1
/// @departs the paper adds 0.01 under the root; the Python code takes the maximum, and so does this
public final class EquiLayerNorm {
    private final UnaryOperator<Multivectors> norm;

    private EquiLayerNorm(UnaryOperator<Multivectors> norm) {
        this.norm = norm;
    }

    /// Without parameters.
    public static EquiLayerNorm plain() {
        return new EquiLayerNorm(Multivectors::norm);
    }

    /// With a gain for each grade of each multivector channel, `weight_mv`, and for each scalar, `weight_s`.
    ///
    /// @source lgatr 2.0, norm_elementwise_affine
    public static EquiLayerNorm withGains(Params p, Channels width) {
        NormGains gains = NormGains.ofGrades(
                p,
                width,
                p.constant("weight_mv", 1, width.multivectors(), SpacetimeAlgebra.GRADES),
                p.constant("weight_s", 1, width.scalars()));
        return new EquiLayerNorm(x -> x.norm(gains));
    }

    public Multivectors apply(Multivectors x) {
        return norm.apply(x);
    }
}

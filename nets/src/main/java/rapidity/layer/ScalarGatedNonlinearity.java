package rapidity.layer;

import rapidity.engine.Multivectors;

/// Scalar-gated nonlinearity: scalars `f(s)`, multivectors `f(x_0) x` with x_0 the scalar component of x.
///
/// @source arXiv:2405.14806, Sec. 3.1
/// @param function f
/// @param scalarGelu the form of GELU on scalars; the gate has the tanh form
public record ScalarGatedNonlinearity(Nonlinearity function, GeluForm scalarGelu) {
    public Multivectors apply(Multivectors x) {
        return x.gate(function.onScalars(scalarGelu), function.gate());
    }
}

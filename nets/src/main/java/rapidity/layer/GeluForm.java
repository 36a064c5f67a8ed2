package rapidity.layer;

import rapidity.engine.kernel.Unary;

/// The two functions that go by the name of GELU. They differ by up to 5e-4.
///
/// @source Hendrycks, Gimpel, arXiv:1606.08415
public enum GeluForm {
    /// `0.5 x (1 + erf(x / sqrt 2))`: lgatr 1.x on scalars.
    EXACT(Unary.GELU),

    /// `0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))`: lgatr 2.0 on scalars, and every gate.
    TANH(Unary.GELU_TANH);

    private final Unary function;

    GeluForm(Unary function) {
        this.function = function;
    }

    Unary function() {
        return function;
    }
}

package rapidity.layer;

import rapidity.engine.kernel.Unary;

/// The function of a gated nonlinearity.
public enum Nonlinearity {
    RELU(Unary.RELU),
    SIGMOID(Unary.SIGMOID),
    /// As a gate always in its tanh form; on scalars in either, see [GeluForm].
    GELU(Unary.GELU_TANH),
    SILU(Unary.SILU),
    TANH(Unary.TANH);

    private final Unary gate;

    Nonlinearity(Unary gate) {
        this.gate = gate;
    }

    /// The factor of a multivector, as a function of its scalar component.
    Unary gate() {
        return gate;
    }

    /// The function of scalars.
    public Unary onScalars(GeluForm form) {
        return this == GELU ? form.function() : gate;
    }
}

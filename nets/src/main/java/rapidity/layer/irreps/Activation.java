package rapidity.layer.irreps;

import rapidity.engine.kernel.Unary;

/// Functions between the linear maps of a scalar MLP.
public enum Activation {
    /// `x` above zero, `0.01 x` below.
    LEAKY_RELU(Unary.LEAKY_RELU),

    /// `max(x, 0)`.
    RELU(Unary.RELU),

    /// `x` above zero, `exp(x) - 1` below.
    ELU(Unary.ELU),

    /// `1 / (1 + exp(-x))`.
    SIGMOID(Unary.SIGMOID),

    /// `-ln(1 + exp(-x))`.
    LOG_SIGMOID(Unary.LOG_SIGMOID),

    /// `arctan x`.
    ARCTAN(Unary.ARCTAN);

    private final Unary function;

    Activation(Unary function) {
        this.function = function;
    }

    Unary function() {
        return function;
    }
}

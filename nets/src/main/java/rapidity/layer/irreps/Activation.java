package rapidity.layer.irreps;

/// Functions between the linear maps of a scalar MLP.
public enum Activation {
    /// `x` above zero, `0.01 x` below.
    LEAKY_RELU,

    /// `max(x, 0)`.
    RELU,

    /// `x` above zero, `exp(x) - 1` below.
    ELU,

    /// `1 / (1 + exp(-x))`.
    SIGMOID,

    /// `-ln(1 + exp(-x))`.
    LOG_SIGMOID,

    /// `arctan x`.
    ARCTAN
}

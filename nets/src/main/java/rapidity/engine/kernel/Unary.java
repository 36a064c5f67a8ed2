package rapidity.engine.kernel;

/// Functions of one number.
public enum Unary {
    NEGATE,
    RECIPROCAL,
    ABS,
    /// -1, 0 or 1.
    SIGN,
    /// 1 where x > 0, else 0.
    STEP,
    SQRT,
    EXP,
    LOG,
    SIN,
    COS,
    TANH,
    /// 1 / (1 + exp(-x)).
    SIGMOID,
    /// -ln(1 + exp(-x)).
    LOG_SIGMOID,
    ARCTAN,
    ERF,
    /// max(x, 0).
    RELU,
    /// x where x > 0, else 0.01 x.
    LEAKY_RELU,
    /// x where x > 0, else exp(x) - 1.
    ELU,
    /// x sigmoid(x).
    SILU,
    /// 0.5 x (1 + erf(x / sqrt 2)).
    GELU,
    /// 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).
    GELU_TANH
}

package rapidity.engine.torch;

import rapidity.engine.kernel.Unary;

/// Functions of one number and their derivatives, as [rapidity.engine.kernel.Elementary] defines them.
record Functions(Torch torch) {
    private static final double LEAK = 0.01;
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    /// `f(x)`.
    Value value(Unary f, Value x) {
        return switch (f) {
            case NEGATE -> torch.call("neg", x);
            case RECIPROCAL -> torch.call("reciprocal", x);
            case ABS -> torch.call("abs", x);
            case SIGN -> torch.call("sign", x);
            case STEP -> step(x);
            case SQRT -> torch.call("sqrt", x);
            case EXP -> torch.call("exp", x);
            case LOG -> torch.call("log", x);
            case SIN -> torch.call("sin", x);
            case COS -> torch.call("cos", x);
            case TANH -> torch.call("tanh", x);
            case SIGMOID -> torch.call("sigmoid", x);
            case LOG_SIGMOID -> torch.call("log_sigmoid", x);
            case ARCTAN -> torch.call("atan", x);
            case ERF -> torch.call("erf", x);
            case RELU -> torch.call("relu", x);
            case LEAKY_RELU -> leaky(x, LEAK);
            case ELU -> torch.plus(torch.call("relu", x), torch.call("expm1", negativePart(x)));
            case SILU -> torch.call("silu", x);
            case GELU -> torch.call("gelu", x, "none");
            case GELU_TANH -> torch.call("gelu", x, "tanh");
        };
    }

    /// 1 where x > 0, else 0.
    Value step(Value x) {
        return torch.call("heaviside", x, torch.constant(0));
    }

    /// x where x > 0, else `slope x`, for slopes up to 1.
    Value leaky(Value x, double slope) {
        return torch.call("maximum", x, torch.times(x, slope));
    }

    private Value negativePart(Value x) {
        return torch.call("neg", torch.call("relu", torch.call("neg", x)));
    }

    /// `dy f'(x)`.
    Value gradient(Unary f, Value x, Value dy) {
        return switch (f) {
            case NEGATE -> torch.call("neg", dy);
            case RECIPROCAL -> torch.times(torch.times(dy, square(value(f, x))), -1);
            case ABS -> torch.times(dy, torch.call("sign", x));
            case SIGN, STEP -> torch.times(dy, torch.constant(0));
            case SQRT -> torch.times(torch.call("div.Tensor", dy, value(f, x)), 0.5);
            case EXP -> torch.times(dy, value(f, x));
            case LOG -> torch.call("div.Tensor", dy, x);
            case SIN -> torch.times(dy, torch.call("cos", x));
            case COS -> torch.times(torch.times(dy, torch.call("sin", x)), -1);
            case TANH -> torch.call("tanh_backward", dy, value(f, x));
            case SIGMOID -> torch.call("sigmoid_backward", dy, value(f, x));
            case LOG_SIGMOID -> torch.times(dy, torch.call("sigmoid", torch.call("neg", x)));
            case ARCTAN -> torch.call("div.Tensor", dy, torch.plus(square(x), 1));
            case ERF -> torch.times(torch.times(dy, torch.call("exp", torch.times(square(x), -1))), TWO_OVER_ROOT_PI);
            case RELU -> torch.times(dy, step(x));
            case LEAKY_RELU -> leakyGradient(x, dy, LEAK);
            case ELU -> torch.times(dy, torch.call("exp", negativePart(x)));
            case SILU -> torch.call("silu_backward", dy, x);
            case GELU -> torch.call("gelu_backward", dy, x, "none");
            case GELU_TANH -> torch.call("gelu_backward", dy, x, "tanh");
        };
    }

    /// dy where x > 0, else `slope dy`.
    Value leakyGradient(Value x, Value dy, double slope) {
        return torch.times(dy, torch.plus(torch.times(step(x), 1 - slope), slope));
    }

    private Value square(Value x) {
        return torch.times(x, x);
    }
}

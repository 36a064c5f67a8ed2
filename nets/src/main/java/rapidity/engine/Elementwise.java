package rapidity.engine;

import rapidity.engine.kernel.Unary;

/// Functions of one number and their derivatives.
final class Elementwise {
    private static final double LEAK = 0.01;
    private static final double GELU_CUBIC = 0.044715;
    private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);

    private Elementwise() {}

    static Tensor apply(Unary f, Tensor x) {
        Tape tape = x.tape();
        int n = x.shape().size();
        Buffer y = tape.ops().unary(f, x.buffer(), n);
        return tape.record(y, x.shape(), x.isTracked(), g -> {
            if (tape.recording()) {
                tape.accumulate(x, g.times(derivative(f, x)));
            } else {
                Buffer dx = tape.ops().unaryGradient(f, x.buffer(), g.buffer(), n);
                tape.accumulate(x, tape.temporary(dx, x.shape()));
            }
        });
    }

    /// f'(x), in operations that can be differentiated again.
    static Tensor derivative(Unary f, Tensor x) {
        return switch (f) {
            case NEGATE -> x.tape().constant(-1, x.shape());
            case RECIPROCAL -> x.times(x).reciprocal().negate();
            case ABS -> x.sign();
            case SIGN, STEP -> x.tape().constant(0, x.shape());
            case SQRT -> x.sqrt().reciprocal().times(0.5);
            case EXP -> x.exp();
            case LOG -> x.reciprocal();
            case SIN -> x.cos();
            case COS -> x.sin().negate();
            case TANH -> square(x.tanh()).affine(-1, 1);
            case SIGMOID -> logistic(x.sigmoid());
            case ERF -> square(x).negate().exp().times(2 / Math.sqrt(Math.PI));
            case RELU -> x.step();
            case LEAKY_RELU -> x.step().affine(1 - LEAK, LEAK);
            case ELU -> x.negate().apply(Unary.RELU).negate().exp();
            case LOG_SIGMOID -> x.negate().sigmoid();
            case ARCTAN -> square(x).plus(1).reciprocal();
            case SILU -> x.sigmoid().plus(x.times(logistic(x.sigmoid())));
            case GELU -> normalDistribution(x).plus(x.times(normalDensity(x)));
            case GELU_TANH -> geluTanhDerivative(x);
        };
    }

    private static Tensor square(Tensor x) {
        return x.times(x);
    }

    private static Tensor logistic(Tensor s) {
        return s.times(s.affine(-1, 1));
    }

    private static Tensor normalDistribution(Tensor x) {
        return x.times(Math.sqrt(0.5)).apply(Unary.ERF).affine(0.5, 0.5);
    }

    private static Tensor normalDensity(Tensor x) {
        return square(x).times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI));
    }

    private static Tensor geluTanhDerivative(Tensor x) {
        Tensor t =
                x.plus(square(x).times(x).times(GELU_CUBIC)).times(GELU_SCALE).tanh();
        Tensor inner = square(x).affine(3 * GELU_CUBIC * GELU_SCALE, GELU_SCALE);
        return t.affine(0.5, 0.5)
                .plus(x.times(square(t).affine(-1, 1)).times(inner).times(0.5));
    }
}

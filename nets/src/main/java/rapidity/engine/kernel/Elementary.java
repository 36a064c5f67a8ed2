package rapidity.engine.kernel;

/// The functions of [Unary] and their derivatives, in float64: their definition for every kernel.
public final class Elementary {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double ROOT_HALF = Math.sqrt(0.5);

    /// The tanh form of gelu is `x / 2 (1 + tanh u)` with `u = ROOT_TWO_OVER_PI (x + CUBIC x^3)`.
    private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);

    private static final double CUBIC = 0.044715;

    /// erf(0), erf(1/2), .. erf(6); beyond, 1 - erf is less than half a unit in the last place of 1.
    private static final double[] ERF = {
        0,
        0.5204998778130465,
        0.8427007929497149,
        0.9661051464753108,
        0.9953222650189527,
        0.999593047982555,
        0.9999779095030014,
        0.9999992569016276,
        0.9999999845827421,
        0.9999999998033839,
        0.9999999999984626,
        0.9999999999999927,
        1
    };

    private static final double LEAK = 0.01;

    private Elementary() {}

    /// `f(x)`.
    public static double value(Unary f, double x) {
        return switch (f) {
            case NEGATE -> -x;
            case RECIPROCAL -> 1 / x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case STEP -> x > 0 ? 1 : 0;
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> sigmoid(x);
            case ERF -> erf(x);
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : LEAK * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case LOG_SIGMOID -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
            case ARCTAN -> Math.atan(x);
            case SILU -> x * sigmoid(x);
            case GELU -> x * normalProbability(x);
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(geluArgument(x)));
        };
    }

    /// `f'(x)`; 0 at the corners of abs, sign, step and relu, 0.01 at that of leaky relu.
    public static double derivative(Unary f, double x) {
        return switch (f) {
            case NEGATE -> -1;
            case RECIPROCAL -> -1 / (x * x);
            case ABS -> Math.signum(x);
            case SIGN, STEP -> 0;
            case SQRT -> 0.5 / Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LOG -> 1 / x;
            case SIN -> Math.cos(x);
            case COS -> -Math.sin(x);
            case TANH -> 1 - square(Math.tanh(x));
            case SIGMOID -> sigmoid(x) * sigmoid(-x);
            case ERF -> TWO_OVER_ROOT_PI * Math.exp(-x * x);
            case RELU -> x > 0 ? 1 : 0;
            case LEAKY_RELU -> x > 0 ? 1 : LEAK;
            case ELU -> Math.exp(Math.min(x, 0));
            case LOG_SIGMOID -> sigmoid(-x);
            case ARCTAN -> 1 / (1 + x * x);
            case SILU -> sigmoid(x) * (1 + x * sigmoid(-x));
            case GELU -> normalProbability(x) + x * 0.5 * ROOT_HALF * TWO_OVER_ROOT_PI * Math.exp(-0.5 * x * x);
            case GELU_TANH -> geluTanhDerivative(x);
        };
    }

    /// The error function, to two units in the last place of 1, from the nearest half-integer c = x - h:
    ///
    /// ```
    /// erf x = erf c + 2 / sqrt(pi) exp(-c^2) h sum_n u_n / (n + 1),   u_n the terms of exp(-2 c h - h^2):
    /// u_0 = 1,   u_n = -2 h (c u_(n-1) + h u_(n-2)) / n
    /// ```
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a > 0.5 * (ERF.length - 1)) {
            return Math.signum(x);
        }
        int node = (int) Math.rint(2 * a);
        double c = 0.5 * node;
        double h = a - c;
        double before = 0;
        double term = 1;
        double sum = 1;
        for (int n = 1; Math.abs(term) + Math.abs(before) > 0x1p-57; n++) {
            double next = -2 * h * (c * term + h * before) / n;
            before = term;
            term = next;
            sum += term / (n + 1);
        }
        return Math.copySign(ERF[node] + TWO_OVER_ROOT_PI * Math.exp(-c * c) * h * sum, x);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// Probability of a normal variable below x.
    private static double normalProbability(double x) {
        return 0.5 * (1 + erf(x * ROOT_HALF));
    }

    private static double geluArgument(double x) {
        return ROOT_TWO_OVER_PI * (x + CUBIC * x * x * x);
    }

    private static double geluTanhDerivative(double x) {
        double tanh = Math.tanh(geluArgument(x));
        double slope = ROOT_TWO_OVER_PI * (1 + 3 * CUBIC * x * x);
        return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * slope;
    }

    private static double square(double x) {
        return x * x;
    }
}

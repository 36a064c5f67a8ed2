package rapidity.flow;

/// An explicit Runge-Kutta method, as numbers:
///
/// ```
/// k_i = f(t + c_i h, y + h (a_i1 k_1 + .. + a_i,i-1 k_i-1))
/// y(t + h) = y + h (b_1 k_1 + .. + b_s k_s)
/// ```
///
/// A method with an error estimate has a second set of weights, whose order is another: the estimate is h times the
/// difference of both sums.
///
/// @source Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, Sec. II.1 and II.5
public final class ButcherTableau {
    /// The 3/8 rule of Kutta, of order 4: what torchdiffeq calls `rk4`.
    public static final ButcherTableau THREE_EIGHTHS = new ButcherTableau(
            4,
            new double[][] {{}, {1.0 / 3}, {-1.0 / 3, 1}, {1, -1, 1}},
            new double[] {1.0 / 8, 3.0 / 8, 3.0 / 8, 1.0 / 8},
            new double[] {});

    /// That of Dormand and Prince, of order 5 with an embedded one of order 4: `dopri5`. Its last stage is the first of
    /// the next step.
    ///
    /// @source Dormand, Prince, J. Comp. Appl. Math. 6 (1980) 19
    public static final ButcherTableau DORMAND_PRINCE = new ButcherTableau(
            5,
            new double[][] {
                {},
                {1.0 / 5},
                {3.0 / 40, 9.0 / 40},
                {44.0 / 45, -56.0 / 15, 32.0 / 9},
                {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
                {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
                {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
            },
            new double[] {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0},
            new double[] {5179.0 / 57600, 0, 7571.0 / 16695, 393.0 / 640, -92097.0 / 339200, 187.0 / 2100, 1.0 / 40});

    private final int order;
    private final double[][] a;
    private final double[] b;
    private final double[] error;

    private ButcherTableau(int order, double[][] a, double[] b, double[] embedded) {
        this.order = order;
        this.a = a;
        this.b = b;
        this.error = new double[embedded.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = b[i] - embedded[i];
        }
    }

    /// The error of a step is of the order `h^(order + 1)`.
    public int order() {
        return order;
    }

    /// How often a step asks for f.
    public int stages() {
        return b.length;
    }

    /// The time of a stage in a step, as a part of it: the sum of its coefficients.
    double node(int stage) {
        double c = 0;
        for (double x : a[stage]) {
            c += x;
        }
        return c;
    }

    /// The coefficients of the earlier stages.
    double[] stage(int i) {
        return a[i];
    }

    double[] weights() {
        return b;
    }

    /// Weights of the stages in the error estimate; none if the method has none.
    double[] errorWeights() {
        return error;
    }
}

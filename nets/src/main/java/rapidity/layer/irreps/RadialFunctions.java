package rapidity.layer.irreps;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.RadialWeights;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Radial filters, "Lorentzian bells": complex functions of the square of the relative momentum of two nodes, one of
/// each order of the zonal functions and each channel.
///
/// ```
/// f_q = a_q + b_q / (1 + (c_q norm)^2 + 1e-16),      norm^2 = |p^2 + 1e-16|
/// real momenta:      Re R_c, Im R_c = rows 2 c, 2 c + 1 of  W f(norm) + bias
/// complex momenta:   Re R_c, Im R_c = row c of  W f(norm of Re p^2) + bias,  W f(norm of Im p^2) + bias
/// ```
///
/// @source arXiv:2006.04780, Sec. 4.1; arXiv:2212.07347, Sec. 3.1
public final class RadialFunctions {
    /// Added to the square of a relative momentum.
    public static final double EPSILON = 1e-16;

    private final Parameter a;
    private final Parameter b;
    private final Parameter c;
    private final List<Parameter> weights = new ArrayList<>();
    private final List<Parameter> biases = new ArrayList<>();
    private final int channels;
    private final Kind kind;

    /// What the momenta are.
    public enum Kind {
        /// Of an encoder: one linear map to real and imaginary parts.
        REAL_MOMENTA,

        /// Of a decoder: the same linear map for real and imaginary parts.
        COMPLEX_MOMENTA
    }

    /// @param p `rad_funcs.rad_funcs.0` and so on
    /// @param edges constant if only the biases are used
    /// @param functions 2 `num_basis_fn`
    /// @param orders of zonal functions: the largest order, and one more
    public RadialFunctions(Params p, Kind kind, EdgeFunction edges, int channels, int functions, int orders) {
        this.kind = kind;
        this.channels = channels;
        Params bells = edges == EdgeFunction.CONSTANT ? p.frozen() : p;
        a = bells.draw("a", random -> i -> random.nextGaussian(), 1, 1, 1, functions);
        b = bells.draw("b", random -> i -> random.nextGaussian(), 1, 1, 1, functions);
        c = bells.draw("c", random -> i -> random.nextGaussian(), 1, 1, 1, functions);
        int out = kind == Kind.REAL_MOMENTA ? 2 * channels : channels;
        double bound = 1 / Math.sqrt(functions);
        for (int order = 0; order < orders; order++) {
            String name = Integer.toString(order);
            weights.add(bells.in("linear").in(name).uniform("weight", bound, out, functions));
            biases.add(p.in("linear").in(name).uniform("bias", bound, out));
        }
    }

    int channels() {
        return channels;
    }

    /// Of real momenta.
    ///
    /// @param squares `[edges]`, `|p^2 + 1e-16|`
    /// @return `[C, (re, im), edges]`
    public Tensor apply(int order, Tensor squares) {
        return linear(order, squares).reshape(channels, 2, -1);
    }

    /// Of complex momenta.
    ///
    /// @param real `[edges]`, `|Re p^2 + 1e-16|`
    /// @param imaginary `[edges]`, `|Im p^2 + 1e-16|`
    /// @return `[C, (re, im), edges]`
    public Tensor apply(int order, Tensor real, Tensor imaginary) {
        Tensor re = linear(order, real).reshape(channels, 1, -1);
        return Tensor.concatenate(1, List.of(re, linear(order, imaginary).reshape(channels, 1, -1)));
    }

    /// The value where the bells are left out: the bias.
    ///
    /// @return `[C, (re, im)]`
    public Tensor constant(Tape tape, int order) {
        Tensor bias = tape.parameter(biases.get(order));
        if (kind == Kind.REAL_MOMENTA) {
            return bias.reshape(channels, 2);
        }
        Tensor re = bias.reshape(channels, 1);
        return Tensor.concatenate(1, List.of(re, re));
    }

    RadialWeights weights(Tape tape) {
        return new RadialWeights(
                tape.parameter(a),
                tape.parameter(b),
                tape.parameter(c),
                weights.stream().map(tape::parameter).toList(),
                biases.stream().map(tape::parameter).toList(),
                kind == Kind.REAL_MOMENTA ? 2 : 1);
    }

    /// The biases of both orders, `[(R0, R1), C]`.
    Tensor constants(Tape tape) {
        if (kind == Kind.REAL_MOMENTA) {
            throw new IllegalArgumentException("only radial functions of complex momenta are constants times 1 + i");
        }
        List<Tensor> rows = biases.subList(0, 2).stream()
                .map(bias -> tape.parameter(bias).reshape(1, channels))
                .toList();
        return Tensor.concatenate(0, rows);
    }

    private Tensor linear(int order, Tensor squares) {
        Tensor weight = squares.tape().parameter(weights.get(order));
        Tensor bias = squares.tape().parameter(biases.get(order));
        return weight.matmul(bells(squares)).plus(bias.reshape(-1, 1));
    }

    /// `[functions, edges]`.
    private Tensor bells(Tensor squares) {
        Tensor x = squares.reshape(1, -1);
        Tensor width = column(c, x);
        Tensor fall = width.times(width).times(x).plus(1 + EPSILON);
        return column(a, x).plus(column(b, x).dividedBy(fall));
    }

    private static Tensor column(Parameter p, Tensor on) {
        return on.tape().parameter(p).reshape(-1, 1);
    }
}

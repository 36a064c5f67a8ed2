package rapidity.layer.irreps;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;

/// The MLP on the scalars of each node, real and imaginary parts alike; its result replaces them.
///
/// ```
/// 2C -> w, then depth - 1 times w -> w, then w -> 2C,    a function of each number between two linear maps
/// w = width 2C
/// ```
///
/// @source arXiv:2006.04780, Sec. 4.1
public final class ScalarMlp {
    private final List<Parameter> weights = new ArrayList<>();
    private final List<Parameter> biases = new ArrayList<>();
    private final Unary function;

    /// @param depth hidden layers
    /// @param width of a hidden layer, in units of the real numbers that go in
    /// @param activation between two linear maps
    public record Config(int depth, int width, Activation activation) {
        private static final int DEEPEST = 4096;

        /// @throws IllegalArgumentException if depth is negative or too large, or width not positive
        public Config {
            if (depth < 0 || depth > DEEPEST || width < 1) {
                throw new IllegalArgumentException(
                        "no such MLP of the scalars: " + depth + " hidden layers of width " + width);
            }
        }
    }

    /// @param p `lgn_cg.mlp_levels.0` and so on
    /// @param channels complex scalars
    /// @param depth hidden layers
    /// @param width of a hidden layer, in units of the real numbers that go in
    public ScalarMlp(Params p, int channels, int depth, int width, Activation activation) {
        function = activation.function();
        int real = 2 * channels;
        for (int i = 0; i <= depth; i++) {
            Params linear = p.in("linear").in(Integer.toString(i));
            int in = i == 0 ? real : width * real;
            double bound = 1 / Math.sqrt(in);
            weights.add(linear.uniform("weight", bound, i == depth ? real : width * real, in));
            biases.add(linear.uniform("bias", bound, i == depth ? real : width * real));
        }
    }

    /// @param scalars `[2C, nodes]`, row 2 c the real part of channel c, row 2 c + 1 the imaginary one
    /// @return the same axes
    public Tensor apply(Tensor scalars) {
        Tensor h = scalars;
        for (int i = 0; i < weights.size(); i++) {
            Tensor weight = h.tape().parameter(weights.get(i));
            Tensor bias = h.tape().parameter(biases.get(i)).reshape(-1, 1);
            h = weight.matmul(i == 0 ? h : h.apply(function)).plus(bias);
        }
        return h;
    }

    Unary function() {
        return function;
    }

    List<Tensor> weights(Tape tape) {
        return weights.stream().map(tape::parameter).toList();
    }

    List<Tensor> biases(Tape tape) {
        return biases.stream().map(tape::parameter).toList();
    }
}

package rapidity.layer.clifford;

import java.util.List;
import java.util.Optional;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.layer.Bias;

/// Linear map of multivector channels with a weight for each grade, and perhaps a bias on the scalar components:
///
/// ```
/// <y_m>_g = sum over n of  w[g, m, n] <x_n>_g                        w ~ N(0, 1 / in), bias 0 at the beginning
/// ```
///
/// @source Ruhe, Brandstetter, Forre, arXiv:2305.11141
public final class GradeLinear {
    private final Parameter weight;
    private final Optional<Parameter> bias;

    /// Which grades have weights of their own.
    public enum Sharing {
        NONE,
        ALL_GRADES
    }

    public GradeLinear(Params p, int in, int out, Sharing sharing, Bias bias) {
        double deviation = 1 / Math.sqrt(in);
        int grades = sharing == Sharing.NONE ? Grades.COUNT : 1;
        weight = p.draw("weight", random -> i -> deviation * random.nextGaussian(), grades, out, in);
        this.bias = bias == Bias.PRESENT ? Optional.of(p.constant("bias", 0, out)) : Optional.empty();
    }

    /// @param x `[16, in, rows]`
    /// @return `[16, out, rows]`
    public Tensor apply(Tensor x) {
        Tensor w = x.tape().parameter(weight);
        Tensor y = w.shape().axis(0) == 1
                ? w.gather(new int[Grades.COMPONENTS]).matmul(x)
                : Grades.spread(w).matmul(x);
        return bias.map(b -> withBias(y, y.tape().parameter(b))).orElse(y);
    }

    private static Tensor withBias(Tensor y, Tensor b) {
        Tensor scalars = y.slice(0, 0, 1).plus(b.reshape(1, -1, 1));
        return Tensor.concatenate(0, List.of(scalars, y.slice(0, 1, Grades.COMPONENTS)));
    }
}

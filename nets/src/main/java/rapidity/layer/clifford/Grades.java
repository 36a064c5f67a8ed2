package rapidity.layer.clifford;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// The grades of multivectors `[16, channels, rows]`, and the numbers that every Lorentz transformation leaves alone.
final class Grades {
    static final int COUNT = SpacetimeAlgebra.GRADES;
    static final int COMPONENTS = SpacetimeAlgebra.COMPONENTS;

    /// The grade of each component.
    private static final int[] OF = components(SpacetimeAlgebra::grade);

    private static final double[] SIGNS = Arrays.stream(components(SpacetimeAlgebra::innerSign))
            .asDoubleStream()
            .toArray();

    private Grades() {}

    private static int[] components(IntUnaryOperator f) {
        int[] r = new int[COMPONENTS];
        Arrays.setAll(r, f);
        return r;
    }

    /// To each component what its grade has: `[5, ...]` to `[16, ...]`.
    static Tensor spread(Tensor perGrade) {
        return perGrade.gather(OF);
    }

    /// Squares `m_k x_k^2`, whose sums over all components, and over those of a grade, are the quadratic forms.
    static Tensor squares(Tensor x) {
        Tape tape = x.tape();
        return x.times(x).times(tape.tensor(SIGNS, COMPONENTS, 1, 1));
    }

    /// What is invariant of each channel, its scalar component and the quadratic forms of its other grades:
    ///
    /// ```
    /// x_0, q_1, q_2, q_3, q_4        q_g = <x_g, x_g>, of either sign
    /// ```
    ///
    /// @param x `[16, channels, rows]`
    /// @return `[rows, 5 channels]`, the five of a channel together
    static Tensor invariants(Tensor x) {
        Tensor forms = squares(x).scatterAdd(COUNT, OF).slice(0, 1, COUNT);
        Tensor all = Tensor.concatenate(0, List.of(x.slice(0, 0, 1), forms));
        return all.permute(2, 1, 0).reshape(-1, COUNT * x.shape().axis(1));
    }

    /// From rows to components: `[rows, 16, channels]` to `[16, channels, rows]`.
    static Tensor byComponents(Tensor rows) {
        return rows.permute(1, 2, 0);
    }

    /// From components to rows: `[16, channels, rows]` to `[rows, 16, channels]`.
    static Tensor byRows(Tensor x) {
        return x.permute(2, 0, 1);
    }
}

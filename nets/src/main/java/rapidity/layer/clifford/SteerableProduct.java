package rapidity.layer.clifford;

import java.util.List;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.layer.Bias;
import rapidity.layer.clifford.GradeLinear.Sharing;

/// Fully connected steerable geometric product: every channel of the result is a sum of products of all channels, each
/// of the parts of a product that go from grades i and k to grade j with its own weight.
///
/// ```
/// r   = right(x)
/// y_m = ( left(x)_m + sum over n, i, j, k of  w[m, n, i, j, k] < <x_n>_i <r_n>_k >_j ) / sqrt 2
/// ```
///
/// w ~ N(0, 1 / (25 in)) at the beginning; left has a bias, right none.
///
/// @source Ruhe, Brandstetter, Forre, arXiv:2305.11141
public final class SteerableProduct {
    private final int in;
    private final GradeLinear left;
    private final GradeLinear right;
    private final Parameter weight;
    private final int[] leftRows;
    private final int[] rightRows;
    private final int[] sumRows;
    private final int[] pathOfSum = GradePaths.pathOfSum();
    private final int[] componentOfSum = GradePaths.componentOfSum();

    public SteerableProduct(Params p, int in, int out) {
        this.in = in;
        left = new GradeLinear(p.in("linear_left"), in, out, Sharing.NONE, Bias.PRESENT);
        right = new GradeLinear(p.in("linear_right"), in, in, Sharing.NONE, Bias.ABSENT);
        double deviation = 1 / Math.sqrt(in) / Grades.COUNT;
        int paths = GradePaths.paths().size();
        weight = p.draw("weight", random -> i -> deviation * random.nextGaussian(), paths, out, in);
        List<GradePaths.Term> terms = GradePaths.terms();
        leftRows = channels(terms.stream().mapToInt(GradePaths.Term::left).toArray());
        // the right factor and its negative lie one after another
        rightRows = channels(terms.stream()
                .mapToInt(t -> t.right() + (t.sign() > 0 ? 0 : Grades.COMPONENTS))
                .toArray());
        sumRows = channels(terms.stream().mapToInt(GradePaths.Term::sum).toArray());
    }

    /// The places of all channels of each of these.
    private int[] channels(int[] of) {
        int[] r = new int[of.length * in];
        for (int i = 0; i < r.length; i++) {
            r[i] = of[i / in] * in + i % in;
        }
        return r;
    }

    /// @param x `[16, in, rows]`
    /// @return `[16, out, rows]`
    public Tensor apply(Tensor x) {
        int rows = x.shape().axis(2);
        Tensor r = right.apply(x).reshape(-1, rows);
        Tensor signed = Tensor.concatenate(0, List.of(r, r.negate()));
        Tensor terms = x.reshape(-1, rows).gather(leftRows).times(signed.gather(rightRows));
        Tensor sums = terms.scatterAdd(GradePaths.sums() * in, sumRows).reshape(-1, in, rows);
        Tensor mixed = x.tape().parameter(weight).gather(pathOfSum).matmul(sums);
        Tensor product = mixed.scatterAdd(Grades.COMPONENTS, componentOfSum);
        return left.apply(x).plus(product).times(Math.sqrt(0.5));
    }
}

package rapidity.layer.irreps;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;

/// A linear map of the channels of each irrep, with complex weights, without bias: the only linear maps between sets of
/// features that commute with the group.
///
/// ```
/// y_re = W_re x_re - W_im x_im,      y_im = W_im x_re + W_re x_im
/// ```
///
/// @source arXiv:2006.04780, Sec. 3; arXiv:2212.07347, Sec. 3.1
public final class Mixing {
    private static final int FEWEST = 2;
    private static final double VECTOR_FACTOR = 0.1;

    private final Map<Irrep, Parameter> weights = new HashMap<>();

    /// How the weights begin: drawn, times `gain / max(2, out, in)`, times `10^(-k)` for irreps (k, k).
    ///
    /// @param gain factor of all of them
    public record Start(WeightDraw draw, double gain) {
        /// Standard normal, gain 1.
        public static final Start STANDARD = new Start(WeightDraw.NORMAL, 1);

        private double scale(Irrep irrep, int in, int out) {
            double power = irrep.k() == irrep.n() ? Math.pow(VECTOR_FACTOR, irrep.k()) : 1;
            return gain / Math.max(FEWEST, Math.max(in, out)) * power;
        }
    }

    /// @param p its `weights.(0, 0)`, `weights.(1, 1)` and so on are of shape `[(re, im), out, in]`
    /// @param in channels of each irrep
    /// @param out channels of the same irreps
    /// @param live irreps whose results are used; the weights of the others are there in vain
    /// @throws IllegalArgumentException if an irrep goes in that does not come out, or the other way round
    public Mixing(Params p, Irreps in, Irreps out, Start start, List<Irrep> live) {
        if (!in.labels().containsAll(out.labels()) || !out.labels().containsAll(in.labels())) {
            throw new IllegalArgumentException("a mixing keeps irreps, got " + in.labels() + " to " + out.labels());
        }
        for (Irrep irrep : in.labels().stream().sorted(order()).toList()) {
            Params names = (live.contains(irrep) ? p : p.frozen()).in("weights");
            int from = in.multiplicity(irrep);
            int to = out.multiplicity(irrep);
            double scale = start.scale(irrep, from, to);
            weights.put(
                    irrep, names.draw(irrep.toString(), random -> i -> scale * start.draw.draw(random), 2, to, from));
        }
    }

    private static Comparator<Irrep> order() {
        return Comparator.comparingInt(Irrep::k).thenComparingInt(Irrep::n);
    }

    /// The weights of an irrep.
    ///
    /// @throws NullPointerException if it is not mixed
    Parameter weight(Irrep irrep) {
        return Objects.requireNonNull(weights.get(irrep), () -> "irrep " + irrep + " is not mixed");
    }

    /// The features of an irrep, mixed.
    ///
    /// @param x `[in, (re, im), ..]`
    /// @return `[out, (re, im), ..]`
    public Tensor apply(Irrep irrep, Tensor x) {
        return apply(irrep, ComplexTensor.of(x, 1)).joined();
    }

    /// @param x channels are axis 0
    ComplexTensor apply(Irrep irrep, ComplexTensor x) {
        Tape tape = x.re().tape();
        Parameter w = weight(irrep);
        int in = w.shape().axis(2);
        int out = w.shape().axis(1);
        int[] mixed = x.shape().with(0, out).toArray();
        Tensor both = tape.parameter(w);
        Tensor re = both.slice(0, 0, 1).reshape(out, in);
        Tensor im = both.slice(0, 1, 2).reshape(out, in);
        ComplexTensor rows = x.each(t -> t.reshape(in, x.shape().size() / in));
        return new ComplexTensor(
                        re.matmul(rows.re()).minus(im.matmul(rows.im())),
                        im.matmul(rows.re()).plus(re.matmul(rows.im())))
                .each(t -> t.reshape(mixed));
    }
}

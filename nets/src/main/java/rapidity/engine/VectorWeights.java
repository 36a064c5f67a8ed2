package rapidity.engine;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The weights of a linear map of four-vectors and scalars: one matrix that mixes vectors whatever their component, one
/// that mixes scalars.
///
/// ```
/// v'_o = sum_i vectors[o, i] v_i,      s' = scalars s + bias
/// ```
public final class VectorWeights {
    final VectorChannels in;
    final VectorChannels out;
    final @Nullable PackedMatrix vectors;
    /// Without columns if there is a bias alone.
    final @Nullable PackedMatrix scalars;

    final @Nullable PackedVector bias;

    /// The natural parameters of the map; null where there is none, for results that are 0.
    ///
    /// @param vectors (out, in)
    /// @param scalars (out_s, in_s)
    /// @param bias (out_s)
    public record Natural(
            @Nullable Parameter vectors,
            @Nullable Parameter scalars,
            @Nullable Parameter bias) {}

    /// A natural map, with its output channels in an order of ours.
    ///
    /// @param vectorOrder natural output channel of each vector of ours
    /// @param scalarOrder the same for scalars
    public VectorWeights(
            Params p,
            VectorChannels in,
            VectorChannels out,
            Natural natural,
            IntUnaryOperator vectorOrder,
            IntUnaryOperator scalarOrder) {
        this.in = in;
        this.out = out;
        Parameter b = natural.bias();
        this.vectors =
                in.vectors() == 0 ? null : matrix(p, out.vectors(), in.vectors(), natural.vectors(), vectorOrder);
        this.scalars = in.scalars() == 0 && b == null
                ? null
                : matrix(p, out.scalars(), in.scalars(), natural.scalars(), scalarOrder);
        if (b == null || out.scalars() == 0) {
            this.bias = null;
        } else {
            int[] source = new int[out.scalars()];
            Arrays.setAll(source, n -> b.at(scalarOrder.applyAsInt(n)) + 1);
            this.bias = p.vector(source, 0);
        }
    }

    public VectorChannels in() {
        return in;
    }

    public VectorChannels out() {
        return out;
    }

    /// Null where the resulting vectors are 0.
    public @Nullable PackedMatrix vectors() {
        return vectors;
    }

    /// Null where the resulting scalars are 0.
    public @Nullable PackedMatrix scalars() {
        return scalars;
    }

    public @Nullable PackedVector bias() {
        return bias;
    }

    private static @Nullable PackedMatrix matrix(
            Params p, int out, int in, @Nullable Parameter weight, IntUnaryOperator order) {
        return weight == null || out == 0
                ? null
                : p.matrix(out, in, (n, k) -> weight.at(order.applyAsInt(n) * in + k) + 1);
    }
}

package rapidity.engine;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The weights of an equivariant linear map, arranged as the plain matrices that it is in the basis of dual pairs:
///
/// ```
/// scalars, pair 0:   [ s'; S'; P' ] = fromScalars s + invariants [ S; P ] + bias
/// pairs 1..4:        [ lo'; hi' ]   = vectors   [ lo; hi ]
/// pairs 5..7:        [ lo'; hi' ]   = bivectors [ lo; hi ]
/// ```
///
/// @source arXiv:2405.14806, Sec. 3.1 (equivariant linear maps), in the basis of [rapidity.algebra.DualPair]
public final class EquiWeights {
    final Channels in;
    final Channels out;
    final @Nullable PackedMatrix fromScalars;
    final @Nullable PackedMatrix invariants;
    final @Nullable PackedMatrix vectors;
    final @Nullable PackedMatrix bivectors;
    final PackedVector bias;

    /// The natural parameters of the map, under lgatr's names and shapes; null where there is none.
    ///
    /// @param in width of its input; a map may be given more channels, of which it takes these first ones
    /// @param weight (out, in, K), K = 10 or 5 maps
    /// @param bias (out, 1), added to the scalar component
    /// @param s2mvs (mu out, in_s), mu = 2 if pseudoscalars count as invariants, else 1
    /// @param s2mvsBias (mu out)
    /// @param mvs2s (out_s, mu in)
    /// @param mvs2sBias (out_s)
    /// @param s2s (out_s, in_s)
    public record Natural(
            Channels in,
            @Nullable Parameter weight,
            @Nullable Parameter bias,
            @Nullable Parameter s2mvs,
            @Nullable Parameter s2mvsBias,
            @Nullable Parameter mvs2s,
            @Nullable Parameter mvs2sBias,
            @Nullable Parameter s2s) {}

    /// One output channel of a natural map.
    record Row(Natural natural, int channel) {}

    /// A natural map, with its output channels in an order of ours.
    ///
    /// @param out width of its output
    /// @param multivectorOrder natural output channel of each output channel of ours
    /// @param scalarOrder the same for scalars
    public record Part(Natural natural, Channels out, IntUnaryOperator multivectorOrder, IntUnaryOperator scalarOrder) {
        /// In its own order.
        public static Part of(Natural natural, Channels out) {
            return new Part(natural, out, c -> c, s -> s);
        }
    }

    /// Natural maps of the same inputs as one: the outputs of the first, then those of the second, and so on.
    ///
    /// @param in width of the input, at least that of each map
    public EquiWeights(Params p, Channels in, Part... parts) {
        this(p, in, List.of(parts));
    }

    /// Natural maps of the same inputs as one: the outputs of the first, then those of the second, and so on.
    ///
    /// @param in width of the input, at least that of each map
    public EquiWeights(Params p, Channels in, List<Part> parts) {
        this(
                p,
                in,
                parts.stream()
                        .flatMap(m -> rows(m.natural, m.out.multivectors(), m.multivectorOrder))
                        .toList(),
                parts.stream()
                        .flatMap(m -> rows(m.natural, m.out.scalars(), m.scalarOrder))
                        .toList());
    }

    private EquiWeights(Params p, Channels in, List<Row> multivectors, List<Row> scalars) {
        this.in = in;
        this.out = new Channels(multivectors.size(), scalars.size());
        EquiBlocks blocks = new EquiBlocks(in, multivectors, scalars);
        int rows = out.scalars() + 2 * out.multivectors();
        int pairRows = 2 * out.multivectors();
        int pairColumns = 2 * in.multivectors();
        boolean pairs = pairRows > 0 && pairColumns > 0;
        fromScalars = in.scalars() == 0 ? null : p.matrix(rows, in.scalars(), blocks::fromScalar);
        invariants = pairColumns == 0 ? null : p.matrix(rows, pairColumns, blocks::invariant);
        vectors = pairs ? p.matrix(pairRows, pairColumns, (n, k) -> blocks.pair(1, n, k)) : null;
        bivectors = pairs ? p.matrix(pairRows, pairColumns, (n, k) -> blocks.pair(2, n, k)) : null;
        bias = p.vector(IntStream.range(0, rows).map(blocks::bias).toArray(), 0);
    }

    /// Width of the input, at least.
    public Channels in() {
        return in;
    }

    public Channels out() {
        return out;
    }

    /// Null without scalars in the input.
    public @Nullable PackedMatrix fromScalars() {
        return fromScalars;
    }

    /// Null without multivectors in the input.
    public @Nullable PackedMatrix invariants() {
        return invariants;
    }

    /// Null without multivectors in the input or the output.
    public @Nullable PackedMatrix vectors() {
        return vectors;
    }

    /// Null without multivectors in the input or the output.
    public @Nullable PackedMatrix bivectors() {
        return bivectors;
    }

    public PackedVector bias() {
        return bias;
    }

    private static Stream<Row> rows(Natural natural, int channels, IntUnaryOperator order) {
        return IntStream.range(0, channels).mapToObj(c -> new Row(natural, order.applyAsInt(c)));
    }
}

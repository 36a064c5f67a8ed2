package rapidity.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.Unary;
import rapidity.random.RandomStream;

/// The multivectors and scalars of a set of tokens: what L-GATr's layers pass on. Their layout is the engine's own
/// ([TileLayout]); natural arrays appear at the border only, in [#of], [#multivectors] and [#scalars].
public final class Multivectors {
    private static final int BIVECTOR = 2;

    private final Tensor tiles;
    private final Channels width;
    private final TileLayout layout;
    private final int tokens;

    private Multivectors(Tensor tiles, Channels width, int tokens) {
        this.tiles = tiles;
        this.width = width;
        this.layout = width.layout();
        this.tokens = tokens;
    }

    /// From multivectors `[tokens, C, 16]` and scalars `[tokens, S]`; one of them may be null.
    ///
    /// @throws IllegalArgumentException if the shapes are others, or differ in the number of tokens
    public static Multivectors of(@Nullable Tensor mv, @Nullable Tensor s) {
        Tensor any = mv != null ? mv : s;
        if (any == null) {
            throw new IllegalArgumentException("neither multivectors nor scalars");
        }
        int tokens = any.shape().axis(0);
        int channels = mv == null ? 0 : mv.shape().axis(1);
        if (mv != null && !mv.shape().equals(Shape.of(tokens, channels, SpacetimeAlgebra.COMPONENTS))) {
            throw new IllegalArgumentException("expected [tokens, channels, 16], got " + mv.shape());
        }
        int scalars = s == null ? 0 : s.shape().axis(1);
        if (s != null && !s.shape().equals(Shape.of(tokens, scalars))) {
            throw new IllegalArgumentException("expected [" + tokens + ", scalars], got " + s.shape());
        }
        Channels width = new Channels(channels, scalars);
        return new Multivectors(TileBorder.tiles(width, tokens, mv, s), width, tokens);
    }

    public Channels width() {
        return width;
    }

    public int tokens() {
        return tokens;
    }

    public Tape tape() {
        return tiles.tape();
    }

    /// The multivectors in natural order, `[tokens, C, 16]`.
    public Tensor multivectors() {
        return TileBorder.multivectors(width, tokens, tiles);
    }

    /// The scalars in natural order, `[tokens, S]`.
    public Tensor scalars() {
        return TileBorder.scalars(width, tokens, tiles);
    }

    public Multivectors plus(Multivectors other) {
        if (!width.equals(other.width) || tokens != other.tokens) {
            throw new IllegalArgumentException(
                    "cannot add " + other.tokens + " tokens of " + other.width + " to " + tokens + " of " + width);
        }
        return with(tiles.plus(other.tiles), width);
    }

    /// Equivariant linear map of multivectors and scalars, see [EquiWeights].
    public Multivectors equiLinear(EquiWeights w) {
        return equiLinear(w, this);
    }

    /// The same with the scalars of another set of the same tokens, and only the multivectors of this.
    public Multivectors equiLinear(EquiWeights w, Multivectors scalars) {
        boolean same = scalars == this;
        if (width.multivectors() != w.in.multivectors()
                || scalars.width.scalars() != w.in.scalars()
                || (!same && width.scalars() > 0)) {
            throw new IllegalArgumentException(
                    "the map takes " + w.in + ", got " + width + (same ? "" : " with the scalars of " + scalars.width));
        }
        Tape tape = tape();
        Tensor s = scalars.tiles;
        TileOps ops = tape.ops().tiles();
        TileLayout sLayout = scalars.layout;
        Buffer packed = tape.weights().packed();
        Buffer y = ops.equiLinear(w, packed, layout, tiles.buffer(), sLayout, s.buffer(), tokens);
        return with(
                tape.record(y, Shape.of(w.out.layout().size(tokens)), true, g -> {
                    tape.refuseSecondDerivative("an equivariant linear map");
                    Buffer dy = g.buffer();
                    ops.equiLinearWeightGradient(
                            w,
                            dy,
                            layout,
                            tiles.buffer(),
                            sLayout,
                            s.buffer(),
                            tokens,
                            tape.gradients().packed());
                    if (same) {
                        tape.into(tiles, (b, st) -> ops.equiLinearInputGradient(w, packed, dy, b, tokens, st));
                    } else {
                        tape.into(
                                tiles,
                                (b, st) -> ops.equiLinearMultivectorGradient(w, packed, dy, layout, b, tokens, st));
                        tape.into(s, (b, st) -> ops.equiLinearScalarGradient(w, packed, dy, sLayout, b, tokens, st));
                    }
                }),
                w.out);
    }

    /// Equivariant layer norm, without gains.
    public Multivectors norm() {
        return normalised(null);
    }

    /// Equivariant layer norm, then a gain for each channel.
    public Multivectors norm(NormGains gains) {
        return normalised(gains.vector());
    }

    private Multivectors normalised(@Nullable PackedVector gain) {
        Tape tape = tape();
        TileOps ops = tape.ops().tiles();
        Buffer stats = tape.keep(TileOps.normStats(tokens));
        Buffer packed = tape.weights().packed();
        Buffer y = ops.equiNorm(layout, tokens, tiles.buffer(), gain, packed, stats);
        boolean tracked = tiles.isTracked() || gain != null;
        return with(
                tape.record(y, tiles.shape(), tracked, g -> {
                    tape.refuseSecondDerivative("the equivariant norm");
                    Buffer gradients = tape.gradients().packed();
                    tape.onto(
                            tiles,
                            (base, dx) -> ops.equiNormGradient(
                                    layout,
                                    tokens,
                                    tiles.buffer(),
                                    stats,
                                    gain,
                                    packed,
                                    g.buffer(),
                                    base,
                                    dx,
                                    gradients));
                }),
                width);
    }

    /// Gated nonlinearity: `f(s)` for scalars, `g(x_0) x` for multivectors with scalar component x_0.
    public Multivectors gate(Unary scalarFunction, Unary gateFunction) {
        Tape tape = tape();
        TileOps ops = tape.ops().tiles();
        Buffer y = ops.gate(layout, tokens, scalarFunction, gateFunction, tiles.buffer());
        return with(
                tape.record(y, tiles.shape(), tiles.isTracked(), g -> {
                    tape.refuseSecondDerivative("the gate");
                    Buffer dx =
                            ops.gateGradient(layout, tokens, scalarFunction, gateFunction, tiles.buffer(), g.buffer());
                    tape.accumulate(tiles, tape.temporary(dx, tiles.shape()));
                }),
                width);
    }

    /// Geometric product of the first half of the channels with the second half, channel by channel; scalars are left
    /// behind.
    public Multivectors geometricProduct() {
        if (width.multivectors() % 2 != 0 || width.multivectors() == 0) {
            throw new IllegalArgumentException("an even number of channels is needed, got " + width);
        }
        Channels out = new Channels(width.multivectors() / 2, 0);
        Tape tape = tape();
        TileOps ops = tape.ops().tiles();
        Buffer y = ops.geometricProduct(layout, out.layout(), tokens, tiles.buffer());
        return with(
                tape.record(y, Shape.of(out.layout().size(tokens)), tiles.isTracked(), g -> {
                    tape.refuseSecondDerivative("the geometric product");
                    Buffer dx = ops.geometricProductGradient(layout, out.layout(), tokens, tiles.buffer(), g.buffer());
                    tape.accumulate(tiles, tape.temporary(dx, tiles.shape()));
                }),
                out);
    }

    /// Multi-head self-attention of queries, keys and values that lie here as [Heads#self] says.
    public Multivectors attention(Heads heads, Attend attend) {
        return attention(this, heads, attend);
    }

    /// Multi-head attention of the queries here on keys and values elsewhere.
    public Multivectors attention(Multivectors keysAndValues, Heads heads, Attend attend) {
        if (!layout.equals(heads.queryLayout())
                || !keysAndValues.layout.equals(heads.keyLayout())
                || tokens != attend.queryTokens()
                || keysAndValues.tokens != attend.keyTokens()) {
            throw new IllegalArgumentException(tokens + " tokens of " + width + " and " + keysAndValues.tokens + " of "
                    + keysAndValues.width + " do not fit " + heads.count() + " heads and sequences of "
                    + attend.queryTokens() + " and " + attend.keyTokens() + " tokens");
        }
        return with(TileAttention.apply(tiles, keysAndValues.tiles, heads, attend), heads.out());
    }

    /// The result of [#attention] with each head times its own number.
    ///
    /// @param scale parameter of shape (heads)
    public Multivectors scaleHeads(Heads heads, Parameter scale) {
        return with(TileAttention.scaled(tiles, heads, tokens, tape().parameter(scale)), width);
    }

    /// These channels, then those of another set of the same tokens; multivectors and scalars apart.
    public Multivectors concatenate(Multivectors other) {
        if (other.tokens != tokens) {
            throw new IllegalArgumentException("cannot join " + tokens + " tokens and " + other.tokens);
        }
        return with(TileChannels.joined(tokens, tiles, width, other.tiles, other.width), width.plus(other.width));
    }

    /// Some of the channels, by their numbers.
    ///
    /// @throws IndexOutOfBoundsException if there is no such channel
    /// @throws IllegalArgumentException if none is chosen
    public Multivectors channels(List<Integer> multivectors, List<Integer> scalars) {
        return with(
                TileChannels.chosen(tokens, tiles, width, multivectors, scalars),
                new Channels(multivectors.size(), scalars.size()));
    }

    /// Some of the tokens, by their numbers.
    public Multivectors tokens(int... chosen) {
        Tensor mv = width.multivectors() == 0 ? null : multivectors().gather(chosen);
        Tensor s = width.scalars() == 0 ? null : scalars().gather(chosen);
        return of(mv, s);
    }

    /// With grades of multivectors, and scalars, set to zero with a probability p, and times 1 / (1 - p) otherwise.
    public Multivectors dropGrades(double probability, RandomStream random) {
        return with(tiles.times(new Drops(probability, random).ofGrades(tape(), width, tokens).tiles), width);
    }

    /// With all bivector components zero.
    public Multivectors withoutBivectors() {
        double[] grades = new double[tokens * width.multivectors() * SpacetimeAlgebra.GRADES];
        Arrays.setAll(grades, i -> i % SpacetimeAlgebra.GRADES == BIVECTOR ? 0 : 1);
        double[] scalars = new double[tokens * width.scalars()];
        Arrays.fill(scalars, 1);
        return with(tiles.times(Drops.factors(tape(), width, tokens, grades, scalars).tiles), width);
    }

    /// Runs a block on these tokens. Without recording, what the block leaves behind is given back at once.
    public Multivectors through(UnaryOperator<Multivectors> block) {
        return run(block, tape()::through);
    }

    /// Runs a block on these tokens and keeps nothing but its result: the gradient runs the block again. Less memory
    /// for more time, and the same bits.
    public Multivectors checkpoint(UnaryOperator<Multivectors> block) {
        return run(block, tape()::checkpoint);
    }

    private Multivectors run(UnaryOperator<Multivectors> block, Function<Supplier<Tensor>, Tensor> how) {
        Multivectors[] out = new Multivectors[1];
        Tensor y = how.apply(() -> {
            out[0] = block.apply(this);
            return out[0].tiles;
        });
        return new Multivectors(y, out[0].width, out[0].tokens);
    }

    private Multivectors with(Tensor t, Channels w) {
        return new Multivectors(t, w, tokens);
    }
}

package rapidity.engine;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.VectorGate;
import rapidity.engine.kernel.VectorLayout;
import rapidity.random.RandomStream;

/// The four-vectors and scalars of a set of tokens: what L-GATr-slim's layers pass on. Either may be missing. Their
/// layout is the engine's own ([VectorLayout]); natural arrays appear at the border only, in [#of], [#vectors] and
/// [#scalars].
public final class VectorsScalars {
    private final Tensor tiles;
    private final VectorChannels width;
    private final VectorLayout layout;
    private final int tokens;

    private VectorsScalars(Tensor tiles, VectorChannels width, int tokens) {
        this.tiles = tiles;
        this.width = width;
        this.layout = width.layout();
        this.tokens = tokens;
    }

    /// From vectors `[tokens, C, 4]` and scalars `[tokens, S]`; one of them may be null.
    ///
    /// @throws IllegalArgumentException if the shapes are others, or differ in the number of tokens
    public static VectorsScalars of(@Nullable Tensor v, @Nullable Tensor s) {
        Tensor any = v != null ? v : s;
        if (any == null) {
            throw new IllegalArgumentException("neither vectors nor scalars");
        }
        int tokens = any.shape().axis(0);
        int vectors = v == null ? 0 : v.shape().axis(1);
        if (v != null && !v.shape().equals(Shape.of(tokens, vectors, VectorLayout.COMPONENTS))) {
            throw new IllegalArgumentException("expected [tokens, vectors, 4], got " + v.shape());
        }
        int scalars = s == null ? 0 : s.shape().axis(1);
        if (s != null && !s.shape().equals(Shape.of(tokens, scalars))) {
            throw new IllegalArgumentException("expected [" + tokens + ", scalars], got " + s.shape());
        }
        VectorChannels width = new VectorChannels(vectors, scalars);
        VectorLayout layout = width.layout();
        Tape tape = any.tape();
        VectorOps ops = tape.ops().vectors();
        Buffer x = ops.toTiles(layout, tokens, bufferOf(v), bufferOf(s));
        boolean tracked = (v != null && v.isTracked()) || (s != null && s.isTracked());
        return new VectorsScalars(
                tape.record(x, Shape.of(layout.size(tokens)), tracked, g -> {
                    tape.refuseSecondDerivative("the embedding");
                    if (v != null && v.isTracked()) {
                        tape.accumulate(v, tape.temporary(ops.vectors(layout, tokens, g.buffer()), v.shape()));
                    }
                    if (s != null && s.isTracked()) {
                        tape.accumulate(s, tape.temporary(ops.scalars(layout, tokens, g.buffer()), s.shape()));
                    }
                }),
                width,
                tokens);
    }

    private static @Nullable Buffer bufferOf(@Nullable Tensor t) {
        return t == null ? null : t.buffer();
    }

    public VectorChannels width() {
        return width;
    }

    public int tokens() {
        return tokens;
    }

    public Tape tape() {
        return tiles.tape();
    }

    /// The vectors in natural order, `[tokens, C, 4]`.
    public Tensor vectors() {
        Tape tape = tape();
        Buffer v = tape.ops().vectors().vectors(layout, tokens, tiles.buffer());
        Shape shape = Shape.of(tokens, width.vectors(), VectorLayout.COMPONENTS);
        return tape.record(v, shape, tiles.isTracked(), g -> back(g, null));
    }

    /// The scalars in natural order, `[tokens, S]`.
    public Tensor scalars() {
        Tape tape = tape();
        Buffer s = tape.ops().vectors().scalars(layout, tokens, tiles.buffer());
        return tape.record(s, Shape.of(tokens, width.scalars()), tiles.isTracked(), g -> back(null, g));
    }

    private void back(@Nullable Tensor v, @Nullable Tensor s) {
        Tape tape = tape();
        tape.refuseSecondDerivative("the extraction");
        int most = Math.max(VectorLayout.COMPONENTS * width.vectors(), width.scalars());
        Buffer zero = tape.constant(0, Shape.of(tokens * most)).buffer();
        Buffer dv = width.vectors() == 0 ? null : v == null ? zero : v.buffer();
        Buffer ds = width.scalars() == 0 ? null : s == null ? zero : s.buffer();
        Buffer d = tape.ops().vectors().toTiles(layout, tokens, dv, ds);
        tape.accumulate(tiles, tape.temporary(d, tiles.shape()));
    }

    public VectorsScalars plus(VectorsScalars other) {
        if (!width.equals(other.width) || tokens != other.tokens) {
            throw new IllegalArgumentException(
                    "cannot add " + other.tokens + " tokens of " + other.width + " to " + tokens + " of " + width);
        }
        return with(tiles.plus(other.tiles), width);
    }

    /// The vectors alone or the scalars alone, as the width says, or all.
    public VectorsScalars only(VectorChannels kept) {
        if (kept.equals(width)) {
            return this;
        }
        boolean vectors = kept.vectors() == width.vectors() && kept.scalars() == 0;
        boolean scalars = kept.scalars() == width.scalars() && kept.vectors() == 0;
        if (!vectors && !scalars) {
            throw new IllegalArgumentException(
                    "of " + width + " all vectors, all scalars or both can be kept, not " + kept);
        }
        Tape tape = tape();
        VectorOps ops = tape.ops().vectors();
        VectorLayout to = kept.layout();
        Buffer y = ops.part(layout, to, tokens, tiles.buffer());
        return with(
                tape.record(y, Shape.of(to.size(tokens)), tiles.isTracked(), g -> {
                    tape.refuseSecondDerivative("a part of vectors and scalars");
                    Buffer dx = ops.part(to, layout, tokens, g.buffer());
                    tape.accumulate(tiles, tape.temporary(dx, tiles.shape()));
                }),
                kept);
    }

    /// Linear map of vectors and of scalars, see [VectorWeights].
    public VectorsScalars linear(VectorWeights w) {
        if (!width.equals(w.in)) {
            throw new IllegalArgumentException("the map takes " + w.in + ", got " + width);
        }
        Tape tape = tape();
        VectorOps ops = tape.ops().vectors();
        Buffer packed = tape.weights().packed();
        Buffer y = ops.linear(w, packed, tiles.buffer(), tokens, tape.lanes());
        return with(
                tape.record(y, Shape.of(w.out.layout().size(tokens)), true, g -> {
                    tape.refuseSecondDerivative("a linear map of vectors");
                    ops.linearWeightGradient(
                            w,
                            g.buffer(),
                            tiles.buffer(),
                            tokens,
                            tape.gradients().packed());
                    tape.into(tiles, (dx, store) -> ops.linearInputGradient(w, packed, g.buffer(), dx, tokens, store));
                }),
                w.out);
    }

    /// Root-mean-square norm without gains.
    public VectorsScalars norm() {
        return normalised(null);
    }

    /// Root-mean-square norm, then a gain for each channel.
    public VectorsScalars norm(NormGains gains) {
        return normalised(gains.vector());
    }

    private VectorsScalars normalised(@Nullable PackedVector gain) {
        Tape tape = tape();
        VectorOps ops = tape.ops().vectors();
        Buffer stats = tape.keep(VectorOps.normStats(tokens));
        Buffer packed = tape.weights().packed();
        Buffer x = tiles.buffer();
        Buffer y = ops.rmsNorm(layout, tokens, x, gain, packed, stats);
        return with(
                tape.record(y, tiles.shape(), tiles.isTracked() || gain != null, g -> {
                    tape.refuseSecondDerivative("the norm of vectors");
                    Buffer dgain = tape.gradients().packed();
                    tape.onto(
                            tiles,
                            (base, dx) -> ops.rmsNormGradient(
                                    layout, tokens, x, stats, gain, packed, g.buffer(), base, dx, dgain));
                }),
                width);
    }

    /// Linear map to three times the vectors and twice the scalars of the result, then their gated unit,
    /// see [rapidity.engine.kernel.VectorTileKernels#gatedUnit].
    public VectorsScalars gatedLinear(VectorWeights w, VectorGate gate) {
        if (!width.equals(w.in) || w.out.vectors() % 3 != 0 || w.out.scalars() % 2 != 0) {
            throw new IllegalArgumentException("expected a map from " + width
                    + " to three times some vectors and twice some scalars, got one from " + w.in + " to " + w.out);
        }
        VectorChannels out = new VectorChannels(w.out.vectors() / 3, w.out.scalars() / 2);
        VectorLayout between = w.out.layout();
        VectorLayout to = out.layout();
        Tape tape = tape();
        VectorOps ops = tape.ops().vectors();
        Buffer x = tiles.buffer();
        Buffer packed = tape.weights().packed();
        Buffer ungated = tape.recording() ? tape.keep(between.size(tokens)) : null;
        Buffer y = ops.gatedLinear(w, to, gate, packed, x, tokens, tape.lanes(), ungated);
        return with(
                tape.record(y, Shape.of(to.size(tokens)), true, g -> {
                    tape.refuseSecondDerivative("the gated linear unit");
                    Buffer kept = Objects.requireNonNull(ungated);
                    Buffer d = ops.gatedUnitGradient(between, to, tokens, gate, kept, g.buffer());
                    tape.temporary(d, Shape.of(between.size(tokens)));
                    ops.linearWeightGradient(w, d, x, tokens, tape.gradients().packed());
                    tape.into(tiles, (dx, store) -> ops.linearInputGradient(w, packed, d, dx, tokens, store));
                }),
                out);
    }

    /// Multi-head self-attention of queries, keys and values that lie here as [VectorHeads#self] says, and that are
    /// normalised, head by head, on the way.
    public VectorsScalars attention(VectorHeads heads, Attend attend) {
        return attention(this, heads, attend);
    }

    /// Multi-head attention of the queries here on keys and values elsewhere.
    public VectorsScalars attention(VectorsScalars keysAndValues, VectorHeads heads, Attend attend) {
        if (!layout.equals(heads.queryLayout())
                || !keysAndValues.layout.equals(heads.keyLayout())
                || tokens != attend.queryTokens()
                || keysAndValues.tokens != attend.keyTokens()) {
            throw new IllegalArgumentException(tokens + " tokens of " + width + " and " + keysAndValues.tokens + " of "
                    + keysAndValues.width + " do not fit " + heads.count() + " heads and sequences of "
                    + attend.queryTokens() + " and " + attend.keyTokens() + " tokens");
        }
        Tensor out = TileAttention.apply(tiles, keysAndValues.tiles, heads, attend);
        return with(out, heads.out());
    }

    /// Some of the tokens, by their numbers.
    public VectorsScalars tokens(int... chosen) {
        Tensor v = width.vectors() == 0 ? null : vectors().gather(chosen);
        Tensor s = width.scalars() == 0 ? null : scalars().gather(chosen);
        return of(v, s);
    }

    /// With vectors, and scalars, set to zero with a probability p, and times 1 / (1 - p) otherwise.
    public VectorsScalars drop(double probability, RandomStream random) {
        Drops drops = new Drops(probability, random);
        VectorsScalars factors = drops.ofVectors(tape(), width, tokens);
        return with(tiles.times(factors.tiles), width);
    }

    /// Runs a block on these tokens. Without recording, what the block leaves behind is given back at once.
    public VectorsScalars through(UnaryOperator<VectorsScalars> block) {
        return run(block, tape()::through);
    }

    /// Runs a block on these tokens and keeps nothing but its result: the gradient runs the block again. Less memory
    /// for more time, and the same bits.
    public VectorsScalars checkpoint(UnaryOperator<VectorsScalars> block) {
        return run(block, tape()::checkpoint);
    }

    private VectorsScalars run(UnaryOperator<VectorsScalars> block, Function<Supplier<Tensor>, Tensor> how) {
        VectorsScalars[] out = new VectorsScalars[1];
        Tensor y = how.apply(() -> {
            out[0] = block.apply(this);
            return out[0].tiles;
        });
        return new VectorsScalars(y, out[0].width, out[0].tokens);
    }

    private VectorsScalars with(Tensor t, VectorChannels w) {
        return new VectorsScalars(t, w, tokens);
    }
}

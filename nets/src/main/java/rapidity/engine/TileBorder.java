package rapidity.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SpacetimeAlgebra;

/// Between natural arrays and tiles, with gradients.
final class TileBorder {
    private TileBorder() {}

    /// One of the two may be null, as the width says.
    static Tensor tiles(Channels width, int tokens, @Nullable Tensor mv, @Nullable Tensor s) {
        Tape tape = Objects.requireNonNull(mv != null ? mv : s).tape();
        TileOps ops = tape.ops().tiles();
        Buffer x = ops.toTiles(width.layout(), tokens, bufferOf(mv), bufferOf(s));
        boolean tracked = (mv != null && mv.isTracked()) || (s != null && s.isTracked());
        return tape.record(x, Shape.of(width.layout().size(tokens)), tracked, g -> {
            tape.refuseSecondDerivative("the embedding");
            if (mv != null && mv.isTracked()) {
                Buffer d = ops.multivectors(width.layout(), tokens, g.buffer());
                tape.accumulate(mv, tape.temporary(d, mv.shape()));
            }
            if (s != null && s.isTracked()) {
                Buffer d = ops.scalars(width.layout(), tokens, g.buffer());
                tape.accumulate(s, tape.temporary(d, s.shape()));
            }
        });
    }

    private static @Nullable Buffer bufferOf(@Nullable Tensor t) {
        return t == null ? null : t.buffer();
    }

    static Tensor multivectors(Channels width, int tokens, Tensor tiles) {
        Tape tape = tiles.tape();
        Shape shape = Shape.of(tokens, width.multivectors(), SpacetimeAlgebra.COMPONENTS);
        Buffer mv = tape.ops().tiles().multivectors(width.layout(), tokens, tiles.buffer());
        return tape.record(mv, shape, tiles.isTracked(), g -> back(width, tokens, tiles, g, null));
    }

    static Tensor scalars(Channels width, int tokens, Tensor tiles) {
        Tape tape = tiles.tape();
        Buffer s = tape.ops().tiles().scalars(width.layout(), tokens, tiles.buffer());
        Shape shape = Shape.of(tokens, width.scalars());
        return tape.record(s, shape, tiles.isTracked(), g -> back(width, tokens, tiles, null, g));
    }

    private static void back(Channels width, int tokens, Tensor tiles, @Nullable Tensor mv, @Nullable Tensor s) {
        Tape tape = tiles.tape();
        tape.refuseSecondDerivative("the extraction");
        Buffer zero = tape.constant(0, Shape.of(tokens * Math.max(16 * width.multivectors(), width.scalars())))
                .buffer();
        Buffer m = width.multivectors() == 0 ? null : mv == null ? zero : mv.buffer();
        Buffer t = width.scalars() == 0 ? null : s == null ? zero : s.buffer();
        Buffer d = tape.ops().tiles().toTiles(width.layout(), tokens, m, t);
        tape.accumulate(tiles, tape.temporary(d, tiles.shape()));
    }
}

package rapidity.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import rapidity.engine.kernel.TileLayout;

/// Channels of tiles put together, picked out and blanked, with gradients.
final class TileChannels {
    private TileChannels() {}

    /// Neighbouring channels that go from one place to another.
    ///
    /// @param width how many
    private record Move(Tensor x, TileSlot from, Channels width, TileSlot to) {}

    /// The channels of a, then those of b.
    static Tensor joined(int tokens, Tensor a, Channels aWidth, Tensor b, Channels bWidth) {
        Channels both = aWidth.plus(bWidth);
        TileSlot first = new TileSlot(both.layout(), 0, 0);
        TileSlot second = new TileSlot(both.layout(), aWidth.multivectors(), aWidth.scalars());
        return moved(
                tokens,
                both,
                List.of(
                        new Move(a, new TileSlot(aWidth.layout(), 0, 0), aWidth, first),
                        new Move(b, new TileSlot(bWidth.layout(), 0, 0), bWidth, second)));
    }

    /// Single channels by their numbers.
    static Tensor chosen(int tokens, Tensor x, Channels width, List<Integer> multivectors, List<Integer> scalars) {
        Channels chosen = new Channels(multivectors.size(), scalars.size());
        TileLayout from = width.layout();
        TileLayout to = chosen.layout();
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < multivectors.size(); i++) {
            int c = Objects.checkIndex(multivectors.get(i), width.multivectors());
            moves.add(new Move(x, new TileSlot(from, c, 0), new Channels(1, 0), new TileSlot(to, i, 0)));
        }
        for (int i = 0; i < scalars.size(); i++) {
            int s = Objects.checkIndex(scalars.get(i), width.scalars());
            moves.add(new Move(x, new TileSlot(from, 0, s), new Channels(0, 1), new TileSlot(to, 0, i)));
        }
        return moved(tokens, chosen, moves);
    }

    private static Tensor moved(int tokens, Channels width, List<Move> moves) {
        Tape tape = moves.getFirst().x.tape();
        TileOps ops = tape.ops().tiles();
        int size = width.layout().size(tokens);
        Buffer y = tape.ops().allocate(size);
        moves.forEach(m -> ops.copyChannels(tokens, m.width, m.from, m.x.buffer(), m.to, y));
        return tape.record(y, Shape.of(size), moves.stream().anyMatch(m -> m.x.isTracked()), g -> {
            tape.refuseSecondDerivative("a choice of channels");
            moves.stream().filter(m -> m.x.isTracked()).forEach(m -> {
                Tensor dx = tape.constant(0, m.x.shape());
                ops.copyChannels(tokens, m.width, m.to, g.buffer(), m.from, dx.buffer());
                tape.accumulate(m.x, dx);
            });
        });
    }
}

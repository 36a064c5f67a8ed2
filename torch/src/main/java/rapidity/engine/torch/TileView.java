package rapidity.engine.torch;

import java.util.Arrays;
import rapidity.engine.Buffer;
import rapidity.engine.kernel.TileLayout;

/// Multivectors and scalars as this engine lays them out: a row holds one number of every token, and the rows are
///
/// ```
/// scalars [S] | pair 0 [member, C] | pairs 1..4 [member, C, pair] | pairs 5..7 [member, C, pair]
/// ```
///
/// so that an equivariant map is three plain matrix products, whatever the number of pairs. Of the rows of
/// [TileLayout] those that hold nothing are left out; tokens are rounded up to whole tiles, as there.
///
/// @param tokens of a row, with those past the last one
record TileView(Torch torch, TileLayout layout, int tokens) implements Rows {
    static TileView of(Torch torch, TileLayout layout, int tokens) {
        return new TileView(torch, layout, TileLayout.LANES * TileLayout.tiles(tokens));
    }

    @Override
    public int rows() {
        return layout.scalars() + 16 * layout.channels();
    }

    private int start(PairBlock b) {
        return layout.scalars() + 2 * layout.channels() * b.first();
    }

    /// Our row of a component.
    int row(int pair, int member, int channel) {
        PairBlock b = PairBlock.ALL.get(pair == 0 ? 0 : pair < PairBlock.BIVECTORS.first() ? 1 : 2);
        return start(b) + (member * layout.channels() + channel) * b.pairs() + pair - b.first();
    }

    @Override
    public int[] order() {
        int[] r = new int[rows()];
        for (int s = 0; s < layout.scalars(); s++) {
            r[s] = s;
        }
        for (int pair = 0; pair < TileLayout.PAIRS; pair++) {
            for (int i = 0; i < 2 * layout.channels(); i++) {
                int c = i % layout.channels();
                r[row(pair, i / layout.channels(), c)] = layout.row(pair, i / layout.channels(), c);
            }
        }
        return r;
    }

    @Override
    public Value rows(Buffer x) {
        return torch.shaped(x, rows(), tokens);
    }

    /// The first rows: scalars, and pair 0 behind them.
    Value first(Buffer x, int rows) {
        return torch.shaped(x, rows, tokens);
    }

    Value scalars(Buffer x) {
        return first(x, layout.scalars());
    }

    /// A block as a matrix `[(member, channel), (pair, token)]`.
    Value matrix(Buffer x, PairBlock b) {
        return torch.part(x, (long) start(b) * tokens, 2 * layout.channels(), b.pairs() * tokens);
    }

    /// All channels of a block, `[member, channel, pair, token]`.
    Value all(Buffer x, PairBlock b) {
        return channels(x, b, 0, layout.channels());
    }

    /// Some neighbouring channels of a block, `[member, channel, pair, token]`.
    Value channels(Buffer x, PairBlock b, int first, int count) {
        int row = b.pairs() * tokens;
        return torch.strided(
                x, (long) (start(b) + first * b.pairs()) * tokens, new int[] {2, count, b.pairs(), tokens}, new int[] {
                    layout.channels() * row, row, tokens, 1
                });
    }

    /// The same of the first n tokens.
    Value tokens(Buffer x, PairBlock b, int n) {
        int row = b.pairs() * tokens;
        return torch.strided(x, (long) start(b) * tokens, new int[] {2, layout.channels(), b.pairs(), n}, new int[] {
            layout.channels() * row, row, tokens, 1
        });
    }

    /// The scalar component of every multivector, `[1, channel, 1, token]`.
    Value scalarComponents(Buffer x) {
        return torch.part(x, (long) layout.scalars() * tokens, 1, layout.channels(), 1, tokens);
    }

    /// Rows of the components of some channels, `[component in the order of PairRows, channel]`.
    int[] componentRows(int first, int count) {
        int[] r = new int[16 * count];
        Arrays.setAll(r, i -> row(i / count / 2, i / count % 2, first + i % count));
        return r;
    }
}

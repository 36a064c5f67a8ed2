package rapidity.engine.torch;

import rapidity.engine.Buffer;
import rapidity.engine.kernel.Layout;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorLayout;

/// Tokens as this engine lays them out: every row holds one number of each token.
sealed interface Rows permits TileView, VectorView {
    static Rows of(Torch torch, Layout layout, int tokens) {
        return switch (layout) {
            case TileLayout l -> TileView.of(torch, l, tokens);
            case VectorLayout l -> VectorView.of(torch, l, tokens);
        };
    }

    Layout layout();

    /// Numbers of a row: tokens rounded up to whole tiles.
    int tokens();

    /// How many rows there are.
    int rows();

    /// For each of our rows that of [Layout].
    int[] order();

    /// All rows, `[row, token]`.
    Value rows(Buffer x);

    /// For each row of [Layout] ours, or 0 where it holds nothing.
    default int[] places() {
        int[] r = new int[layout().rows()];
        int[] order = order();
        for (int i = 0; i < order.length; i++) {
            r[order[i]] = i;
        }
        return r;
    }
}

package rapidity.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rapidity.engine.kernel.TileLayout;

/// Offsets of the columns that a matrix kernel runs over: of each tile, the first block or some of the pairs. Columns
/// of
/// a smaller batch begin those of a larger one, so one table per layout serves all.
final class TileColumns {
    /// Scalars and pair 0, one column a tile, from row 0.
    static final int SCALARS = 0;

    /// Pair 0, one column a tile.
    static final int INVARIANTS = 1;

    /// Pairs 1..4.
    static final int VECTORS = 2;

    /// Pairs 5..7.
    static final int BIVECTORS = 3;

    private static final int[] PER_TILE = {1, 1, 4, 3};
    private static final int[] FIRST_PAIR = {0, 0, 1, 5};

    private final Map<Key, int[]> tables = new HashMap<>();

    private record Key(TileLayout layout, int kind) {}

    int count(int tiles, int kind) {
        return tiles * PER_TILE[kind];
    }

    int[] of(TileLayout layout, int tiles, int kind) {
        Key key = new Key(layout, kind);
        int[] table = tables.get(key);
        if (table == null || table.length < count(tiles, kind)) {
            table = table(layout, Math.max(tiles, 16), kind);
            tables.put(key, table);
        }
        return table;
    }

    private static int[] table(TileLayout layout, int tiles, int kind) {
        int per = PER_TILE[kind];
        int[] r = new int[tiles * per];
        Arrays.setAll(r, i -> {
            int row = kind == SCALARS ? 0 : layout.pairRow(FIRST_PAIR[kind] + i % per);
            return i / per * layout.tileSize() + row * TileLayout.LANES;
        });
        return r;
    }
}

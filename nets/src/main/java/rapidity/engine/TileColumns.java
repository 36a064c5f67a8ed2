package rapidity.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rapidity.engine.kernel.Block;
import rapidity.engine.kernel.Layout;
import rapidity.engine.kernel.TileLayout;

/// Offsets of the columns that a matrix kernel runs over: those of a block of each tile. Columns of a smaller batch
/// begin those of a larger one, so one table per layout serves all.
final class TileColumns {
    private final Map<Key, int[]> tables = new HashMap<>();

    private record Key(Layout layout, Block block) {}

    static int count(Tiles<?> tiles, Block block) {
        return tiles.count() * tiles.layout().columns(block).length;
    }

    int[] of(Tiles<?> tiles, Block block) {
        int perTile = tiles.layout().columns(block).length;
        int[] table = upTo(tiles.layout(), tiles.first() + tiles.count(), block);
        return tiles.first() == 0
                ? table
                : Arrays.copyOfRange(table, tiles.first() * perTile, (tiles.first() + tiles.count()) * perTile);
    }

    private int[] upTo(Layout layout, int tiles, Block block) {
        Key key = new Key(layout, block);
        int[] table = tables.get(key);
        if (table == null || table.length < tiles * layout.columns(block).length) {
            table = table(layout, Math.max(tiles, 16), block);
            tables.put(key, table);
        }
        return table;
    }

    private static int[] table(Layout layout, int tiles, Block block) {
        int[] rows = layout.columns(block);
        int[] r = new int[tiles * rows.length];
        Arrays.setAll(r, i -> i / rows.length * layout.tileSize() + rows[i % rows.length] * TileLayout.LANES);
        return r;
    }
}

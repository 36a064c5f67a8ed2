package rapidity.data.format.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.ByteSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;

/// A column of a Parquet file, read forwards page by page; to go back is to begin again with a group of rows.
final class ParquetColumn {
    private static final Jagged NOTHING = new Jagged(new double[0], new int[1]);

    private final ByteSource source;
    private final ParquetLeaf leaf;
    private final Column column;
    private final List<ParquetFooter.RowGroup> groups;

    /// The group at hand, and the first row behind the groups before it.
    private int group = -1;

    private long groupFirst;
    private @Nullable ChunkPages pages;
    /// The rows at hand, and the first of them.
    private Jagged batch = NOTHING;

    private long first;
    /// The last row of a page of lists, to which the next page may add.
    private Jagged held = NOTHING;

    ParquetColumn(ByteSource source, ParquetLeaf leaf, Column column, List<ParquetFooter.RowGroup> groups) {
        this.source = source;
        this.leaf = leaf;
        this.column = column;
        this.groups = groups;
    }

    Jagged read(long from, long to) throws IOException {
        int rows = (int) (to - from);
        int[] offsets = new int[rows + 1];
        double[] values = new double[Math.max(16, rows)];
        if (rows > 0 && (from < first || from >= groupEnd())) {
            open(from);
        }
        int row = 0;
        while (row < rows) {
            long at = from + row - first;
            if (at >= batch.rows()) {
                next();
                continue;
            }
            int begin = (int) at;
            int count = Math.min(rows - row, batch.rows() - begin);
            int origin = batch.offsets()[begin];
            int length = batch.offsets()[begin + count] - origin;
            int end = Math.addExact(offsets[row], length);
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
            }
            System.arraycopy(batch.values(), origin, values, offsets[row], length);
            for (int i = 1; i <= count; i++) {
                offsets[row + i] = offsets[row] + batch.offsets()[begin + i] - origin;
            }
            row += count;
        }
        int total = offsets[rows];
        return new Jagged(values.length == total ? values : Arrays.copyOf(values, total), offsets);
    }

    private long groupEnd() {
        return group < 0 ? 0 : groupFirst + groups.get(group).rows();
    }

    /// Turns to the group with a row.
    private void open(long row) throws IOException {
        group = -1;
        groupFirst = 0;
        do {
            groupFirst = groupEnd();
            group++;
        } while (row >= groupEnd());
        openGroup();
    }

    private void openGroup() throws IOException {
        List<ParquetFooter.Chunk> chunks = groups.get(group).chunks();
        if (leaf.index() >= chunks.size()) {
            throw fault("a column in each group of rows", "none in group " + group);
        }
        pages = new ChunkPages(source, place(), leaf, column.type(), chunks.get(leaf.index()));
        first = groupFirst;
        batch = NOTHING;
        held = NOTHING;
    }

    private void next() throws IOException {
        first += batch.rows();
        batch = NOTHING;
        ChunkPages open = pages;
        ChunkPages.Page page = open == null ? null : open.next();
        if (page == null) {
            endGroup();
            return;
        }
        if (leaf.repeated() == 0) {
            batch = page.rows();
            return;
        }
        Jagged rows = page.goesOn() ? joined(held, page.rows()) : appended(held, page.rows());
        int last = Math.max(0, rows.rows() - 1);
        int border = rows.offsets()[last];
        held = rows.rows() == 0
                ? NOTHING
                : new Jagged(
                        Arrays.copyOfRange(rows.values(), border, rows.offsets()[last + 1]),
                        new int[] {0, rows.offsets()[last + 1] - border});
        batch = new Jagged(rows.values(), Arrays.copyOf(rows.offsets(), last + 1));
    }

    private void endGroup() throws IOException {
        if (held.rows() > 0) {
            batch = held;
            held = NOTHING;
            return;
        }
        if (first != groupEnd() || group + 1 >= groups.size()) {
            throw fault(groups.get(group).rows() + " rows in group " + group, (first - groupFirst) + "");
        }
        groupFirst = groupEnd();
        group++;
        openGroup();
    }

    /// The rows of both, where the first row of the second goes on with the last of the first.
    private static Jagged joined(Jagged a, Jagged b) {
        Jagged all = appended(a, b);
        int[] offsets = new int[Math.max(2, all.offsets().length - 1)];
        int kept = 0;
        for (int i = 0; i < all.offsets().length; i++) {
            if (i != a.rows() || a.rows() == 0) {
                offsets[Math.min(kept++, offsets.length - 1)] = all.offsets()[i];
            }
        }
        return new Jagged(all.values(), offsets);
    }

    private static Jagged appended(Jagged a, Jagged b) {
        int before = a.offsets()[a.rows()];
        double[] values = Arrays.copyOf(a.values(), before + b.values().length);
        System.arraycopy(b.values(), 0, values, before, b.values().length);
        int[] offsets = Arrays.copyOf(a.offsets(), a.offsets().length + b.rows());
        for (int row = 1; row <= b.rows(); row++) {
            offsets[a.rows() + row] = before + b.offsets()[row];
        }
        return new Jagged(values, offsets);
    }

    private String place() {
        return "column " + column.name() + ", rows from " + groupFirst + " on";
    }

    private DataFormatException fault(String expected, String found) {
        return source.fault(place(), expected, found);
    }
}

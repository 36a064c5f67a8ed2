package rapidity.data.format.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.ByteSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;

/// A column of a Parquet file, read forwards page by page; to go back is to begin again with a group of rows.
final class ParquetColumn {
    private static final ChunkPages.Page NOTHING = new ChunkPages.Page(new Jagged(new double[0], new int[1]), false);

    private final ByteSource source;
    private final ParquetLeaf leaf;
    private final Column column;
    private final List<ParquetFooter.RowGroup> groups;

    /// The group at hand, and the first row behind the groups before it.
    private int group = -1;

    private long groupFirst;
    private @Nullable ChunkPages pages;
    /// The page at hand, and the first of its rows, which may have begun on the page before.
    private ChunkPages.Page page = NOTHING;

    private long first;

    ParquetColumn(ByteSource source, ParquetLeaf leaf, Column column, List<ParquetFooter.RowGroup> groups) {
        this.source = source;
        this.leaf = leaf;
        this.column = column;
        this.groups = groups;
    }

    Jagged read(long from, long to) throws IOException {
        try {
            return rows(from, to);
        } catch (IOException e) {
            // what follows a damaged page is not taken for it
            group = -1;
            throw e;
        }
    }

    private Jagged rows(long from, long to) throws IOException {
        int wanted = Table.count(from, to, column.rows());
        if (wanted > 0 && (from < first + (page.goesOn() ? 1 : 0) || from >= groupEnd())) {
            open(from);
        }
        Rows rows = new Rows(wanted, usualNumbers(wanted));
        while (true) {
            long at = from + rows.count - first;
            boolean complete = leaf.repeated() == 0 || at < page.rows().rows();
            if (rows.count == wanted && (complete || wanted == 0)) {
                return rows.all();
            }
            if (at < page.rows().rows()) {
                rows.append(page.rows(), (int) at, (int)
                        Math.min(wanted - rows.count, page.rows().rows() - at));
            } else if (nextPage()) {
                if (page.goesOn() && rows.count > 0) {
                    rows.extend(page.rows());
                }
            } else if (rows.count == wanted) {
                return rows.all();
            } else {
                nextGroup();
            }
        }
    }

    /// About how many numbers so many rows have; one that is damaged says anything.
    private int usualNumbers(int rows) {
        if (leaf.repeated() == 0 || group < 0) {
            return rows;
        }
        ParquetFooter.RowGroup here = groups.get(group);
        double perRow = (double) here.chunks().get(leaf.index()).values() / Math.max(1, here.rows());
        return (int) Math.min(Rows.MOST_EXPECTED, Math.ceil(perRow * rows));
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
        pages = null;
        page = NOTHING;
        first = groupFirst;
        List<ParquetFooter.Chunk> chunks = groups.get(group).chunks();
        if (leaf.index() >= chunks.size()) {
            throw fault("a column in each group of rows", "none in group " + group);
        }
        pages = new ChunkPages(source, place(), leaf, column.type(), chunks.get(leaf.index()));
    }

    /// Turns to the next page of the group; whether there is one.
    private boolean nextPage() throws IOException {
        first += page.rows().rows();
        page = NOTHING;
        ChunkPages.Page next = pages == null ? null : pages.next();
        if (next == null) {
            return false;
        }
        if (next.goesOn()) {
            first--;
            if (first < groupFirst) {
                throw fault("a row that begins before it goes on", "none");
            }
        }
        page = next;
        return true;
    }

    private void nextGroup() throws IOException {
        if (first != groupEnd() || group + 1 >= groups.size()) {
            throw fault(groups.get(group).rows() + " rows in group " + group, (first - groupFirst) + "");
        }
        groupFirst = groupEnd();
        group++;
        openGroup();
    }

    private String place() {
        return "column " + column.name() + ", rows from " + groupFirst + " on";
    }

    private DataFormatException fault(String expected, String found) {
        return source.fault(place(), expected, found);
    }

    /// Rows on their way out.
    private static final class Rows {
        static final int MOST_EXPECTED = 1 << 21;

        private final int[] offsets;
        private double[] values;
        private int count;

        Rows(int rows, int numbers) {
            offsets = new int[rows + 1];
            values = new double[numbers];
        }

        /// Adds rows from .. from+number-1 of a page.
        void append(Jagged page, int from, int number) {
            int origin = page.offsets()[from];
            int begin = offsets[count];
            copy(page, origin, page.offsets()[from + number] - origin);
            for (int i = 1; i <= number; i++) {
                offsets[count + i] = begin + page.offsets()[from + i] - origin;
            }
            count += number;
        }

        /// Adds the first row of a page to the last row.
        void extend(Jagged page) {
            copy(page, 0, page.offsets()[1]);
            offsets[count] += page.offsets()[1];
        }

        private void copy(Jagged page, int origin, int length) {
            int end = Math.addExact(offsets[count], length);
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
            }
            System.arraycopy(page.values(), origin, values, offsets[count], length);
        }

        Jagged all() {
            int total = offsets[count];
            return new Jagged(values.length == total ? values : Arrays.copyOf(values, total), offsets);
        }
    }
}

package rapidity.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A file as columns of numbers, whatever its format. Memory is the rows asked for, and some buffers; rows are cheapest
/// in rising order. For use by one thread.
public interface Table extends Closeable {
    /// The file.
    Path path();

    /// What the file is, in some words: `NumPy archive`.
    String kind();

    /// The columns, in the order of the file.
    List<Column> columns();

    /// What else is in the file and cannot be read as a column, by name, with a sentence that says why.
    default Map<String, String> unread() {
        return Map.of();
    }

    /// The rows from .. to-1 of a column. Exact.
    ///
    /// @throws DataFormatException if they are damaged, or a 64-bit integer has no exact double
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    Jagged read(Column column, long from, long to) throws IOException;

    /// How many the rows from .. to-1 are.
    ///
    /// @throws IllegalArgumentException if they are not within so many rows, or are too many for one array
    static int count(long from, long to, long rows) {
        if (from < 0 || from > to || to > rows) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " are not within the " + rows + " rows");
        }
        if (to - from >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    (to - from) + " rows do not fit into one Java array: read fewer rows at a time");
        }
        return (int) (to - from);
    }
}

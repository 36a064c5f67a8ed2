package rapidity.data.dataset;

import java.nio.file.Path;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;

/// Columns that belong together have rows of equal length.
public final class RaggedLengths {
    private RaggedLengths() {}

    /// Two columns have rows of equal length.
    ///
    /// @param from the row that is the first of both
    /// @throws DataFormatException with the first row in which the lengths differ
    public static void require(Path file, String name, Jagged column, String otherName, Jagged other, long from)
            throws DataFormatException {
        for (int row = 0; row < column.rows(); row++) {
            int length = column.offsets()[row + 1] - column.offsets()[row];
            int otherLength = other.offsets()[row + 1] - other.offsets()[row];
            if (length != otherLength) {
                throw new DataFormatException(
                        file,
                        "row " + (from + row),
                        length + " numbers in " + otherName + ", as many as in " + name,
                        otherLength + "");
            }
        }
    }
}

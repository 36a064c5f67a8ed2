package rapidity.data.format;

import java.util.List;

/// A column of a table: a name, and numbers of one type for each row.
///
/// @param shape the shape of what one row holds: `()` one number, `(200, 4)` that many, `(*, 4)` any number of fours
/// @param rows how many rows it has
public record Column(String name, NpyType type, List<Long> shape, long rows) {
    /// The length of a first axis that differs from row to row.
    public static final long VARIABLE = -1;

    /// A column with one number for each row.
    public static Column flat(String name, NpyType type, long rows) {
        return new Column(name, type, List.of(), rows);
    }

    /// Whether rows differ in length.
    public boolean jagged() {
        return !shape.isEmpty() && shape.getFirst() == VARIABLE;
    }

    /// The count of numbers in a row, or of those that come together in a jagged one.
    public long width() {
        return shape.stream().filter(length -> length != VARIABLE).reduce(1L, (a, b) -> a * b);
    }

    /// Type and shape as a person writes them: `f4`, `f4 [200, 4]`, `f4 [*]`.
    public String description() {
        if (shape.isEmpty()) {
            return type.code();
        }
        return type.code() + " "
                + shape.stream().map(n -> n == VARIABLE ? "*" : n + "").toList();
    }
}

package rapidity.irreps;

import java.util.Arrays;

/// A small matrix of complex numbers.
public final class ComplexMatrix {
    private final int rows;
    private final int columns;
    private final Complex[] entries;

    private ComplexMatrix(int rows, int columns, Complex[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    /// An entry from its row and its column.
    @FunctionalInterface
    public interface Entry {
        Complex at(int row, int column);
    }

    /// The matrix of the entries that a rule gives.
    public static ComplexMatrix of(int rows, int columns, Entry rule) {
        Complex[] entries = new Complex[rows * columns];
        Arrays.setAll(entries, i -> rule.at(i / columns, i % columns));
        return new ComplexMatrix(rows, columns, entries);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public Complex entry(int row, int column) {
        return entries[row * columns + column];
    }

    /// The matrix product.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit
    public ComplexMatrix times(ComplexMatrix b) {
        if (columns != b.rows) {
            throw new IllegalArgumentException(
                    "no product of a matrix of " + columns + " columns and one of " + b.rows + " rows");
        }
        return of(rows, b.columns, (row, column) -> {
            Complex sum = Complex.ZERO;
            for (int k = 0; k < columns; k++) {
                sum = sum.plus(entry(row, k).times(b.entry(k, column)));
            }
            return sum;
        });
    }

    /// The vector `this x`.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit
    public Complex[] times(Complex[] x) {
        ComplexMatrix image = times(of(x.length, 1, (row, column) -> x[row]));
        return image.entries;
    }

    /// Entry `(a rows + c, b columns + d)` is that at (a, b) of this times that at (c, d) of the other.
    public ComplexMatrix kronecker(ComplexMatrix b) {
        return of(
                rows * b.rows,
                columns * b.columns,
                (row, column) ->
                        entry(row / b.rows, column / b.columns).times(b.entry(row % b.rows, column % b.columns)));
    }

    /// The conjugate transpose.
    public ComplexMatrix adjoint() {
        return of(columns, rows, (row, column) -> entry(column, row).conjugate());
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " " + Arrays.toString(entries);
    }
}

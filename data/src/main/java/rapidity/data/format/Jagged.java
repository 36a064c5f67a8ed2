package rapidity.data.format;

/// The numbers of some rows, one row after another: row i is `values[offsets[i]] .. values[offsets[i + 1] - 1]`.
public record Jagged(double[] values, int[] offsets) {
    /// Rows of equal length.
    public static Jagged of(double[] values, int rows, int length) {
        int[] offsets = new int[rows + 1];
        for (int row = 0; row <= rows; row++) {
            offsets[row] = row * length;
        }
        return new Jagged(values, offsets);
    }

    /// The number of rows.
    public int rows() {
        return offsets.length - 1;
    }
}

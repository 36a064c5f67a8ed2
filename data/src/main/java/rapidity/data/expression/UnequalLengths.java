package rapidity.data.expression;

/// Two columns of which a row has different counts of numbers.
public final class UnequalLengths extends Exception {
    private static final long serialVersionUID = 1L;

    private final int row;
    private final int first;
    private final int second;

    private UnequalLengths(int row, int first, int second) {
        super("row " + row + " has " + first + " numbers on one side and " + second + " on the other");
        this.row = row;
        this.first = first;
        this.second = second;
    }

    static void require(int[] offsets, int[] others) throws UnequalLengths {
        for (int row = 0; row + 1 < offsets.length; row++) {
            int length = offsets[row + 1] - offsets[row];
            int other = others[row + 1] - others[row];
            if (length != other) {
                throw new UnequalLengths(row, length, other);
            }
        }
    }

    /// The row, counted from the first that was read.
    public int row() {
        return row;
    }

    /// How many numbers one side has.
    public int first() {
        return first;
    }

    /// How many numbers the other side has.
    public int second() {
        return second;
    }
}

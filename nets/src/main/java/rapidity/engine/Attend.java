package rapidity.engine;

import java.util.Arrays;

/// Who attends to whom: tokens of all sequences lie one after another, and tokens see their own sequence only.
public final class Attend {
    private final int[] queries;
    private final int[] keys;

    private Attend(int[] queries, int[] keys) {
        this.queries = queries;
        this.keys = keys;
    }

    /// One sequence of `tokens` tokens.
    public static Attend full(int tokens) {
        return segments(0, tokens);
    }

    /// Ragged sequences: sequence i is `offsets[i] .. offsets[i + 1] - 1`.
    ///
    /// @throws IllegalArgumentException unless the offsets start at 0 and never fall
    public static Attend segments(int... offsets) {
        int[] checked = checked(offsets);
        return new Attend(checked, checked);
    }

    /// `count` sequences of equal length.
    public static Attend equal(int count, int length) {
        int[] offsets = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            offsets[i] = i * length;
        }
        return segments(offsets);
    }

    /// Queries of sequence i see the keys of sequence i of another set.
    ///
    /// @throws IllegalArgumentException if the numbers of sequences differ
    public static Attend cross(int[] queryOffsets, int[] keyOffsets) {
        if (queryOffsets.length != keyOffsets.length) {
            throw new IllegalArgumentException(
                    "queries have " + (queryOffsets.length - 1) + " sequences, keys " + (keyOffsets.length - 1));
        }
        return new Attend(checked(queryOffsets), checked(keyOffsets));
    }

    private static int[] checked(int[] offsets) {
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("offsets start at 0: " + Arrays.toString(offsets));
        }
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] < offsets[i - 1]) {
                throw new IllegalArgumentException("offsets fall at " + i + ": " + offsets[i]);
            }
        }
        return offsets.clone();
    }

    /// Number of sequences.
    public int sequences() {
        return queries.length - 1;
    }

    public int queryOffset(int sequence) {
        return queries[sequence];
    }

    public int keyOffset(int sequence) {
        return keys[sequence];
    }

    /// Number of query tokens.
    public int queryTokens() {
        return queries[queries.length - 1];
    }

    /// Number of key tokens.
    public int keyTokens() {
        return keys[keys.length - 1];
    }
}

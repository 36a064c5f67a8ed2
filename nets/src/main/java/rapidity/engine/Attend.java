package rapidity.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.TileLayout;

/// Who attends to whom: tokens of all sequences lie one after another, and tokens see their own sequence only.
///
/// A mask is added to the scores of queries and keys before the softmax; minus infinity makes a key invisible to a
/// query, exactly. A query that sees no key at all gets zeros, with zero gradients, as in PyTorch. Masks of all kinds
/// add up.
///
/// ```java
/// Attend.equal(jets, 128).withKeyMask(padding)         // padded jets
/// Attend.segments(offsets).causal()
/// ```
public final class Attend {
    private final int[] queries;
    private final int[] keys;
    private final List<double[]> scores;
    private final double[] perKey;
    private final boolean causal;

    private Attend(int[] queries, int[] keys, List<double[]> scores, double[] perKey, boolean causal) {
        this.queries = queries;
        this.keys = keys;
        this.scores = scores;
        this.perKey = perKey;
        this.causal = causal;
    }

    private static Attend unmasked(int[] queries, int[] keys) {
        return new Attend(queries, keys, List.of(), new double[0], false);
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
        return unmasked(checked, checked);
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
        return unmasked(checked(queryOffsets), checked(keyOffsets));
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

    /// With these numbers added to the scores, one array `[queries, keys]` for each sequence, row-major; arrays of
    /// another call are replaced.
    ///
    /// @throws IllegalArgumentException if the number of arrays or the length of one is another, or a number is NaN or
    ///     plus infinity
    public Attend withMask(double[]... perSequence) {
        if (perSequence.length != sequences()) {
            throw new IllegalArgumentException(perSequence.length + " masks for " + sequences() + " sequences");
        }
        for (int i = 0; i < perSequence.length; i++) {
            checkMask(perSequence[i], queryCount(i) * keyCount(i), "queries and keys of sequence " + i);
        }
        return new Attend(
                queries, keys, Arrays.stream(perSequence).map(double[]::clone).toList(), perKey, causal);
    }

    /// With a number added to all scores of each key, keys of all sequences one after another: minus infinity where a
    /// key is padding, else 0. Numbers of another call are replaced.
    ///
    /// @throws IllegalArgumentException unless there is one for each key, below plus infinity
    public Attend withKeyMask(double... mask) {
        checkMask(mask, keyTokens(), "keys");
        return new Attend(queries, keys, scores, mask.clone(), causal);
    }

    private static void checkMask(double[] mask, int n, String what) {
        if (mask.length != n) {
            throw new IllegalArgumentException("a mask of " + mask.length + " numbers for " + n + " " + what);
        }
        for (double m : mask) {
            if (!(m < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("scores are masked with numbers up to minus infinity, got " + m);
            }
        }
    }

    /// With every query of a sequence seeing only the keys up to its own place in the sequence.
    public Attend causal() {
        return new Attend(queries, keys, scores, perKey, true);
    }

    /// What is added to scores depends on this.
    public enum Masking {
        /// Nothing is.
        NONE,
        /// The same for all queries.
        KEYS,
        QUERIES_AND_KEYS
    }

    public Masking masking() {
        if (!scores.isEmpty() || causal) {
            return Masking.QUERIES_AND_KEYS;
        }
        return perKey.length == 0 ? Masking.NONE : Masking.KEYS;
    }

    /// What is added to the score of a query and a key of a sequence.
    public double added(int sequence, int query, int key) {
        if (causal && key > query) {
            return Double.NEGATIVE_INFINITY;
        }
        double one = scores.isEmpty() ? 0 : scores.get(sequence)[query * keyCount(sequence) + key];
        return (perKey.length == 0 ? 0 : perKey[keys[sequence] + key]) + one;
    }

    /// What is added to the scores of a sequence, `[keys][queries rounded up to whole tiles]`; null: nothing.
    double @Nullable [] mask(int sequence) {
        if (masking() == Masking.NONE) {
            return null;
        }
        int nk = keyCount(sequence);
        int nq = queryCount(sequence);
        int padded = TileLayout.LANES * TileLayout.tiles(nq);
        double[] r = new double[nk * padded];
        for (int key = 0; key < nk; key++) {
            for (int query = 0; query < nq; query++) {
                r[key * padded + query] = added(sequence, query, key);
            }
        }
        return r;
    }

    /// The tokens of each sequence that are seen, for networks that sum over a sequence instead of attending to it.
    ///
    /// @throws IllegalArgumentException if queries and keys are different tokens, or keys are masked in another way
    ///     than by minus infinity for all queries
    public int[][] members() {
        boolean hidden = Arrays.stream(perKey).allMatch(m -> m == 0 || m == Double.NEGATIVE_INFINITY);
        if (!hidden || !scores.isEmpty() || causal || !Arrays.equals(queries, keys)) {
            throw new IllegalArgumentException(
                    "a network that sums over sequences needs each of them alone, and tokens either seen or hidden");
        }
        return IntStream.range(0, sequences())
                .mapToObj(i -> IntStream.range(keys[i], keys[i + 1])
                        .filter(key -> perKey.length == 0 || perKey[key] == 0)
                        .toArray())
                .toArray(int[][]::new);
    }

    /// The first query of each sequence, by its number among all of them.
    ///
    /// @throws IllegalArgumentException if a sequence has none
    public int[] firstQueries() {
        for (int i = 0; i < sequences(); i++) {
            if (queryCount(i) == 0) {
                throw new IllegalArgumentException("sequence " + i + " has no token, hence no first one");
            }
        }
        return Arrays.copyOf(queries, sequences());
    }

    /// The same for the first query of each sequence alone.
    public Attend ofFirstQueries() {
        List<double[]> first = IntStream.range(0, scores.size())
                .mapToObj(i -> Arrays.copyOf(scores.get(i), keyCount(i)))
                .toList();
        return new Attend(IntStream.rangeClosed(0, sequences()).toArray(), keys, first, perKey, causal);
    }

    private int queryCount(int sequence) {
        return queries[sequence + 1] - queries[sequence];
    }

    private int keyCount(int sequence) {
        return keys[sequence + 1] - keys[sequence];
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

package rapidity.engine.torch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Attend;

/// Ragged sequences as rows of equal length: where the tokens of each row come from, where each token lies, and what is
/// added to the scores so that nothing sees what is not there.
///
/// @param count number of sequences
/// @param queries the length of the longest
/// @param queryPlaces the token of each `[sequence, query]`, 0 past a sequence's end
/// @param keyPlaces the same for keys
/// @param sequenceOfQuery of each query token
/// @param queryInSequence its place there
/// @param sequenceOfKey of each key token
/// @param keyInSequence its place there
/// @param rowOfQuery both as one number, sequence by sequence
/// @param rowOfKey the same for keys
/// @param liveQueries `[sequence, 1, query]`, 1 or 0; null: all are live
/// @param mask `[sequence, 1, query, key]`, or one for all queries; null: everything is seen
record Sequences(
        int count,
        int queries,
        int keys,
        Value queryPlaces,
        Value keyPlaces,
        Value sequenceOfQuery,
        Value queryInSequence,
        Value sequenceOfKey,
        Value keyInSequence,
        Value rowOfQuery,
        Value rowOfKey,
        @Nullable Value liveQueries,
        @Nullable Value mask) {
    /// Tensors of this stay until [#release].
    static Sequences of(Torch torch, Attend attend) {
        Side q = new Side(attend, true);
        Side k = new Side(attend, false);
        return new Sequences(
                attend.sequences(),
                q.longest,
                k.longest,
                torch.keep(() -> torch.places(q.places())),
                torch.keep(() -> torch.places(k.places())),
                torch.keep(() -> torch.places(q.sequenceOfToken())),
                torch.keep(() -> torch.places(q.inSequence())),
                torch.keep(() -> torch.places(k.sequenceOfToken())),
                torch.keep(() -> torch.places(k.inSequence())),
                torch.keep(() -> torch.places(q.rowOfToken())),
                torch.keep(() -> torch.places(k.rowOfToken())),
                q.isRagged() ? torch.keep(() -> torch.tensor(q.live(), attend.sequences(), 1, q.longest)) : null,
                mask(torch, attend, q, k));
    }

    private static @Nullable Value mask(Torch torch, Attend attend, Side q, Side k) {
        Attend.Masking masking = attend.masking();
        if (masking == Attend.Masking.NONE && !k.isRagged()) {
            return null;
        }
        boolean perQuery = masking == Attend.Masking.QUERIES_AND_KEYS;
        int rows = perQuery ? q.longest : 1;
        double[] r = new double[attend.sequences() * rows * k.longest];
        Arrays.fill(r, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < attend.sequences(); i++) {
            for (int row = 0; row < (perQuery ? q.length(i) : 1); row++) {
                for (int key = 0; key < k.length(i); key++) {
                    r[(i * rows + row) * k.longest + key] = attend.added(i, row, key);
                }
            }
        }
        return torch.keep(() -> torch.tensor(r, attend.sequences(), 1, rows, k.longest));
    }

    void release(Torch torch) {
        torch.release(queryPlaces, keyPlaces, sequenceOfQuery, queryInSequence, sequenceOfKey, keyInSequence);
        torch.release(rowOfQuery, rowOfKey);
        if (liveQueries != null) {
            torch.release(liveQueries);
        }
        if (mask != null) {
            torch.release(mask);
        }
    }

    /// Queries, or keys.
    private static final class Side {
        private final Attend attend;
        private final boolean ofQueries;
        private final int longest;

        Side(Attend attend, boolean ofQueries) {
            this.attend = attend;
            this.ofQueries = ofQueries;
            int most = 0;
            for (int i = 0; i < attend.sequences(); i++) {
                most = Math.max(most, length(i));
            }
            longest = most;
        }

        private int start(int i) {
            return ofQueries ? attend.queryOffset(i) : attend.keyOffset(i);
        }

        int length(int i) {
            return start(i + 1) - start(i);
        }

        boolean isRagged() {
            return start(attend.sequences()) != attend.sequences() * longest;
        }

        int[] places() {
            int[] r = new int[attend.sequences() * longest];
            Arrays.setAll(r, i -> i % longest < length(i / longest) ? start(i / longest) + i % longest : 0);
            return r;
        }

        double[] live() {
            double[] r = new double[attend.sequences() * longest];
            Arrays.setAll(r, i -> i % longest < length(i / longest) ? 1 : 0);
            return r;
        }

        int[] sequenceOfToken() {
            int[] r = new int[start(attend.sequences())];
            for (int i = 0; i < attend.sequences(); i++) {
                Arrays.fill(r, start(i), start(i + 1), i);
            }
            return r;
        }

        int[] inSequence() {
            int[] r = sequenceOfToken();
            Arrays.setAll(r, t -> t - start(r[t]));
            return r;
        }

        int[] rowOfToken() {
            int[] r = sequenceOfToken();
            Arrays.setAll(r, t -> r[t] * longest + t - start(r[t]));
            return r;
        }
    }
}

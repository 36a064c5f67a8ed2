package rapidity.layer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Tensor;

/// The tokens of each sequence as a set, such as the constituents of each jet: sums and means over them, and the edges
/// between all of them. Tokens that a mask hides belong to no set.
public final class TokenSets {
    /// Edges that are worked on at once: a message of 72 numbers on each is half a megabyte in single precision, which
    /// stays in the cache of a core.
    private static final int EDGES = 2048;

    private final int tokens;
    private final int[] sequences;
    private final int[] members;
    private final int[] begins;

    /// @param attend sequences, possibly with hidden keys
    /// @throws IllegalArgumentException if it is attention of another kind: between different tokens, causal, or with
    ///     finite masks
    public TokenSets(Attend attend) {
        int[][] sets = attend.members();
        tokens = attend.keyTokens();
        members = Arrays.stream(sets).flatMapToInt(Arrays::stream).toArray();
        begins = new int[sets.length + 1];
        for (int i = 0; i < sets.length; i++) {
            begins[i + 1] = begins[i] + sets[i].length;
        }
        sequences = IntStream.range(0, sets.length)
                .flatMap(i -> IntStream.range(attend.keyOffset(i), attend.keyOffset(i + 1))
                        .map(token -> i))
                .toArray();
    }

    /// Sums over each set.
    ///
    /// @param x `[tokens, features]`
    /// @return `[sequences, features]`, zeros for an empty set
    public Tensor sum(Tensor x) {
        int[] setOf = new int[members.length];
        Arrays.setAll(setOf, i -> sequences[members[i]]);
        Tensor present = members.length == tokens ? x : x.gather(members);
        return present.scatterAdd(begins.length - 1, setOf);
    }

    /// Means over each set.
    ///
    /// @param x `[tokens, features]`
    /// @return `[sequences, features]`, zeros for an empty set
    public Tensor mean(Tensor x) {
        double[] weights = new double[begins.length - 1];
        Arrays.setAll(weights, i -> 1.0 / Math.max(begins[i + 1] - begins[i], 1));
        return sum(x).times(x.tape().tensor(weights, weights.length, 1));
    }

    /// To each token what its sequence has.
    ///
    /// @param x `[sequences, features]`
    /// @return `[tokens, features]`
    public Tensor spread(Tensor x) {
        return x.gather(sequences);
    }

    /// The edges from each token of a set to each other one, in pieces of some thousand. All edges of a receiver are in
    /// one piece, in the order of the senders, whatever else is in it.
    public List<Edges> edges() {
        List<Edges> pieces = new ArrayList<>();
        int from = 0;
        int count = 0;
        for (int set = 0; set + 1 < begins.length; set++) {
            int others = begins[set + 1] - begins[set] - 1;
            for (int i = begins[set]; i < begins[set + 1]; i++) {
                if (count > 0 && count + others > EDGES) {
                    pieces.add(edges(from, i, count));
                    from = i;
                    count = 0;
                }
                count += others;
            }
        }
        if (count > 0) {
            pieces.add(edges(from, members.length, count));
        }
        return pieces;
    }

    /// Those to the members from .. end - 1.
    private Edges edges(int from, int end, int count) {
        int[] to = new int[count];
        int[] senders = new int[count];
        int edge = 0;
        for (int i = from; i < end; i++) {
            int set = sequences[members[i]];
            for (int j = begins[set]; j < begins[set + 1]; j++) {
                if (j != i) {
                    to[edge] = i - from;
                    senders[edge++] = members[j];
                }
            }
        }
        return new Edges(Arrays.copyOfRange(members, from, end), to, senders);
    }
}

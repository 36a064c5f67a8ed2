package rapidity.layer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Tensor;
import rapidity.layer.graph.Edges.Loops;

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
        return present(x).scatterAdd(begins.length - 1, setOf);
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

    /// The tokens that belong to sets, one set after another, with these features.
    ///
    /// @param x `[tokens, ...]`
    public Tensor present(Tensor x) {
        return members.length == tokens ? x : x.gather(members);
    }

    /// The same sets of the [#present] tokens alone.
    public TokenSets present() {
        return members.length == tokens ? this : new TokenSets(Attend.segments(begins));
    }

    /// The edges from each token of a set to each other one, in pieces of some thousand. All edges of a receiver are in
    /// one piece, in the order of the senders, whatever else is in it.
    public List<Edges> edges() {
        return edges(Loops.NONE, EDGES);
    }

    /// The edges from each token of a set to each one, itself included: in pieces of some thousand, or all of them in
    /// one piece.
    public List<Edges> edgesAndLoops(Pieces pieces) {
        return edges(Loops.SELF, pieces == Pieces.MANY ? EDGES : Long.MAX_VALUE);
    }

    /// What is worked on at once.
    public enum Pieces {
        ONE,
        MANY
    }

    private List<Edges> edges(Loops loops, long atOnce) {
        List<Edges> pieces = new ArrayList<>();
        int from = 0;
        long count = 0;
        for (int i = 0; i < members.length; i++) {
            int senders = end(i) - begin(i) - (loops == Loops.NONE ? 1 : 0);
            if (count > 0 && count + senders > atOnce) {
                pieces.add(new Edges(this, loops, from, i));
                from = i;
                count = 0;
            }
            count += senders;
        }
        if (count > 0) {
            pieces.add(new Edges(this, loops, from, members.length));
        }
        return pieces;
    }

    /// The token that is member i of all sets.
    int member(int i) {
        return members[i];
    }

    /// The first member of the set that member i is in.
    int begin(int i) {
        return begins[sequences[members[i]]];
    }

    /// The last one + 1.
    int end(int i) {
        return begins[sequences[members[i]] + 1];
    }
}

package rapidity.layer.graph;

import java.util.Arrays;

/// The directed edges to some tokens of a graph from all tokens of their sets. They are worked out where they are
/// needed, and in the order of their receivers and senders: none is stored.
public final class Edges {
    private final TokenSets sets;
    private final Loops loops;
    private final int from;
    private final int end;

    /// Whether a token sends to itself.
    public enum Loops {
        NONE,
        SELF
    }

    /// @param from first receiver, counted among the members of all sets
    /// @param end last receiver + 1
    Edges(TokenSets sets, Loops loops, int from, int end) {
        this.sets = sets;
        this.loops = loops;
        this.from = from;
        this.end = end;
    }

    /// The receivers, each once.
    public int[] nodes() {
        int[] r = new int[end - from];
        Arrays.setAll(r, i -> sets.member(from + i));
        return r;
    }

    /// How many there are.
    ///
    /// @throws ArithmeticException if they are 2^31 or more
    public int count() {
        long edges = 0;
        for (int i = from; i < end; i++) {
            edges += sendersTo(i);
        }
        return Math.toIntExact(edges);
    }

    /// Edges to a member.
    private int sendersTo(int i) {
        return sets.end(i) - sets.begin(i) - (loops == Loops.NONE ? 1 : 0);
    }

    /// Of each receiver, how many tokens send to it.
    public int[] degrees() {
        int[] r = new int[end - from];
        Arrays.setAll(r, i -> sendersTo(from + i));
        return r;
    }

    /// Of each edge, the place of its receiver among the [#nodes].
    public int[] to() {
        int[] r = new int[count()];
        int edge = 0;
        for (int i = from; i < end; i++) {
            int degree = sendersTo(i);
            Arrays.fill(r, edge, edge + degree, i - from);
            edge += degree;
        }
        return r;
    }

    /// The receiver of each edge.
    public int[] receivers() {
        int[] nodes = nodes();
        return Arrays.stream(to()).map(place -> nodes[place]).toArray();
    }

    /// The sender of each edge.
    public int[] senders() {
        int[] r = new int[count()];
        int edge = 0;
        for (int i = from; i < end; i++) {
            for (int j = sets.begin(i); j < sets.end(i); j++) {
                if (j != i || loops == Loops.SELF) {
                    r[edge++] = sets.member(j);
                }
            }
        }
        return r;
    }
}

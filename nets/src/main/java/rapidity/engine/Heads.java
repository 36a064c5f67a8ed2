package rapidity.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.DualPair;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.TileLayout;

/// Where the queries, keys and values of multi-head attention lie: channels in the order `[part][head][channel]`,
/// scalars alike. In self-attention one array holds three parts, q, k, v; in cross-attention one holds q and another
/// k, v. In multi-query attention the parts k and v have a single head, which all heads of q see.
public final class Heads implements HeadRows {
    private final Channels perHead;
    private final int count;
    private final TileLayout queryLayout;
    private final TileLayout keyLayout;
    private final int[][] queryRows;
    private final int[][] keyRows;
    private final int[][] valueRows;
    private final int[][] outRows;
    private final double[] signs;
    private final @Nullable HeadNorm norm;

    /// @param keys number of heads of keys and values
    /// @param queryGroups heads of all parts of the array of the queries
    /// @param keyGroups the same for keys and values
    /// @param firstKey where among them the keys begin
    private Heads(Channels perHead, int count, int keys, int queryGroups, int keyGroups, int firstKey) {
        this.perHead = perHead;
        this.count = count;
        this.queryLayout = perHead.times(queryGroups).layout();
        this.keyLayout = perHead.times(keyGroups).layout();
        this.queryRows = rows(queryLayout, 0, count);
        this.keyRows = rows(keyLayout, firstKey, keys);
        this.valueRows = rows(keyLayout, firstKey + keys, keys);
        this.outRows = rows(outLayout(), 0, count);
        this.signs = metric();
        this.norm = null;
    }

    private Heads(Heads plain, double[] signs, @Nullable HeadNorm norm) {
        this.perHead = plain.perHead;
        this.count = plain.count;
        this.queryLayout = plain.queryLayout;
        this.keyLayout = plain.keyLayout;
        this.queryRows = plain.queryRows;
        this.keyRows = plain.keyRows;
        this.valueRows = plain.valueRows;
        this.outRows = plain.outRows;
        this.signs = signs;
        this.norm = norm;
    }

    /// Queries, keys and values of the same tokens.
    ///
    /// @param keys number of heads of keys and values: all, or one that all queries share
    public static Heads self(Channels perHead, int heads, int keys) {
        int groups = heads + 2 * keys;
        return new Heads(perHead, heads, checked(heads, keys), groups, groups, heads);
    }

    /// Keys and values of other tokens.
    ///
    /// @param keys number of heads of keys and values: all, or one that all queries share
    public static Heads cross(Channels perHead, int heads, int keys) {
        return new Heads(perHead, heads, checked(heads, keys), heads, 2 * keys, 0);
    }

    /// Comparing all components with the sign +, as boosts do not leave alone.
    public Heads euclidean() {
        double[] ones = new double[features()];
        Arrays.fill(ones, 1);
        return new Heads(this, ones, norm);
    }

    /// With an equivariant layer norm of each head's queries, keys and values.
    public Heads normalised() {
        return new Heads(this, signs, new HeadNorm.Equi(perHead, null));
    }

    /// The same, then the values of each head times a number of its own: with it, as attention is linear in them, its
    /// result.
    ///
    /// @param scale parameter of shape (heads)
    public Heads normalised(Params p, Parameter scale) {
        int[] source = IntStream.range(0, count).map(head -> scale.at(head) + 1).toArray();
        return new Heads(this, signs, new HeadNorm.Equi(perHead, p.vector(source, 1)));
    }

    private static int checked(int heads, int keys) {
        if (keys != heads && keys != 1) {
            throw new IllegalArgumentException(
                    heads + " heads of queries see as many heads of keys, or one that they" + " share, not " + keys);
        }
        return keys;
    }

    @Override
    public int count() {
        return count;
    }

    /// Width of the result: all heads one after another.
    public Channels out() {
        return perHead.times(count);
    }

    @Override
    public TileLayout queryLayout() {
        return queryLayout;
    }

    @Override
    public TileLayout keyLayout() {
        return keyLayout;
    }

    @Override
    public TileLayout outLayout() {
        return out().layout();
    }

    @Override
    public @Nullable HeadNorm norm() {
        return norm;
    }

    /// 16 per multivector and 1 per scalar.
    @Override
    public int features() {
        return perHead.scalars() + SpacetimeAlgebra.COMPONENTS * perHead.multivectors();
    }

    @Override
    public int[] queryRows(int head) {
        return queryRows[head];
    }

    @Override
    public int[] keyRows(int head) {
        return keyRows[head];
    }

    @Override
    public int[] valueRows(int head) {
        return valueRows[head];
    }

    @Override
    public int[] outRows(int head) {
        return outRows[head];
    }

    @Override
    public double[] signs() {
        return signs;
    }

    /// Offsets within a tile of the features of each head; heads that share a group have the same array.
    private int[][] rows(TileLayout layout, int firstGroup, int groups) {
        int[][] rows = new int[count][];
        for (int head = 0; head < count; head++) {
            rows[head] = head < groups ? groupRows(layout, firstGroup + head) : rows[head - 1];
        }
        return rows;
    }

    private int[] groupRows(TileLayout layout, int group) {
        int[] rows = new int[features()];
        int f = 0;
        for (int s = 0; s < perHead.scalars(); s++) {
            rows[f++] = (group * perHead.scalars() + s) * TileLayout.LANES;
        }
        for (int member = 0; member < 2 * TileLayout.PAIRS; member++) {
            for (int c = 0; c < perHead.multivectors(); c++) {
                int channel = group * perHead.multivectors() + c;
                rows[f++] = layout.row(member / 2, member % 2, channel) * TileLayout.LANES;
            }
        }
        return rows;
    }

    private double[] metric() {
        double[] r = new double[features()];
        int f = 0;
        while (f < perHead.scalars()) {
            r[f++] = 1;
        }
        for (DualPair pair : SpacetimeAlgebra.dualPairs()) {
            for (int component : new int[] {pair.component(), pair.dual()}) {
                for (int c = 0; c < perHead.multivectors(); c++) {
                    r[f++] = SpacetimeAlgebra.innerSign(component);
                }
            }
        }
        return r;
    }
}

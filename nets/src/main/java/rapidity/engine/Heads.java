package rapidity.engine;

import rapidity.algebra.DualPair;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.TileLayout;

/// Where the queries, keys and values of multi-head attention lie: channels in the order `[part][head][channel]`,
/// scalars alike. In self-attention one array holds three parts, q, k, v; in cross-attention one holds q and another
/// k, v.
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

    private Heads(Channels perHead, int count, int queryParts, int keyPart, int keyParts) {
        this.perHead = perHead;
        this.count = count;
        this.queryLayout = perHead.times(count * queryParts).layout();
        this.keyLayout = perHead.times(count * keyParts).layout();
        this.queryRows = rows(queryLayout, 0);
        this.keyRows = rows(keyLayout, keyPart);
        this.valueRows = rows(keyLayout, keyPart + 1);
        this.outRows = rows(outLayout(), 0);
        this.signs = metric();
    }

    /// Queries, keys and values of the same tokens.
    public static Heads self(Channels perHead, int heads) {
        return new Heads(perHead, heads, 3, 1, 3);
    }

    /// Keys and values of other tokens.
    public static Heads cross(Channels perHead, int heads) {
        return new Heads(perHead, heads, 1, 0, 2);
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

    /// Offsets within a tile of the features of each head.
    private int[][] rows(TileLayout layout, int part) {
        int[][] rows = new int[count][features()];
        for (int head = 0; head < count; head++) {
            int f = 0;
            int first = part * count + head;
            for (int s = 0; s < perHead.scalars(); s++) {
                rows[head][f++] = (first * perHead.scalars() + s) * TileLayout.LANES;
            }
            for (int member = 0; member < 2 * TileLayout.PAIRS; member++) {
                for (int c = 0; c < perHead.multivectors(); c++) {
                    int channel = first * perHead.multivectors() + c;
                    rows[head][f++] = layout.row(member / 2, member % 2, channel) * TileLayout.LANES;
                }
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

package rapidity.engine;

import java.util.Arrays;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorLayout;

/// Where the queries, keys and values of L-GATr-slim's attention lie: vectors in the order `[part][head][vector]`,
/// scalars alike, with the parts of [Heads].
public final class VectorHeads implements HeadRows {
    private final VectorChannels perHead;
    private final int count;
    private final VectorLayout queryLayout;
    private final VectorLayout keyLayout;
    private final int[][] queryRows;
    private final int[][] keyRows;
    private final int[][] valueRows;
    private final int[][] outRows;

    private VectorHeads(VectorChannels perHead, int count, int queryParts, int keyPart, int keyParts) {
        this.perHead = perHead;
        this.count = count;
        this.queryLayout = perHead.times(count * queryParts).layout();
        this.keyLayout = perHead.times(count * keyParts).layout();
        this.queryRows = rows(queryLayout, 0);
        this.keyRows = rows(keyLayout, keyPart);
        this.valueRows = rows(keyLayout, keyPart + 1);
        this.outRows = rows(outLayout(), 0);
    }

    /// Queries, keys and values of the same tokens.
    public static VectorHeads self(VectorChannels perHead, int heads) {
        return new VectorHeads(perHead, heads, 3, 1, 3);
    }

    /// Keys and values of other tokens.
    public static VectorHeads cross(VectorChannels perHead, int heads) {
        return new VectorHeads(perHead, heads, 1, 0, 2);
    }

    @Override
    public int count() {
        return count;
    }

    /// Width of the result: all heads one after another.
    public VectorChannels out() {
        return perHead.times(count);
    }

    @Override
    public HeadNorm norm() {
        return new HeadNorm.Rms(perHead);
    }

    /// 4 per vector and 1 per scalar.
    @Override
    public int features() {
        return perHead.scalars() + VectorLayout.COMPONENTS * perHead.vectors();
    }

    @Override
    public double[] signs() {
        double[] signs = new double[features()];
        Arrays.setAll(
                signs,
                f -> f < perHead.scalars() ? 1 : VectorLayout.metric((f - perHead.scalars()) / perHead.vectors()));
        return signs;
    }

    @Override
    public VectorLayout queryLayout() {
        return queryLayout;
    }

    @Override
    public VectorLayout keyLayout() {
        return keyLayout;
    }

    @Override
    public VectorLayout outLayout() {
        return out().layout();
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

    /// Offsets within a tile of the features of each head.
    private int[][] rows(VectorLayout layout, int part) {
        int[][] rows = new int[count][features()];
        for (int head = 0; head < count; head++) {
            int f = 0;
            int first = part * count + head;
            for (int s = 0; s < perHead.scalars(); s++) {
                rows[head][f++] = (first * perHead.scalars() + s) * TileLayout.LANES;
            }
            for (int component = 0; component < VectorLayout.COMPONENTS; component++) {
                for (int v = 0; v < perHead.vectors(); v++) {
                    rows[head][f++] = layout.row(component, first * perHead.vectors() + v) * TileLayout.LANES;
                }
            }
        }
        return rows;
    }
}

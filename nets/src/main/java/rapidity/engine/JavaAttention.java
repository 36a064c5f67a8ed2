package rapidity.engine;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Layout;
import rapidity.engine.kernel.TileLayout;

/// Attention in pure Java: per sequence and head, queries, keys and values are gathered into small aligned buffers
/// `[features][tokens]`, in which tokens of any start lie alike; so a sequence's bits do not depend on its neighbours.
/// Keys and values that heads share are gathered once.
///
/// @param <A> float[] or double[]
final class JavaAttention<A> implements AttentionOps {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final Map<HeadRows, A> metrics = new IdentityHashMap<>();

    JavaAttention(JavaOps<A> ops, Kernels<A> kernels) {
        this.ops = ops;
        this.kernels = kernels;
    }

    @Override
    public Buffer apply(Attend attend, HeadRows heads, Buffer packed, Buffer qs, Buffer kvs, Buffer stats) {
        Layout out = heads.outLayout();
        Buffer y = ops.allocate(out.size(attend.queryTokens()));
        TileView q = new TileView(ops.raw(qs), heads.queryLayout());
        TileView kv = new TileView(ops.raw(kvs), heads.keyLayout());
        TileView to = new TileView(ops.raw(y), out);
        A metric = metric(heads);
        int position = 0;
        for (int i = 0; i < attend.sequences(); i++) {
            AttentionTask<A> t = new AttentionTask<>(ops, kernels, attend, i, heads.features(), heads.norm());
            for (int h = 0; h < heads.count(); h++) {
                q.gather(heads.queryRows(h), metric, t.query, t.nq, t.q);
                boolean newKeys = !sameKeys(heads, h, h - 1);
                if (newKeys) {
                    kv.gather(heads.keyRows(h), null, t.key, t.nk, t.k);
                    kv.gather(heads.valueRows(h), null, t.key, t.nk, t.v);
                }
                t.normalise(h, newKeys, packed);
                t.apply(stats, position);
                to.scatter(t.out, heads.outRows(h), null, t.query, t.nq);
                position += 2 * t.sizes.paddedQueries();
            }
            t.release();
        }
        kernels.clearDeadLanes(out, attend.queryTokens(), to.array);
        return y;
    }

    @Override
    public void gradient(
            Attend attend,
            HeadRows heads,
            Buffer packed,
            Buffer qs,
            Buffer kvs,
            Buffer stats,
            Buffer out,
            Buffer dOut,
            Buffer dqs,
            Buffer dkvs,
            Buffer packedGradient) {
        TileView q = new TileView(ops.raw(qs), heads.queryLayout());
        TileView kv = new TileView(ops.raw(kvs), heads.keyLayout());
        TileView value = new TileView(ops.raw(out), heads.outLayout());
        TileView from = new TileView(ops.raw(dOut), heads.outLayout());
        TileView dq = new TileView(ops.raw(dqs), heads.queryLayout());
        TileView dkv = new TileView(ops.raw(dkvs), heads.keyLayout());
        A metric = metric(heads);
        int position = 0;
        for (int i = 0; i < attend.sequences(); i++) {
            AttentionGradientTask<A> t = new AttentionGradientTask<>(
                    ops, kernels, attend, i, heads.features(), heads.norm(), sameKeys(heads, 0, 1));
            for (int h = 0; h < heads.count(); h++) {
                q.gather(heads.queryRows(h), metric, t.forward.query, t.forward.nq, t.forward.q);
                boolean newKeys = !sameKeys(heads, h, h - 1);
                if (newKeys) {
                    kv.gather(heads.keyRows(h), null, t.forward.key, t.forward.nk, t.forward.k);
                    kv.gather(heads.valueRows(h), null, t.forward.key, t.forward.nk, t.forward.v);
                }
                t.forward.normalise(h, newKeys, packed);
                value.gather(heads.outRows(h), null, t.forward.query, t.forward.nq, t.forward.out);
                from.gather(heads.outRows(h), null, t.forward.query, t.forward.nq, t.dOut);
                t.apply(stats, position);
                t.forward.normaliseGradients(h, packed, t.dq, t.dk, t.dv, packedGradient);
                dq.scatter(t.dq, heads.queryRows(h), metric, t.forward.query, t.forward.nq);
                t.sumKeys(newKeys);
                if (!sameKeys(heads, h, h + 1)) {
                    dkv.scatter(t.dkSum, heads.keyRows(h), null, t.forward.key, t.forward.nk);
                    dkv.scatter(t.dvSum, heads.valueRows(h), null, t.forward.key, t.forward.nk);
                }
                position += 2 * t.forward.sizes.paddedQueries();
            }
            t.release();
        }
        kernels.clearDeadLanes(heads.queryLayout(), attend.queryTokens(), dq.array);
        kernels.clearDeadLanes(heads.keyLayout(), attend.keyTokens(), dkv.array);
    }

    @Override
    public Buffer apply(Attend attend, int heads, int features, Buffer q, Buffer k, Buffer v, Buffer stats) {
        int width = heads * features;
        Buffer y = ops.allocate(attend.queryTokens() * width);
        int position = 0;
        for (int i = 0; i < attend.sequences(); i++) {
            AttentionTask<A> t = new AttentionTask<>(ops, kernels, attend, i, features, null);
            for (int h = 0; h < heads; h++) {
                gather(q, width, h * features, features, t.query, t.nq, t.q);
                gather(k, width, h * features, features, t.key, t.nk, t.k);
                gather(v, width, h * features, features, t.key, t.nk, t.v);
                t.apply(stats, position);
                scatter(t.out, width, h * features, features, t.query, t.nq, y);
                position += 2 * t.sizes.paddedQueries();
            }
            t.release();
        }
        return y;
    }

    @Override
    public void gradient(
            Attend attend,
            int heads,
            int features,
            Buffer[] qkv,
            Buffer stats,
            Buffer out,
            Buffer dOut,
            Buffer[] dqkv) {
        int width = heads * features;
        int position = 0;
        for (int i = 0; i < attend.sequences(); i++) {
            AttentionGradientTask<A> t = new AttentionGradientTask<>(ops, kernels, attend, i, features, null, false);
            for (int h = 0; h < heads; h++) {
                int column = h * features;
                gather(qkv[0], width, column, features, t.forward.query, t.forward.nq, t.forward.q);
                gather(qkv[1], width, column, features, t.forward.key, t.forward.nk, t.forward.k);
                gather(qkv[2], width, column, features, t.forward.key, t.forward.nk, t.forward.v);
                gather(out, width, column, features, t.forward.query, t.forward.nq, t.forward.out);
                gather(dOut, width, column, features, t.forward.query, t.forward.nq, t.dOut);
                t.apply(stats, position);
                scatter(t.dq, width, column, features, t.forward.query, t.forward.nq, dqkv[0]);
                scatter(t.dk, width, column, features, t.forward.key, t.forward.nk, dqkv[1]);
                scatter(t.dv, width, column, features, t.forward.key, t.forward.nk, dqkv[2]);
                position += 2 * t.forward.sizes.paddedQueries();
            }
            t.release();
        }
    }

    private void gather(Buffer x, int width, int column, int features, int token, int n, Buffer to) {
        kernels.gatherColumns(ops.raw(x), width, column, features, token, n, padded(n), ops.raw(to));
    }

    private void scatter(Buffer from, int width, int column, int features, int token, int n, Buffer x) {
        kernels.scatterColumns(ops.raw(from), padded(n), width, column, features, token, n, ops.raw(x));
    }

    /// Whether two heads, the second of which may not exist, share keys and values.
    private static boolean sameKeys(HeadRows heads, int head, int other) {
        return other >= 0 && other < heads.count() && Arrays.equals(heads.keyRows(head), heads.keyRows(other));
    }

    static int padded(int n) {
        return TileLayout.tiles(n) * TileLayout.LANES;
    }

    private A metric(HeadRows heads) {
        return metrics.computeIfAbsent(heads, h -> {
            A signs = kernels.allocate(h.features());
            for (int f = 0; f < h.features(); f++) {
                kernels.set(signs, f, h.signs()[f]);
            }
            return signs;
        });
    }

    /// Tiles from which heads are gathered.
    private final class TileView {
        final A array;
        final int tileSize;

        TileView(A array, Layout layout) {
            this.array = array;
            this.tileSize = layout.tileSize();
        }

        void gather(int[] rows, @Nullable A signs, int token, int n, Buffer to) {
            kernels.gatherTokens(array, tileSize, rows, signs, token, n, padded(n), ops.raw(to));
        }

        void scatter(Buffer from, int[] rows, @Nullable A signs, int token, int n) {
            kernels.scatterTokens(ops.raw(from), padded(n), rows, signs, token, n, array, tileSize);
        }
    }
}

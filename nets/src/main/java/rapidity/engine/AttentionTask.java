package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.AttentionSizes;
import rapidity.engine.kernel.Kernels;

/// One sequence, its heads one after another: sizes, first tokens, gathered queries, keys, values, results.
///
/// @param <A> float[] or double[]
final class AttentionTask<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    final AttentionSizes sizes;
    final int query;
    final int key;
    final int nq;
    final int nk;
    final Buffer q;
    final Buffer k;
    final Buffer v;
    final Buffer out;
    /// Factors of the norms of queries, keys and values.
    final Buffer factors;

    final Buffer scratch;
    final @Nullable Buffer mask;

    AttentionTask(JavaOps<A> ops, Kernels<A> kernels, Attend attend, int sequence, int features) {
        this.ops = ops;
        this.kernels = kernels;
        query = attend.queryOffset(sequence);
        key = attend.keyOffset(sequence);
        nq = attend.queryOffset(sequence + 1) - query;
        nk = attend.keyOffset(sequence + 1) - key;
        sizes = new AttentionSizes(features, nq, nk, 1 / Math.sqrt(features));
        q = ops.allocate(features * JavaAttention.padded(nq));
        k = ops.allocate(features * JavaAttention.padded(nk));
        v = ops.allocate(features * JavaAttention.padded(nk));
        out = ops.allocate(features * JavaAttention.padded(nq));
        factors = ops.allocate(JavaAttention.padded(nq) + 2 * JavaAttention.padded(nk));
        scratch = ops.allocate(kernels.attentionScratch(sizes));
        mask = written(attend.mask(sequence));
    }

    private @Nullable Buffer written(double @Nullable [] values) {
        if (values == null) {
            return null;
        }
        Buffer b = ops.allocate(values.length);
        ops.write(values, b, 0);
        return b;
    }

    @Nullable
    A rawMask() {
        return mask == null ? null : ops.raw(mask);
    }

    void apply(Buffer stats, int position) {
        kernels.attention(
                sizes,
                ops.raw(q),
                ops.raw(k),
                ops.raw(v),
                rawMask(),
                ops.raw(out),
                ops.raw(stats),
                position,
                ops.raw(scratch));
    }

    /// Normalises what was gathered.
    void normalise(HeadRows heads, boolean newKeys) {
        normalise(heads.normalised(), q, nq, 0);
        if (newKeys) {
            normalise(heads.normalised(), k, nk, keyFactors());
            normalise(heads.normalised(), v, nk, keyFactors() + JavaAttention.padded(nk));
        }
    }

    private int keyFactors() {
        return JavaAttention.padded(nq);
    }

    private void normalise(@Nullable VectorChannels head, Buffer x, int n, int from) {
        if (head != null) {
            int np = JavaAttention.padded(n);
            kernels.normaliseHead(head.scalars(), head.vectors(), np, ops.raw(x), ops.raw(factors), from);
        }
    }

    /// From gradients of what was normalised to gradients of what was gathered.
    void normaliseGradients(HeadRows heads, Buffer dq, Buffer dk, Buffer dv) {
        gradient(heads.normalised(), q, nq, 0, dq);
        gradient(heads.normalised(), k, nk, keyFactors(), dk);
        gradient(heads.normalised(), v, nk, keyFactors() + JavaAttention.padded(nk), dv);
    }

    private void gradient(@Nullable VectorChannels head, Buffer y, int n, int from, Buffer dy) {
        if (head != null) {
            int np = JavaAttention.padded(n);
            kernels.normaliseHeadGradient(
                    head.scalars(), head.vectors(), np, ops.raw(y), ops.raw(factors), from, ops.raw(dy));
        }
    }

    void release() {
        ops.release(q);
        ops.release(k);
        ops.release(v);
        ops.release(out);
        ops.release(factors);
        ops.release(scratch);
        if (mask != null) {
            ops.release(mask);
        }
    }
}

package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.AttentionSizes;
import rapidity.engine.kernel.Kernels;

/// One sequence, its heads one after another: sizes, first tokens, gathered queries, keys, values, results.
///
/// @param <A> float[] or double[]
final class AttentionTask<A> {
    /// Factors that a norm keeps for each token.
    private static final int FACTORS = 2;

    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final @Nullable HeadNorm norm;
    private final @Nullable PackedVector gains;
    final AttentionSizes sizes;
    final int query;
    final int key;
    final int nq;
    final int nk;
    final Buffer q;
    final Buffer k;
    final Buffer v;
    /// Values times their gain; v itself where there are no gains.
    final Buffer gainedValues;

    final Buffer out;
    /// Factors of the norms of queries, keys and values.
    final Buffer factors;

    final Buffer scratch;
    final @Nullable Buffer mask;

    AttentionTask(
            JavaOps<A> ops, Kernels<A> kernels, Attend attend, int sequence, int features, @Nullable HeadNorm norm) {
        this.ops = ops;
        this.kernels = kernels;
        this.norm = norm;
        gains = norm instanceof HeadNorm.Equi equi ? equi.valueGains() : null;
        query = attend.queryOffset(sequence);
        key = attend.keyOffset(sequence);
        nq = attend.queryOffset(sequence + 1) - query;
        nk = attend.keyOffset(sequence + 1) - key;
        sizes = new AttentionSizes(features, nq, nk, 1 / Math.sqrt(features));
        q = ops.allocate(features * JavaAttention.padded(nq));
        k = ops.allocate(features * JavaAttention.padded(nk));
        v = ops.allocate(features * JavaAttention.padded(nk));
        gainedValues = gains == null ? v : ops.allocate(features * JavaAttention.padded(nk));
        out = ops.allocate(features * JavaAttention.padded(nq));
        factors = ops.allocate(FACTORS * (JavaAttention.padded(nq) + 2 * JavaAttention.padded(nk)));
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
                ops.raw(gainedValues),
                rawMask(),
                ops.raw(out),
                ops.raw(stats),
                position,
                ops.raw(scratch));
    }

    /// Normalises what was gathered.
    void normalise(int head, boolean newKeys, Buffer packed) {
        if (norm == null) {
            return;
        }
        normalise(norm, q, nq, 0);
        if (newKeys) {
            normalise(norm, k, nk, keyFactors());
            normalise(norm, v, nk, valueFactors());
        }
        if (gains != null) {
            int n = sizes.features() * JavaAttention.padded(nk);
            kernels.affine(ops.raw(v), gain(head, packed), 0, ops.raw(gainedValues), n);
        }
    }

    private double gain(int head, Buffer packed) {
        return gains == null ? 1 : kernels.at(ops.raw(packed), gains.position() + head);
    }

    private void normalise(HeadNorm how, Buffer x, int n, int from) {
        int np = JavaAttention.padded(n);
        A numbers = ops.raw(factors);
        switch (how) {
            case HeadNorm.Equi(Channels h, PackedVector ignored) ->
                kernels.equiNormHead(h.scalars(), h.multivectors(), np, ops.raw(x), numbers, FACTORS * from);
            case HeadNorm.Rms(VectorChannels h) ->
                kernels.normaliseHead(h.scalars(), h.vectors(), np, ops.raw(x), numbers, FACTORS * from);
        }
    }

    private int keyFactors() {
        return JavaAttention.padded(nq);
    }

    private int valueFactors() {
        return keyFactors() + JavaAttention.padded(nk);
    }

    /// From gradients of what was normalised to gradients of what was gathered; adds to that of the head's gain.
    void normaliseGradients(int head, Buffer packed, Buffer dq, Buffer dk, Buffer dv, Buffer packedGradient) {
        if (norm == null) {
            return;
        }
        gradient(norm, q, nq, 0, 1, dq);
        gradient(norm, k, nk, keyFactors(), 1, dk);
        double ofGain = gradient(norm, v, nk, valueFactors(), gain(head, packed), dv);
        if (gains != null) {
            A g = ops.raw(packedGradient);
            int at = gains.gradient() + head;
            kernels.set(g, at, kernels.at(g, at) + ofGain);
        }
    }

    private double gradient(HeadNorm how, Buffer y, int n, int from, double gain, Buffer dy) {
        int np = JavaAttention.padded(n);
        A numbers = ops.raw(factors);
        return switch (how) {
            case HeadNorm.Equi(Channels h, PackedVector ignored) ->
                kernels.equiNormHeadGradient(
                        h.scalars(), h.multivectors(), np, ops.raw(y), numbers, FACTORS * from, gain, ops.raw(dy));
            case HeadNorm.Rms(VectorChannels h) -> {
                kernels.normaliseHeadGradient(
                        h.scalars(), h.vectors(), np, ops.raw(y), numbers, FACTORS * from, ops.raw(dy));
                yield 0;
            }
        };
    }

    void release() {
        ops.release(q);
        ops.release(k);
        ops.release(v);
        ops.release(out);
        if (gainedValues != v) {
            ops.release(gainedValues);
        }
        ops.release(factors);
        ops.release(scratch);
        if (mask != null) {
            ops.release(mask);
        }
    }
}

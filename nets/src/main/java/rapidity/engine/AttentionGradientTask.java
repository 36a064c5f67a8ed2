package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Kernels;

/// The gradients of one sequence, whose result lies in `forward.out`.
///
/// @param <A> float[] or double[]
final class AttentionGradientTask<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    final AttentionTask<A> forward;
    final Buffer dOut;
    final Buffer dq;
    final Buffer dk;
    final Buffer dv;
    /// Sums over the heads that share keys and values; the gradients themselves where none do.
    final Buffer dkSum;

    final Buffer dvSum;

    AttentionGradientTask(
            JavaOps<A> ops,
            Kernels<A> kernels,
            Attend attend,
            int sequence,
            int features,
            @Nullable HeadNorm norm,
            boolean sharedKeys) {
        this.ops = ops;
        this.kernels = kernels;
        forward = new AttentionTask<>(ops, kernels, attend, sequence, features, norm);
        dOut = ops.allocate(features * JavaAttention.padded(forward.nq));
        dq = ops.allocate(features * JavaAttention.padded(forward.nq));
        dk = ops.allocate(features * JavaAttention.padded(forward.nk));
        dv = ops.allocate(features * JavaAttention.padded(forward.nk));
        dkSum = sharedKeys ? ops.allocate(features * JavaAttention.padded(forward.nk)) : dk;
        dvSum = sharedKeys ? ops.allocate(features * JavaAttention.padded(forward.nk)) : dv;
    }

    /// After a head's gradient.
    void sumKeys(boolean firstOfItsKeys) {
        if (dkSum != dk) {
            sum(dk, dkSum, firstOfItsKeys);
            sum(dv, dvSum, firstOfItsKeys);
        }
    }

    private void sum(Buffer x, Buffer sum, boolean first) {
        int n = forward.sizes.features() * JavaAttention.padded(forward.nk);
        if (first) {
            kernels.copy(ops.raw(x), 0, ops.raw(sum), 0, n);
        } else {
            kernels.addInto(ops.raw(x), ops.raw(sum), 0, n);
        }
    }

    void apply(Buffer stats, int position) {
        kernels.attentionGradient(
                forward.sizes,
                ops.raw(forward.q),
                ops.raw(forward.k),
                ops.raw(forward.gainedValues),
                forward.rawMask(),
                ops.raw(stats),
                position,
                ops.raw(forward.out),
                ops.raw(dOut),
                ops.raw(dq),
                ops.raw(dk),
                ops.raw(dv),
                ops.raw(forward.scratch));
    }

    void release() {
        forward.release();
        ops.release(dOut);
        ops.release(dq);
        ops.release(dk);
        ops.release(dv);
        if (dkSum != dk) {
            ops.release(dkSum);
            ops.release(dvSum);
        }
    }
}

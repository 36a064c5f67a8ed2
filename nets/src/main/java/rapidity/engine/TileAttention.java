package rapidity.engine;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.kernel.TileLayout;

/// Attention of heads that lie in tiles, and its gradient.
final class TileAttention {
    private TileAttention() {}

    /// @param kv tiles of keys and values, `q` itself in self-attention
    static Tensor apply(Tensor q, Tensor kv, HeadRows heads, Attend attend) {
        Tape tape = q.tape();
        AttentionOps ops = tape.ops().attention();
        Buffer stats = tape.keep(AttentionOps.statsSize(attend, heads.count()));
        Buffer packed = tape.weights().packed();
        Buffer y = ops.apply(attend, heads, packed, q.buffer(), kv.buffer(), stats);
        Shape out = Shape.of(heads.outLayout().size(attend.queryTokens()));
        return tape.record(y, out, q.isTracked() || kv.isTracked(), g -> {
            tape.refuseSecondDerivative("attention");
            Buffer dq = tape.ops().allocate(q.shape().size());
            Buffer dkv = kv == q ? dq : tape.ops().allocate(kv.shape().size());
            Buffer gradients = tape.gradients().packed();
            ops.gradient(attend, heads, packed, q.buffer(), kv.buffer(), stats, y, g.buffer(), dq, dkv, gradients);
            tape.accumulate(q, tape.temporary(dq, q.shape()));
            if (kv != q) {
                tape.accumulate(kv, tape.temporary(dkv, kv.shape()));
            }
        });
    }

    /// The result of each head times its own number.
    ///
    /// @param y what [#apply] gave
    /// @param scale `[heads]`
    static Tensor scaled(Tensor y, Heads heads, int tokens, Tensor scale) {
        TileLayout layout = heads.outLayout();
        int[] headOf = new int[layout.rows()];
        // rows that hold no head's numbers may hold anything: they get a number of their own, which is no parameter
        Arrays.fill(headOf, heads.count());
        for (int head = 0; head < heads.count(); head++) {
            for (int offset : heads.outRows(head)) {
                headOf[offset / TileLayout.LANES] = head;
            }
        }
        Tape tape = y.tape();
        TileOps ops = tape.ops().tiles();
        Tensor one = tape.constant(1, Shape.of(1));
        Tensor factors = Tensor.concatenate(0, List.of(scale, one)).gather(headOf);
        Buffer scaled = ops.scaleRows(layout, tokens, y.buffer(), factors.buffer());
        return tape.record(scaled, y.shape(), y.isTracked() || factors.isTracked(), g -> {
            tape.refuseSecondDerivative("a scale of heads");
            Buffer dy = ops.scaleRows(layout, tokens, g.buffer(), factors.buffer());
            tape.accumulate(y, tape.temporary(dy, y.shape()));
            Buffer df = ops.rowProducts(layout, tokens, y.buffer(), g.buffer());
            tape.accumulate(factors, tape.temporary(df, factors.shape()));
        });
    }
}

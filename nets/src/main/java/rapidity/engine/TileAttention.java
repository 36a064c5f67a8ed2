package rapidity.engine;

/// Multi-head attention on tiles, with its gradient recorded.
final class TileAttention {
    private TileAttention() {}

    /// @param q tiles with the queries
    /// @param kv tiles with keys and values, the same as the queries in self-attention
    static Tensor apply(Tensor q, Tensor kv, HeadRows heads, Attend attend) {
        Tape tape = q.tape();
        AttentionOps ops = tape.ops().attention();
        Buffer stats = tape.keep(AttentionOps.statsSize(attend, heads.count()));
        Buffer y = ops.apply(attend, heads, q.buffer(), kv.buffer(), stats);
        Shape out = Shape.of(heads.outLayout().size(attend.queryTokens()));
        return tape.record(y, out, q.isTracked() || kv.isTracked(), g -> {
            tape.refuseSecondDerivative("attention");
            Buffer dq = tape.ops().allocate(q.shape().size());
            Buffer dkv = kv == q ? dq : tape.ops().allocate(kv.shape().size());
            ops.gradient(attend, heads, q.buffer(), kv.buffer(), stats, g.buffer(), dq, dkv);
            tape.accumulate(q, tape.temporary(dq, q.shape()));
            if (kv != q) {
                tape.accumulate(kv, tape.temporary(dkv, kv.shape()));
            }
        });
    }
}

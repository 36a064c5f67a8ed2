package rapidity.engine.torch;

/// Attention of padded sequences, heads of all sequences one after another: queries, keys and values are
/// `[sequence x head, feature, token]`. Of the scores of all there are never more at once than [#SCORES] numbers, and
/// none is kept.
///
/// ```
/// P = softmax(Q^T K + mask),   O = V P^T
/// dV = dO P,   dS = P (dO^T V - rowsum),   dQ = K dS^T,   dK = Q dS
/// ```
record SoftmaxAttention(Torch torch, Sequences s, int heads, int features) {
    /// Scores at a time, unless those of one head are more.
    private static final int SCORES = 1 << 26;

    private int rows() {
        return s.count() * heads;
    }

    /// Rows at a time: those of whole sequences, or some heads of the only one.
    private int step() {
        long each = Math.max(1, (long) s.queries() * s.keys());
        int fit = (int) Math.clamp(SCORES / each, 1, rows());
        return s.count() == 1 ? fit : Math.max(1, fit / heads) * heads;
    }

    private Value some(Value x, int first, int count, int tokens) {
        return torch.view(x, (long) first * features * tokens, new int[] {count, features, tokens}, new int[] {
            features * tokens, tokens, 1
        });
    }

    private Value transposed(Value x) {
        return torch.call("transpose.int", x, 1, 2);
    }

    /// Of rows first .. first + count - 1, `[row, query, key]`.
    private Value probabilities(Value q, Value k, int first, int count) {
        Value scores = torch.products(transposed(q), k);
        Value mask = s.mask();
        if (mask == null) {
            return torch.call("softmax.int", scores, -1, null);
        }
        int sequences = Math.max(1, count / heads);
        Value added = torch.call("narrow", mask, 0, first / heads, sequences);
        Value all = torch.plus(torch.shaped(scores, sequences, count / sequences, s.queries(), s.keys()), added);
        return torch.call("_safe_softmax", torch.shaped(all, count, s.queries(), s.keys()), -1, null);
    }

    /// `[sequence x head, feature, query]`.
    Value apply(Value queries, Value keys, Value values) {
        Value q = torch.packed(queries);
        Value k = torch.packed(keys);
        Value v = torch.packed(values);
        Value out = torch.empty(rows(), features, s.queries());
        for (int first = 0; first < rows(); first += step()) {
            int from = first;
            int count = Math.min(step(), rows() - first);
            torch.run(() -> {
                Value qs = some(q, from, count, s.queries());
                Value p = probabilities(qs, some(k, from, count, s.keys()), from, count);
                Value to = some(out, from, count, s.queries());
                torch.call("bmm.out", some(v, from, count, s.keys()), transposed(p), to);
            });
        }
        return out;
    }

    /// Gradients of queries, keys and values.
    Value[] gradient(Value q, Value k, Value v, Value dOut) {
        Value live = s.liveQueries();
        Value d = live == null
                ? dOut
                : torch.shaped(
                        torch.times(torch.shaped(dOut, s.count(), heads * features, s.queries()), live),
                        rows(),
                        features,
                        s.queries());
        Value[] all = {torch.packed(q), torch.packed(k), torch.packed(v), torch.packed(d)};
        Value[] r = {
            torch.empty(rows(), features, s.queries()),
            torch.empty(rows(), features, s.keys()),
            torch.empty(rows(), features, s.keys())
        };
        for (int first = 0; first < rows(); first += step()) {
            int from = first;
            int count = Math.min(step(), rows() - first);
            torch.run(() -> gradient(all, r, from, count));
        }
        return r;
    }

    private void gradient(Value[] qkvd, Value[] to, int first, int count) {
        Value q = some(qkvd[0], first, count, s.queries());
        Value k = some(qkvd[1], first, count, s.keys());
        Value v = some(qkvd[2], first, count, s.keys());
        Value d = some(qkvd[3], first, count, s.queries());
        Value p = probabilities(q, k, first, count);
        torch.call("bmm.out", d, p, some(to[2], first, count, s.keys()));
        Value dp = torch.products(transposed(d), v);
        Value ds =
                torch.call("_softmax_backward_data", dp, p, -1, torch.device().realType());
        torch.call("bmm.out", k, transposed(ds), some(to[0], first, count, s.queries()));
        torch.call("bmm.out", q, ds, some(to[1], first, count, s.keys()));
    }
}

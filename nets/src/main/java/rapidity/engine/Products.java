package rapidity.engine;

import rapidity.engine.kernel.Transposed;

/// Matrix products, softmax, norms and attention of natural tensors, and their gradients.
final class Products {
    private static final double LAYER_NORM_EPSILON = 1e-5;

    private Products() {}

    static Tensor matmul(Transposed how, Tensor a, Tensor b) {
        Tape tape = a.tape();
        Shape out = MatmulShape.of(how, a.shape(), b.shape()).out();
        Buffer c = tape.ops().matmul(how, a.buffer(), a.shape(), b.buffer(), b.shape());
        return tape.record(c, out, a.isTracked() || b.isTracked(), g -> {
            if (a.isTracked()) {
                tape.accumulate(a, gradientOfFirst(how, b, g));
            }
            if (b.isTracked()) {
                boolean shared = b.shape().rank() == 2 && a.shape().rank() > 2;
                Tensor left = shared ? flat(a, how) : a;
                tape.accumulate(b, gradientOfSecond(how, left, shared ? flat(g, Transposed.NEITHER) : g));
            }
        });
    }

    /// `x W^T` with weights of the network.
    static Tensor linear(Tensor x, WeightMatrix w) {
        Tape tape = x.tape();
        Ops ops = tape.ops();
        Buffer y = ops.linear(Transposed.SECOND, x.buffer(), x.shape(), w, tape.weights());
        return tape.record(y, x.shape().with(-1, w.out()), true, g -> {
            if (tape.recording()) {
                Tensor natural = tape.parameter(w.natural());
                tape.accumulate(x, matmul(Transposed.NEITHER, g, natural));
                tape.accumulate(
                        natural, matmul(Transposed.FIRST, flat(g, Transposed.NEITHER), flat(x, Transposed.NEITHER)));
                return;
            }
            if (x.isTracked()) {
                Buffer dx = ops.linear(Transposed.NEITHER, g.buffer(), g.shape(), w, tape.weights());
                tape.accumulate(x, tape.temporary(dx, x.shape()));
            }
            ops.linearWeightGradient(g.buffer(), x.buffer(), x.shape().outer(-1), w, tape.gradients());
        });
    }

    /// All leading axes and the row axis as one.
    private static Tensor flat(Tensor t, Transposed how) {
        if (how.first()) {
            throw new IllegalArgumentException("a transposed batch cannot share its second factor");
        }
        return t.reshape(-1, t.shape().axis(-1));
    }

    /// c = a b: da = dc b^T;   c = a b^T: da = dc b;   c = a^T b: da = b dc^T;   c = a^T b^T: da = b^T dc^T.
    private static Tensor gradientOfFirst(Transposed how, Tensor b, Tensor g) {
        return switch (how) {
            case NEITHER -> matmul(Transposed.SECOND, g, b);
            case SECOND -> matmul(Transposed.NEITHER, g, b);
            case FIRST -> matmul(Transposed.SECOND, b, g);
            case BOTH -> matmul(Transposed.BOTH, b, g);
        };
    }

    /// c = a b: db = a^T dc;   c = a b^T: db = dc^T a;   c = a^T b: db = a dc;   c = a^T b^T: db = dc^T a^T.
    private static Tensor gradientOfSecond(Transposed how, Tensor a, Tensor g) {
        return switch (how) {
            case NEITHER -> matmul(Transposed.FIRST, a, g);
            case SECOND -> matmul(Transposed.FIRST, g, a);
            case FIRST -> matmul(Transposed.NEITHER, a, g);
            case BOTH -> matmul(Transposed.BOTH, g, a);
        };
    }

    static Tensor softmax(Tensor x) {
        Tape tape = x.tape();
        Buffer y = tape.ops().softmax(x.buffer(), x.shape());
        // the gradient needs the result, which only exists once it is recorded
        Tensor[] result = new Tensor[1];
        result[0] = tape.record(y, x.shape(), x.isTracked(), g -> {
            Tensor p = result[0];
            if (tape.recording()) {
                Tensor mean = lastKept(p.times(g).sum(-1));
                tape.accumulate(x, p.times(g.minus(mean)));
            } else {
                Buffer dx = tape.ops().softmaxGradient(p.buffer(), g.buffer(), x.shape());
                tape.accumulate(x, tape.temporary(dx, x.shape()));
            }
        });
        return result[0];
    }

    static Tensor layerNorm(Tensor x) {
        Tape tape = x.tape();
        Buffer stats = tape.keep(2 * x.shape().outer(-1));
        Buffer y = tape.ops().layerNorm(x.buffer(), x.shape(), stats);
        return tape.record(y, x.shape(), x.isTracked(), g -> {
            if (tape.recording()) {
                tape.accumulate(x, layerNormGradient(x, g));
            } else {
                Buffer dx = tape.ops().layerNormGradient(x.buffer(), stats, g.buffer(), x.shape());
                tape.accumulate(x, tape.temporary(dx, x.shape()));
            }
        });
    }

    /// dx = r (g - mean(g) - h mean(g h)),  h = (x - mean) r.
    private static Tensor layerNormGradient(Tensor x, Tensor g) {
        Tensor d = x.minus(lastKept(x.mean(-1)));
        Tensor r = lastKept(d.times(d).mean(-1)).plus(LAYER_NORM_EPSILON).sqrt().reciprocal();
        Tensor h = d.times(r);
        Tensor along = h.times(lastKept(g.times(h).mean(-1)));
        return g.minus(lastKept(g.mean(-1))).minus(along).times(r);
    }

    /// An axis of length 1 at the end.
    private static Tensor lastKept(Tensor t) {
        Shape s = t.shape();
        int[] axes = new int[s.rank() + 1];
        System.arraycopy(s.toArray(), 0, axes, 0, s.rank());
        axes[s.rank()] = 1;
        return t.reshape(axes);
    }

    static Tensor attention(Tensor q, Tensor k, Tensor v, int heads, Attend attend) {
        Tape tape = q.tape();
        int features = q.shape().axis(-1) / heads;
        Shape shape = q.shape();
        if (shape.rank() != 2 || shape.axis(0) != attend.queryTokens() || features * heads != shape.axis(1)) {
            throw new IllegalArgumentException(
                    "queries " + shape + " do not fit " + attend.queryTokens() + " tokens of " + heads + " heads");
        }
        Buffer stats = tape.keep(AttentionOps.statsSize(attend, heads));
        AttentionOps ops = tape.ops().attention();
        Buffer y = ops.apply(attend, heads, features, q.buffer(), k.buffer(), v.buffer(), stats);
        boolean tracked = q.isTracked() || k.isTracked() || v.isTracked();
        return tape.record(y, shape, tracked, g -> {
            tape.refuseSecondDerivative("attention");
            Buffer[] in = {q.buffer(), k.buffer(), v.buffer()};
            Buffer[] d = {
                tape.ops().allocate(q.shape().size()),
                tape.ops().allocate(k.shape().size()),
                tape.ops().allocate(v.shape().size())
            };
            ops.gradient(attend, heads, features, in, stats, y, g.buffer(), d);
            tape.accumulate(q, tape.temporary(d[0], q.shape()));
            tape.accumulate(k, tape.temporary(d[1], k.shape()));
            tape.accumulate(v, tape.temporary(d[2], v.shape()));
        });
    }
}

package rapidity.engine;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Store;

/// How the gradient of a tensor that several operations use is added up. Contributions share memory as long as there is
/// nothing to add.
final class Contributions {
    private final Tape tape;
    private final Ops ops;

    Contributions(Tape tape) {
        this.tape = tape;
        this.ops = tape.ops();
    }

    /// See [Tape#accumulate].
    void accumulate(Tensor x, Tensor contribution) {
        Tensor g = x.gradientOrNull();
        if (g == null) {
            ops.retain(contribution.buffer());
            x.setGradient(contribution);
        } else if (tape.recording()) {
            Tensor sum = g.plus(contribution);
            forget(x);
            ops.retain(sum.buffer());
            x.setGradient(sum);
        } else {
            int n = x.shape().size();
            into(x, (b, store) -> ops.addInto(contribution.buffer(), b, n));
        }
    }

    /// See [Tape#into].
    void into(Tensor x, BiConsumer<Buffer, Store> contribution) {
        Tensor g = x.gradientOrNull();
        if (g == null) {
            Buffer b = ops.allocate(x.shape().size());
            contribution.accept(b, Store.SET);
            x.setGradient(new Tensor(tape, b, x.shape(), false));
            return;
        }
        if (g.buffer().owners > 1) {
            g = new Tensor(tape, ops.copy(g.buffer(), 0, x.shape().size()), x.shape(), false);
            forget(x);
            x.setGradient(g);
        }
        contribution.accept(g.buffer(), Store.ADD);
    }

    /// See [Tape#onto].
    void onto(Tensor x, BiConsumer<@Nullable Buffer, Buffer> f) {
        Tensor g = x.gradientOrNull();
        Buffer base = g == null ? null : g.buffer();
        Buffer to =
                base != null && base.owners == 1 ? base : ops.allocate(x.shape().size());
        f.accept(base, to);
        if (to != base) {
            forget(x);
            x.setGradient(new Tensor(tape, to, x.shape(), false));
        }
    }

    /// Adds the gradients of parameters to those of the network.
    void collect(Map<Parameter, Tensor> leaves, Buffer natural) {
        leaves.forEach((p, leaf) -> {
            Tensor g = leaf.gradientOrNull();
            if (g != null) {
                ops.addInto(g.buffer(), natural, p.offset(), g.shape().size());
                forget(leaf);
            }
        });
    }

    void forget(Tensor t) {
        Tensor g = t.gradientOrNull();
        if (g != null) {
            ops.release(g.buffer());
            t.setGradient(null);
        }
    }
}

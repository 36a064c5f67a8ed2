package rapidity.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Store;

/// What a forward pass leaves behind so that it can be differentiated: for every operation its vector-Jacobian product,
/// written in terms of operations. A tape belongs to one thread and to one shard of some hundred tokens; it also owns
/// the memory of all tensors made on it, until [#reset].
///
/// ```java
/// Tape tape = Tape.recording(weights, gradients);
/// Tensor loss = net.apply(tape.tensor(x, shape)) ...;
/// tape.backward(loss);                                   // adds to gradients
/// tape.reset();
/// ```
///
/// A tape made by [#forward] records nothing: the same layers then only compute.
public final class Tape {
    private final Weights weights;
    private final Ops ops;
    private final @Nullable Gradients gradients;
    private final List<Tensor> made = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<Parameter, Tensor> leaves = new IdentityHashMap<>();
    private boolean recording;

    /// The vector-Jacobian product of one operation: from the gradient of its result to those of its inputs.
    interface Vjp {
        void apply(Tensor gradient);
    }

    private record Step(Tensor result, Vjp vjp) {}

    private Tape(Weights weights, @Nullable Gradients gradients) {
        this.weights = weights;
        this.gradients = gradients;
        this.ops = weights.engine().ops();
        this.recording = gradients != null;
    }

    /// A tape that records; backward passes add to `gradients`.
    public static Tape recording(Weights weights, Gradients gradients) {
        return new Tape(weights, gradients);
    }

    /// A tape that only computes.
    public static Tape forward(Weights weights) {
        return new Tape(weights, null);
    }

    Ops ops() {
        return ops;
    }

    Buffer packed() {
        return weights.packed();
    }

    boolean recording() {
        return recording;
    }

    /// A constant.
    ///
    /// @throws IllegalArgumentException if the number of values is not the size of the shape
    public Tensor tensor(double[] values, int... shape) {
        return leaf(values, Shape.of(shape), false);
    }

    private Tensor leaf(double[] values, Shape s, boolean tracked) {
        if (values.length != s.size()) {
            throw new IllegalArgumentException("expected " + s.size() + " numbers for " + s + ", got " + values.length);
        }
        Buffer b = ops.allocate(values.length);
        ops.write(values, b, 0);
        return made(new Tensor(this, b, s, tracked));
    }

    /// A tensor whose gradient is wanted: [Tensor#gradient] after [#backward].
    public Tensor variable(double[] values, int... shape) {
        return leaf(values, Shape.of(shape), recording);
    }

    /// The same number everywhere.
    public Tensor constant(double value, Shape shape) {
        Buffer b = ops.allocate(shape.size());
        ops.fill(b, 0, shape.size(), value);
        return temporary(b, shape);
    }

    /// A tensor for a buffer that nothing is recorded about, such as a gradient.
    Tensor temporary(Buffer b, Shape shape) {
        return made(new Tensor(this, b, shape, false));
    }

    /// Memory that an operation keeps for its gradient.
    Buffer keep(int n) {
        return temporary(ops.allocate(n), Shape.of(n)).buffer();
    }

    /// Fused gradients are not recorded themselves.
    void refuseSecondDerivative(String operation) {
        if (recording) {
            throw new UnsupportedOperationException("the gradient of " + operation
                    + " cannot be differentiated again: compose it of generic operations");
        }
    }

    /// A parameter of the network; whichever block asks first, it stays until [#reset].
    public Tensor parameter(Parameter p) {
        return leaves.computeIfAbsent(p, k -> {
            Buffer b = ops.copy(weights.values(), p.offset(), p.shape().size());
            return new Tensor(this, b, p.shape(), recording);
        });
    }

    /// Runs a part of a network, such as a block. On a tape that only computes, the part's intermediate results are
    /// given back when it returns.
    Tensor through(Supplier<Tensor> part) {
        int mark = made.size();
        Tensor result = part.get();
        if (gradients == null) {
            ops.retain(result.buffer());
            releaseSince(mark);
            made.add(result);
        }
        return result;
    }

    /// The result of an operation; `vjp` is recorded if a gradient can flow.
    Tensor record(Buffer value, Shape shape, boolean tracked, Vjp vjp) {
        Tensor result = made(new Tensor(this, value, shape, tracked && recording));
        if (result.isTracked()) {
            steps.add(new Step(result, vjp));
        }
        return result;
    }

    private Tensor made(Tensor t) {
        made.add(t);
        return t;
    }

    /// Adds `contribution` to the gradient of x.
    void accumulate(Tensor x, Tensor contribution) {
        Tensor g = x.gradientOrNull();
        if (!x.isTracked()) {
            return;
        } else if (g == null) {
            ops.retain(contribution.buffer());
            x.setGradient(contribution);
        } else if (recording) {
            Tensor sum = g.plus(contribution);
            forget(x);
            ops.retain(sum.buffer());
            x.setGradient(sum);
        } else {
            into(
                    x,
                    (b, store) ->
                            ops.addInto(contribution.buffer(), b, x.shape().size()));
        }
    }

    /// Hands out the memory of x's gradient, owned by x alone, to be set or added to.
    void into(Tensor x, BiConsumer<Buffer, Store> contribution) {
        if (!x.isTracked()) {
            return;
        }
        Tensor g = x.gradientOrNull();
        if (g == null) {
            Buffer b = ops.allocate(x.shape().size());
            contribution.accept(b, Store.SET);
            x.setGradient(new Tensor(this, b, x.shape(), false));
            return;
        }
        if (g.buffer().owners > 1) {
            g = new Tensor(this, ops.copy(g.buffer(), 0, x.shape().size()), x.shape(), false);
            forget(x);
            x.setGradient(g);
        }
        contribution.accept(g.buffer(), Store.ADD);
    }

    /// For operations that compute `base + contribution` in one pass: `f` gets the gradient so far (or null) and
    /// the memory of the new one, which is the same if it has no other owner.
    void onto(Tensor x, BiConsumer<@Nullable Buffer, Buffer> f) {
        if (!x.isTracked()) {
            return;
        }
        Tensor g = x.gradientOrNull();
        Buffer base = g == null ? null : g.buffer();
        Buffer to =
                base != null && base.owners == 1 ? base : ops.allocate(x.shape().size());
        f.accept(base, to);
        if (to != base) {
            forget(x);
            x.setGradient(new Tensor(this, to, x.shape(), false));
        }
    }

    /// The packed gradients, to which fused operations add.
    Buffer packedGradients() {
        if (gradients == null) {
            throw new IllegalStateException("this tape records no gradients");
        }
        return gradients.packed();
    }

    /// Gradient of a number with respect to everything it was computed from; gradients of parameters are added to the
    /// tape's [Gradients].
    ///
    /// @throws IllegalArgumentException if the loss is not a single number, or does not depend on anything tracked
    public void backward(Tensor loss) {
        if (loss.shape().size() != 1) {
            throw new IllegalArgumentException("a loss is one number, this has shape " + loss.shape());
        }
        backward(loss, constant(1, loss.shape()));
    }

    /// Vector-Jacobian product: gradient of `sum(seed * y)`.
    public void backward(Tensor y, Tensor seed) {
        if (gradients == null || !y.isTracked()) {
            throw new IllegalArgumentException("nothing recorded that this result depends on");
        }
        recording = false;
        accumulate(y, seed);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Tensor g = step.result.gradientOrNull();
            if (g != null) {
                int mark = made.size();
                step.vjp.apply(g);
                releaseSince(mark);
                forget(step.result);
            }
        }
        recording = true;
        leaves.forEach((p, leaf) -> {
            Tensor g = leaf.gradientOrNull();
            if (g != null) {
                ops.addInto(
                        g.buffer(), gradients.natural(), p.offset(), g.shape().size());
                forget(leaf);
            }
        });
    }

    /// Gradients that are themselves recorded, so that they can be differentiated again: d(y) / d(x) for a number y.
    /// Every operation between x and y must have a gradient composed of generic operations; the fused ones refuse.
    public List<Tensor> gradients(Tensor y, List<Tensor> xs) {
        if (y.shape().size() != 1 || !y.isTracked()) {
            throw new IllegalArgumentException("expected one number that depends on a variable, got " + y.shape());
        }
        int last = steps.size() - 1;
        accumulate(y, constant(1, y.shape()));
        for (int i = last; i >= 0; i--) {
            Tensor g = steps.get(i).result.gradientOrNull();
            if (g != null) {
                steps.get(i).vjp.apply(g);
            }
        }
        List<Tensor> r = xs.stream()
                .map(x -> Objects.requireNonNullElseGet(x.gradientOrNull(), () -> constant(0, x.shape())))
                .toList();
        made.forEach(this::forget);
        leaves.values().forEach(this::forget);
        return r;
    }

    private void forget(Tensor t) {
        Tensor g = t.gradientOrNull();
        if (g != null) {
            ops.release(g.buffer());
            t.setGradient(null);
        }
    }

    private void releaseSince(int mark) {
        for (int i = made.size() - 1; i >= mark; i--) {
            ops.release(made.remove(i).buffer());
        }
    }

    /// Forgets everything recorded and takes back the memory: tensors of this tape must not be used any more.
    public void reset() {
        made.addAll(leaves.values());
        leaves.clear();
        made.forEach(this::forget);
        releaseSince(0);
        steps.clear();
    }
}

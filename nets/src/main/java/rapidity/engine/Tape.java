package rapidity.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Store;
import rapidity.random.RandomStream;

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
public final class Tape {
    private final Weights weights;
    private final Ops ops;
    private final @Nullable Gradients gradients;
    private final List<Tensor> made = new ArrayList<>();
    private final Steps steps = new Steps();
    private final Contributions contributions;
    private final Map<Parameter, Tensor> leaves = new IdentityHashMap<>();
    private boolean recording;
    private @Nullable Noise noise;

    /// The vector-Jacobian product of one operation: from the gradient of its result to those of its inputs.
    interface Vjp {
        void apply(Tensor gradient);
    }

    Tape(Weights weights, @Nullable Gradients gradients, Ops ops) {
        this.weights = weights;
        this.gradients = gradients;
        this.ops = ops;
        this.recording = gradients != null;
        this.contributions = new Contributions(this);
    }

    /// A tape that records; backward passes add to `gradients`.
    public static Tape recording(Weights weights, Gradients gradients) {
        return new Tape(weights, gradients, weights.engine().ops());
    }

    /// A tape that records nothing: the same layers then only compute.
    public static Tape forward(Weights weights) {
        return new Tape(weights, null, weights.engine().ops());
    }

    Ops ops() {
        return ops;
    }

    Weights weights() {
        return weights;
    }

    boolean recording() {
        return recording;
    }

    /// Which lanes of tiles are computed.
    Lanes lanes() {
        return gradients == null ? Lanes.LIVE : Lanes.ALL;
    }

    /// Until [#reset] this is a pass of training: layers with noise, such as dropout, draw from here, and those with
    /// batch statistics take them from the batch.
    public void train(Noise with) {
        noise = with;
    }

    public boolean isTraining() {
        return noise != null;
    }

    /// What an untrained parameter is to be after this step of training, such as the running mean of a batch norm.
    public void observe(Parameter p, double[] values) {
        Objects.requireNonNull(gradients, "a step of training records").observe(p, values);
    }

    /// The random numbers of a layer, while training.
    public Optional<RandomStream> noise(String layer) {
        return Optional.ofNullable(noise).map(n -> n.of(layer));
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
            return new Tensor(this, b, p.shape(), gradients != null);
        });
    }

    /// Runs a part of a network, such as a block. On a tape that only computes, the part's intermediate results are
    /// given back when it returns.
    Tensor through(Supplier<Tensor> part) {
        return gradients == null ? made(onlyResult(part)) : part.get();
    }

    /// Runs a part of a network and keeps its result only; for the gradient the part is run again, and recorded. The
    /// numbers are the same, bit for bit.
    public Tensor checkpoint(Supplier<Tensor> part) {
        if (!recording) {
            return made(onlyResult(part));
        }
        recording = false;
        Tensor result = onlyResult(part);
        recording = true;
        return record(result.buffer(), result.shape(), true, g -> {
            refuseSecondDerivative("a checkpointed block");
            int first = steps.size();
            recording = true;
            Tensor again = part.get();
            recording = false;
            accumulate(again, g);
            steps.back(first, this::pull);
            steps.cut(first);
        });
    }

    /// The result of a part, which the caller owns; everything else is given back.
    private Tensor onlyResult(Supplier<Tensor> part) {
        int mark = made.size();
        Tensor result = part.get();
        ops.retain(result.buffer());
        releaseSince(mark);
        return result;
    }

    /// The result of an operation; `vjp` is recorded if a gradient can flow.
    Tensor record(Buffer value, Shape shape, boolean tracked, Vjp vjp) {
        Tensor result = made(new Tensor(this, value, shape, tracked && recording));
        if (result.isTracked()) {
            steps.add(result, vjp);
        }
        return result;
    }

    private Tensor made(Tensor t) {
        made.add(t);
        return t;
    }

    /// Adds `contribution` to the gradient of x.
    void accumulate(Tensor x, Tensor contribution) {
        if (x.isTracked()) {
            contributions.accumulate(x, contribution);
        }
    }

    /// Hands out the memory of x's gradient, owned by x alone, to be set or added to.
    void into(Tensor x, BiConsumer<Buffer, Store> contribution) {
        if (x.isTracked()) {
            contributions.into(x, contribution);
        }
    }

    /// For operations that compute `base + contribution` in one pass: `f` gets the gradient so far (or null) and
    /// the memory of the new one, which is the same if it has no other owner.
    void onto(Tensor x, BiConsumer<@Nullable Buffer, Buffer> f) {
        if (x.isTracked()) {
            contributions.onto(x, f);
        }
    }

    /// The gradients of weights, to which fused operations add.
    Gradients gradients() {
        return Objects.requireNonNull(gradients, "no gradients are recorded");
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
        steps.back(0, this::pull);
        recording = true;
        contributions.collect(leaves, gradients.natural());
    }

    /// The gradient of `sum(seed * y)` with respect to one [#variable]. What was recorded stays, for other seeds.
    public double[] gradient(Tensor y, double[] seed, Tensor x) {
        int mark = made.size();
        backward(y, tensor(seed, y.shape().toArray()));
        double[] r = x.gradient();
        contributions.forget(x);
        releaseSince(mark);
        return r;
    }

    /// From the gradient of a result, no longer needed then, to those of what it was made of.
    private void pull(Tensor result, Vjp vjp) {
        int mark = made.size();
        vjp.apply(Objects.requireNonNull(result.gradientOrNull()));
        releaseSince(mark);
        contributions.forget(result);
    }

    /// Gradients that are themselves recorded, so that they can be differentiated again: d(y) / d(x) for a number y.
    /// Every operation between x and y must have a gradient composed of generic operations; the fused ones refuse.
    public List<Tensor> gradients(Tensor y, List<Tensor> xs) {
        if (y.shape().size() != 1 || !y.isTracked()) {
            throw new IllegalArgumentException("expected one number that depends on a variable, got " + y.shape());
        }
        accumulate(y, constant(1, y.shape()));
        steps.back(0, (result, vjp) -> vjp.apply(Objects.requireNonNull(result.gradientOrNull())));
        List<Tensor> r = xs.stream()
                .map(x -> Objects.requireNonNullElseGet(x.gradientOrNull(), () -> constant(0, x.shape())))
                .toList();
        made.forEach(contributions::forget);
        leaves.values().forEach(contributions::forget);
        return r;
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
        made.forEach(contributions::forget);
        releaseSince(0);
        steps.cut(0);
        recording = gradients != null;
        noise = null;
    }
}

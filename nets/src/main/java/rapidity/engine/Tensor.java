package rapidity.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Transposed;
import rapidity.engine.kernel.Unary;

/// An array of numbers on a [Tape], row-major, with methods named as in PyTorch. While the tape records, every method
/// leaves its vector-Jacobian product behind, written with the methods of this class; so gradients can be
/// differentiated again.
public final class Tensor {
    private final Tape tape;
    private final Buffer buffer;
    private final Shape shape;
    private final boolean tracked;
    private @Nullable Tensor gradient;

    Tensor(Tape tape, Buffer buffer, Shape shape, boolean tracked) {
        this.tape = tape;
        this.buffer = buffer;
        this.shape = shape;
        this.tracked = tracked;
    }

    public Tape tape() {
        return tape;
    }

    public Shape shape() {
        return shape;
    }

    /// The engine's memory of the numbers.
    public Buffer buffer() {
        return buffer;
    }

    boolean isTracked() {
        return tracked;
    }

    @Nullable
    Tensor gradientOrNull() {
        return gradient;
    }

    void setGradient(@Nullable Tensor g) {
        gradient = g;
    }

    /// The gradient of a variable after [Tape#backward]; zeros if the result did not depend on it.
    public double[] gradient() {
        return gradient == null ? new double[shape.size()] : gradient.toArray();
    }

    /// The numbers, row-major.
    public double[] toArray() {
        double[] r = new double[shape.size()];
        tape.ops().read(buffer, 0, r);
        return r;
    }

    /// The only number.
    ///
    /// @throws IllegalArgumentException if there is not exactly one
    public double item() {
        if (shape.size() != 1) {
            throw new IllegalArgumentException("expected one number, this has shape " + shape);
        }
        return toArray()[0];
    }

    // arithmetic, with broadcasting

    public Tensor plus(Tensor b) {
        return Arithmetic.plus(this, b);
    }

    public Tensor minus(Tensor b) {
        return Arithmetic.minus(this, b);
    }

    public Tensor times(Tensor b) {
        return Arithmetic.times(this, b);
    }

    public Tensor dividedBy(Tensor b) {
        return Arithmetic.dividedBy(this, b);
    }

    /// The larger of two; where they are equal the gradient goes to this.
    public Tensor maximum(Tensor b) {
        return Arithmetic.maximum(this, b);
    }

    /// The smaller of two; where they are equal the gradient goes to this.
    public Tensor minimum(Tensor b) {
        return Arithmetic.minimum(this, b);
    }

    /// `a x + b`.
    public Tensor affine(double a, double b) {
        return tape.record(
                tape.ops().affine(buffer, a, b, shape.size()),
                shape,
                tracked,
                g -> tape.accumulate(this, g.affine(a, 0)));
    }

    public Tensor times(double a) {
        return affine(a, 0);
    }

    public Tensor plus(double b) {
        return affine(1, b);
    }

    // functions of each number; see Unary

    public Tensor negate() {
        return affine(-1, 0);
    }

    public Tensor reciprocal() {
        return Elementwise.apply(Unary.RECIPROCAL, this);
    }

    public Tensor abs() {
        return Elementwise.apply(Unary.ABS, this);
    }

    public Tensor sign() {
        return Elementwise.apply(Unary.SIGN, this);
    }

    /// 1 where positive, else 0.
    public Tensor step() {
        return Elementwise.apply(Unary.STEP, this);
    }

    public Tensor sqrt() {
        return Elementwise.apply(Unary.SQRT, this);
    }

    public Tensor exp() {
        return Elementwise.apply(Unary.EXP, this);
    }

    public Tensor log() {
        return Elementwise.apply(Unary.LOG, this);
    }

    public Tensor sin() {
        return Elementwise.apply(Unary.SIN, this);
    }

    public Tensor cos() {
        return Elementwise.apply(Unary.COS, this);
    }

    public Tensor tanh() {
        return Elementwise.apply(Unary.TANH, this);
    }

    public Tensor sigmoid() {
        return Elementwise.apply(Unary.SIGMOID, this);
    }

    /// Any function of one number.
    public Tensor apply(Unary f) {
        return Elementwise.apply(f, this);
    }

    /// Sum over one axis, which disappears.
    public Tensor sum(int axis) {
        Shape kept = shape.with(axis, 1);
        return tape.record(tape.ops().sum(buffer, shape, axis), shape.without(axis), tracked, g -> {
            Tensor ones = tape.constant(1, shape);
            tape.accumulate(this, ones.times(g.reshape(kept.toArray())));
        });
    }

    /// Sum of everything.
    public Tensor sum() {
        return reshape(shape.size()).sum(0);
    }

    public Tensor mean(int axis) {
        return sum(axis).times(1.0 / shape.axis(axis));
    }

    public Tensor mean() {
        return sum().times(1.0 / shape.size());
    }

    /// The same numbers in other axes; one axis may be -1 and is worked out.
    public Tensor reshape(int... axes) {
        int[] full = axes.clone();
        for (int i = 0; i < full.length; i++) {
            if (full[i] == -1) {
                full[i] = 1;
                full[i] = shape.size() / Shape.of(full).size();
            }
        }
        Shape to = Shape.of(full);
        if (to.size() != shape.size()) {
            throw new IllegalArgumentException("cannot reshape " + shape + " to " + Arrays.toString(axes));
        }
        tape.ops().retain(buffer);
        return tape.record(buffer, to, tracked, g -> tape.accumulate(this, g.reshape(shape.toArray())));
    }

    /// Axis i of the result is axis `order[i]` of this.
    public Tensor permute(int... order) {
        int[] back = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = i;
        }
        return tape.record(
                tape.ops().permute(buffer, shape, order),
                shape.permuted(order),
                tracked,
                g -> tape.accumulate(this, g.permute(back)));
    }

    /// Entries from .. to - 1 of one axis.
    public Tensor slice(int axis, int from, int to) {
        return tape.record(
                tape.ops().slice(buffer, shape, axis, from, to),
                shape.with(axis, to - from),
                tracked,
                g -> tape.accumulate(this, g.pad(axis, from, shape.axis(axis))));
    }

    /// Zeros around: entry 0 of the axis becomes entry `before` of an axis of `length`.
    public Tensor pad(int axis, int before, int length) {
        return tape.record(
                tape.ops().pad(buffer, shape, axis, before, length),
                shape.with(axis, length),
                tracked,
                g -> tape.accumulate(this, g.slice(axis, before, before + shape.axis(axis))));
    }

    /// Tensors one after another along an axis.
    public static Tensor concatenate(int axis, List<Tensor> parts) {
        return Arithmetic.concatenate(axis, parts);
    }

    /// Entries `rows` of axis 0.
    public Tensor gather(int... rows) {
        return tape.record(
                tape.ops().gather(buffer, shape, rows),
                shape.with(0, rows.length),
                tracked,
                g -> tape.accumulate(this, g.scatterAdd(shape.axis(0), rows)));
    }

    /// `result[rows[i]] += this[i]` along axis 0, of `count` entries: the sum over segments.
    public Tensor scatterAdd(int count, int... rows) {
        return tape.record(
                tape.ops().scatterAdd(buffer, shape, rows, count),
                shape.with(0, count),
                tracked,
                g -> tape.accumulate(this, g.gather(rows)));
    }

    /// Runs a block on this. Without recording, what the block leaves behind is given back at once.
    public Tensor through(UnaryOperator<Tensor> block) {
        return tape.through(() -> block.apply(this));
    }

    /// Matrix product of the last two axes.
    public Tensor matmul(Tensor b) {
        return Products.matmul(Transposed.NEITHER, this, b);
    }

    /// `x W^T + b`: an ordinary linear layer, W of shape (out, in).
    public Tensor linear(Tensor weight, Tensor bias) {
        return Products.matmul(Transposed.SECOND, this, weight).plus(bias);
    }

    /// Softmax over the last axis.
    public Tensor softmax() {
        return Products.softmax(this);
    }

    /// Layer norm over the last axis, biased variance, eps = 1e-5, no parameters.
    public Tensor layerNorm() {
        return Products.layerNorm(this);
    }

    /// Softmax attention, this = queries `[tokens, heads * features]`.
    public Tensor attention(Tensor keys, Tensor values, int heads, Attend attend) {
        return Products.attention(this, keys, values, heads, attend);
    }
}

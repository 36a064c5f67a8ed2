package rapidity.engine;

import java.util.Arrays;

/// Lengths of a tensor's axes, outermost first. Arithmetic between shapes is that of NumPy: axes are aligned from the
/// last one, and an axis of length 1 (or a missing one) repeats.
public final class Shape {
    private final int[] axes;
    private final int size;

    private Shape(int[] axes) {
        this.axes = axes;
        this.size = size(axes);
    }

    private static int size(int[] axes) {
        int product = 1;
        boolean empty = false;
        for (int n : axes) {
            if (n < 0) {
                throw new IllegalArgumentException("negative axis in " + Arrays.toString(axes));
            }
            empty |= n == 0;
            product = empty ? 0 : Math.multiplyExact(product, n);
        }
        return product;
    }

    public static Shape of(int... axes) {
        return new Shape(axes.clone());
    }

    /// Number of axes.
    public int rank() {
        return axes.length;
    }

    /// Number of numbers.
    public int size() {
        return size;
    }

    /// Length of an axis; negative axes count from the end.
    public int axis(int i) {
        return axes[index(i)];
    }

    /// The position of an axis that may be counted from the end.
    public int index(int i) {
        int k = i < 0 ? i + axes.length : i;
        if (k < 0 || k >= axes.length) {
            throw new IllegalArgumentException("no axis " + i + " in " + this);
        }
        return k;
    }

    public int[] toArray() {
        return axes.clone();
    }

    /// The same shape with one axis of another length.
    public Shape with(int axis, int length) {
        int[] r = axes.clone();
        r[index(axis)] = length;
        return new Shape(r);
    }

    /// The same shape without one axis.
    public Shape without(int axis) {
        int k = index(axis);
        int[] r = new int[axes.length - 1];
        System.arraycopy(axes, 0, r, 0, k);
        System.arraycopy(axes, k + 1, r, k, r.length - k);
        return new Shape(r);
    }

    /// Axis i of the result is axis `order[i]` of this.
    public Shape permuted(int[] order) {
        int[] r = new int[axes.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = axes[order[i]];
        }
        return new Shape(r);
    }

    /// Product of the lengths of the axes before `axis`.
    public int outer(int axis) {
        return product(0, index(axis));
    }

    /// Product of the lengths of the axes after `axis`.
    public int inner(int axis) {
        return product(index(axis) + 1, axes.length);
    }

    private int product(int from, int to) {
        int r = 1;
        for (int i = from; i < to; i++) {
            r *= axes[i];
        }
        return r;
    }

    /// The shape of `this + other`.
    ///
    /// @throws IllegalArgumentException if two aligned axes differ and neither is 1
    public Shape broadcast(Shape other) {
        int rank = Math.max(axes.length, other.axes.length);
        int[] r = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int a = i <= axes.length ? axes[axes.length - i] : 1;
            int b = i <= other.axes.length ? other.axes[other.axes.length - i] : 1;
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException("shapes " + this + " and " + other + " do not fit");
            }
            r[rank - i] = a == 1 ? b : a;
        }
        return new Shape(r);
    }

    /// Distances between neighbours along each axis of `target` when this shape is repeated to it; 0 repeats.
    int[] stridesIn(Shape target) {
        int[] r = new int[target.rank()];
        int stride = 1;
        for (int i = 1; i <= axes.length; i++) {
            int n = axes[axes.length - i];
            r[r.length - i] = n == 1 ? 0 : stride;
            stride *= n;
        }
        return r;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Shape s && Arrays.equals(axes, s.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    @Override
    public String toString() {
        return Arrays.toString(axes);
    }
}

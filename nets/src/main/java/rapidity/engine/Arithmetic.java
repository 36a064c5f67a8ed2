package rapidity.engine;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import rapidity.engine.kernel.Binary;

/// Functions of two tensors, with broadcasting, and their gradients.
final class Arithmetic {
    private Arithmetic() {}

    static Tensor plus(Tensor a, Tensor b) {
        return binary(Binary.ADD, a, b, g -> g, g -> g);
    }

    static Tensor minus(Tensor a, Tensor b) {
        return binary(Binary.SUBTRACT, a, b, g -> g, Tensor::negate);
    }

    static Tensor times(Tensor a, Tensor b) {
        return binary(Binary.MULTIPLY, a, b, g -> g.times(b), g -> g.times(a));
    }

    static Tensor dividedBy(Tensor a, Tensor b) {
        UnaryOperator<Tensor> toB = g -> g.times(a).dividedBy(b.times(b)).negate();
        return binary(Binary.DIVIDE, a, b, g -> g.dividedBy(b), toB);
    }

    static Tensor maximum(Tensor a, Tensor b) {
        return binary(Binary.MAXIMUM, a, b, g -> g.times(notGreater(b, a)), g -> g.times(greater(b, a)));
    }

    static Tensor minimum(Tensor a, Tensor b) {
        return binary(Binary.MINIMUM, a, b, g -> g.times(notGreater(a, b)), g -> g.times(greater(a, b)));
    }

    private static Tensor greater(Tensor a, Tensor b) {
        return a.minus(b).step();
    }

    private static Tensor notGreater(Tensor a, Tensor b) {
        return greater(a, b).affine(-1, 1);
    }

    private static Tensor binary(Binary f, Tensor a, Tensor b, UnaryOperator<Tensor> toA, UnaryOperator<Tensor> toB) {
        Tape tape = a.tape();
        Shape out = a.shape().broadcast(b.shape());
        Buffer y = tape.ops().binary(f, a.buffer(), a.shape(), b.buffer(), b.shape(), out);
        return tape.record(y, out, a.isTracked() || b.isTracked(), g -> {
            if (a.isTracked()) {
                tape.accumulate(a, summedTo(a.shape(), toA.apply(g)));
            }
            if (b.isTracked()) {
                tape.accumulate(b, summedTo(b.shape(), toB.apply(g)));
            }
        });
    }

    /// Undoes broadcasting by summing.
    private static Tensor summedTo(Shape target, Tensor g) {
        Tensor t = g;
        while (t.shape().rank() > target.rank()) {
            t = t.sum(0);
        }
        for (int i = 0; i < target.rank(); i++) {
            if (target.axis(i) == 1 && t.shape().axis(i) != 1) {
                t = t.sum(i).reshape(t.shape().with(i, 1).toArray());
            }
        }
        return t;
    }

    static Tensor concatenate(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing to concatenate");
        }
        Shape first = parts.getFirst().shape();
        int length = parts.stream().mapToInt(t -> t.shape().axis(axis)).sum();
        if (first.outer(axis) == 1) {
            return stacked(first.with(axis, length), axis, parts);
        }
        int before = 0;
        Tensor r = null;
        for (Tensor t : parts) {
            Tensor placed = t.pad(axis, before, length);
            r = r == null ? placed : r.plus(placed);
            before += t.shape().axis(axis);
        }
        return Objects.requireNonNull(r);
    }

    /// Without axes before the one that grows, every part keeps its numbers together.
    private static Tensor stacked(Shape out, int axis, List<Tensor> parts) {
        Tape tape = parts.getFirst().tape();
        Buffer y = tape.ops().allocate(out.size());
        tape.ops().fill(y, 0, out.size(), 0);
        int from = 0;
        for (Tensor t : parts) {
            if (!t.shape().with(axis, out.axis(axis)).equals(out)) {
                throw new IllegalArgumentException("shapes " + t.shape() + " and "
                        + parts.getFirst().shape() + " differ in another axis than " + axis);
            }
            tape.ops().addInto(t.buffer(), y, from, t.shape().size());
            from += t.shape().size();
        }
        return tape.record(y, out, parts.stream().anyMatch(Tensor::isTracked), g -> {
            int before = 0;
            for (Tensor t : parts) {
                int length = t.shape().axis(axis);
                if (t.isTracked()) {
                    tape.accumulate(t, g.slice(axis, before, before + length));
                }
                before += length;
            }
        });
    }
}

package rapidity.layer.irreps;

import java.util.List;
import java.util.function.UnaryOperator;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// Complex numbers as two tensors of equal shape.
record ComplexTensor(Tensor re, Tensor im) {
    /// @param x with an axis (re, im), which is left out
    static ComplexTensor of(Tensor x, int axis) {
        int[] kept = x.shape().without(axis).toArray();
        return new ComplexTensor(
                x.slice(axis, 0, 1).reshape(kept), x.slice(axis, 1, 2).reshape(kept));
    }

    /// With an axis (re, im) in front of axis 1.
    Tensor joined() {
        return Tensor.concatenate(1, List.of(apart(re), apart(im)));
    }

    private static Tensor apart(Tensor t) {
        int[] s = t.shape().toArray();
        int[] axes = new int[s.length + 1];
        axes[0] = s[0];
        axes[1] = 1;
        System.arraycopy(s, 1, axes, 2, s.length - 1);
        return t.reshape(axes);
    }

    ComplexTensor each(UnaryOperator<Tensor> f) {
        return new ComplexTensor(f.apply(re), f.apply(im));
    }

    Shape shape() {
        return re.shape();
    }

    ComplexTensor plus(ComplexTensor o) {
        return new ComplexTensor(re.plus(o.re), im.plus(o.im));
    }

    ComplexTensor minus(ComplexTensor o) {
        return new ComplexTensor(re.minus(o.re), im.minus(o.im));
    }

    ComplexTensor times(ComplexTensor o) {
        return new ComplexTensor(
                re.times(o.re).minus(im.times(o.im)), re.times(o.im).plus(im.times(o.re)));
    }

    /// Times 1 + i.
    ComplexTensor turned() {
        return new ComplexTensor(re.minus(im), re.plus(im));
    }
}

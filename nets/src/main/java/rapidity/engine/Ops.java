package rapidity.engine;

import java.util.List;
import rapidity.engine.kernel.Binary;
import rapidity.engine.kernel.Transposed;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.UpdateRule;

/// The operations of an engine on arrays: all that stands between [Tensor] and the machine. An instance owns its memory
/// and belongs to one thread. Methods that return a buffer take it from that memory; [#release] gives it back.
///
/// Gradients of tensors are written in terms of these operations ([Tensor], [Multivectors]); the fused ones come with
/// their own gradient here, since it would be slow composed.
public interface Ops {
    Precision precision();

    /// The operations on multivectors.
    TileOps tiles();

    /// The operations on four-vectors and scalars.
    VectorOps vectors();

    /// The operations of Lorentz-group message passing.
    LorentzOps lorentz();

    /// The operations on pairs of points.
    GraphOps graphs();

    /// Attention of every kind.
    AttentionOps attention();

    // memory

    /// Memory for n numbers, contents free, with one owner.
    Buffer allocate(int n);

    void retain(Buffer b);

    /// One owner less; with none left the memory is used again.
    void release(Buffer b);

    void fill(Buffer b, int from, int to, double value);

    void write(double[] values, Buffer b, int offset);

    void read(Buffer b, int offset, double[] values);

    Buffer copy(Buffer x, int from, int n);

    // weights

    /// Weights into the forms that kernels read.
    void pack(Buffer weights, Packing p, Buffer packed);

    /// `natural += transposed packing of the packed gradient`.
    void unpack(Buffer packedGradient, Packing p, Buffer natural);

    /// Weights of ordinary linear maps into the order in which [#linear] reads them. Nothing, where it reads them as
    /// they are.
    default void keep(Buffer weights, List<WeightMatrix> matrices, Buffer panels) {}

    void update(UpdateRule rule, Buffer p, Buffer g, Buffer m, Buffer v, int from, int to);

    double sumOfSquares(Buffer x, int n);

    void scale(Buffer x, double a, int n);

    /// `y <- y + a (x - y)`.
    void lerp(Buffer x, double a, Buffer y, int n);

    /// `y += x`.
    default void addInto(Buffer x, Buffer y, int n) {
        addInto(x, y, 0, n);
    }

    /// `y[yFrom ..] += x`.
    void addInto(Buffer x, Buffer y, int yFrom, int n);

    // natural arrays

    Buffer unary(Unary f, Buffer x, int n);

    Buffer unaryGradient(Unary f, Buffer x, Buffer dy, int n);

    Buffer binary(Binary f, Buffer a, Shape aShape, Buffer b, Shape bShape, Shape out);

    /// `a x + b`.
    Buffer affine(Buffer x, double a, double b, int n);

    Buffer sum(Buffer x, Shape shape, int axis);

    Buffer max(Buffer x, Shape shape, int axis);

    Buffer permute(Buffer x, Shape shape, int... order);

    /// Entries from .. to - 1 of one axis.
    Buffer slice(Buffer x, Shape shape, int axis, int from, int to);

    /// The transposed map of [#slice]: zeros around.
    Buffer pad(Buffer x, Shape shape, int axis, int before, int length);

    Buffer gather(Buffer x, Shape shape, int[] rows);

    Buffer scatterAdd(Buffer x, Shape shape, int[] rows, int count);

    /// Product of the last two axes of a and b; leading axes are equal, or b has none.
    Buffer matmul(Transposed transposed, Buffer a, Shape aShape, Buffer b, Shape bShape);

    /// `x W^T` (second factor transposed) or `x W` (neither) with weights of the network, see [#keep].
    default Buffer linear(Transposed how, Buffer x, Shape shape, WeightMatrix w, Weights weights) {
        Shape natural = w.natural().shape();
        Buffer matrix = copy(weights.values(), w.natural().offset(), natural.size());
        Buffer y = matmul(how, x, shape, matrix, natural);
        release(matrix);
        return y;
    }

    /// Adds `dy^T x` to the gradient of the weights.
    ///
    /// @param rows of dy and x
    default void linearWeightGradient(Buffer dy, Buffer x, int rows, WeightMatrix w, Gradients gradients) {
        Parameter p = w.natural();
        Buffer dw = matmul(Transposed.FIRST, dy, Shape.of(rows, w.out()), x, Shape.of(rows, w.in()));
        addInto(dw, gradients.natural(), p.offset(), p.shape().size());
        release(dw);
    }

    Buffer softmax(Buffer x, Shape shape);

    Buffer softmaxGradient(Buffer y, Buffer dy, Shape shape);

    /// @param stats 2 numbers per row, to be kept for the gradient
    Buffer layerNorm(Buffer x, Shape shape, Buffer stats);

    Buffer layerNormGradient(Buffer x, Buffer stats, Buffer dy, Shape shape);
}

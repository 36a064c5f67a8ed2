package rapidity.engine;

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

    Buffer softmax(Buffer x, Shape shape);

    Buffer softmaxGradient(Buffer y, Buffer dy, Shape shape);

    /// @param stats 2 numbers per row, to be kept for the gradient
    Buffer layerNorm(Buffer x, Shape shape, Buffer stats);

    Buffer layerNormGradient(Buffer x, Buffer stats, Buffer dy, Shape shape);
}

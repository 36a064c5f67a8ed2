package rapidity.engine;

import java.util.List;
import rapidity.engine.kernel.AdamRule;
import rapidity.engine.kernel.Binary;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.LionRule;
import rapidity.engine.kernel.Transposed;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.UpdateRule;

/// Operations of pure Java on arrays of the heap: kernels, and a pool of arrays.
///
/// @param <A> float[] or double[]
final class JavaOps<A> implements Ops {
    private final Precision precision;
    private final Kernels<A> kernels;
    private final Pool pool;
    private final JavaWeights<A> weights;
    private final JavaTileOps<A> tiles;
    private final JavaVectorOps<A> vectors;
    private final JavaLorentzOps<A> lorentz;

    JavaOps(Precision precision, Kernels<A> kernels) {
        this.precision = precision;
        this.kernels = kernels;
        this.pool = new Pool(n -> (Object) kernels.allocate(n));
        this.weights = new JavaWeights<>(this, kernels);
        this.tiles = new JavaTileOps<>(this, kernels);
        this.vectors = new JavaVectorOps<>(this, kernels);
        this.lorentz = new JavaLorentzOps<>(this, kernels);
    }

    @SuppressWarnings("unchecked")
    A raw(Buffer b) {
        return (A) b.content();
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public TileOps tiles() {
        return tiles;
    }

    @Override
    public VectorOps vectors() {
        return vectors;
    }

    @Override
    public LorentzOps lorentz() {
        return lorentz;
    }

    @Override
    public GraphOps graphs() {
        return new JavaGraphOps<>(this, kernels);
    }

    @Override
    public Buffer allocate(int n) {
        return pool.take(n);
    }

    @Override
    public void retain(Buffer b) {
        b.retain();
    }

    @Override
    public void release(Buffer b) {
        pool.release(b);
    }

    @Override
    public void fill(Buffer b, int from, int to, double value) {
        kernels.fill(raw(b), from, to, value);
    }

    @Override
    public void write(double[] values, Buffer b, int offset) {
        A a = raw(b);
        for (int i = 0; i < values.length; i++) {
            kernels.set(a, offset + i, values[i]);
        }
    }

    @Override
    public void read(Buffer b, int offset, double[] values) {
        A a = raw(b);
        for (int i = 0; i < values.length; i++) {
            values[i] = kernels.at(a, offset + i);
        }
    }

    @Override
    public Buffer copy(Buffer x, int from, int n) {
        Buffer y = allocate(n);
        kernels.copy(raw(x), from, raw(y), 0, n);
        return y;
    }

    @Override
    public void pack(Buffer natural, Packing p, Buffer packed) {
        weights.pack(natural, p, packed);
    }

    @Override
    public void unpack(Buffer packedGradient, Packing p, Buffer natural) {
        weights.unpack(packedGradient, p, natural);
    }

    @Override
    public void keep(Buffer natural, List<WeightMatrix> matrices, Buffer panels) {
        weights.keep(natural, matrices, panels);
    }

    @Override
    public void update(UpdateRule rule, Buffer p, Buffer g, Buffer m, Buffer v, int from, int to) {
        switch (rule) {
            case AdamRule adam -> kernels.adam(adam, raw(p), raw(g), raw(m), raw(v), from, to);
            case LionRule lion -> kernels.lion(lion, raw(p), raw(g), raw(m), from, to);
        }
    }

    @Override
    public double sumOfSquares(Buffer x, int n) {
        return kernels.sumOfSquares(raw(x), n);
    }

    @Override
    public void scale(Buffer x, double a, int n) {
        kernels.scaleInPlace(raw(x), a, n);
    }

    @Override
    public void lerp(Buffer x, double a, Buffer y, int n) {
        kernels.lerp(raw(x), a, raw(y), n);
    }

    @Override
    public void addInto(Buffer x, Buffer y, int yFrom, int n) {
        kernels.addInto(raw(x), raw(y), yFrom, n);
    }

    @Override
    public Buffer unary(Unary f, Buffer x, int n) {
        Buffer y = allocate(n);
        kernels.unary(f, raw(x), raw(y), n);
        return y;
    }

    @Override
    public Buffer unaryGradient(Unary f, Buffer x, Buffer dy, int n) {
        Buffer dx = allocate(n);
        kernels.unaryGradient(f, raw(x), raw(dy), raw(dx), n);
        return dx;
    }

    @Override
    public Buffer binary(Binary f, Buffer a, Shape aShape, Buffer b, Shape bShape, Shape out) {
        Buffer y = allocate(out.size());
        if (aShape.equals(out) && bShape.equals(out)) {
            kernels.binary(f, raw(a), raw(b), raw(y), out.size());
        } else {
            kernels.binary(f, raw(a), aShape.stridesIn(out), raw(b), bShape.stridesIn(out), raw(y), out.toArray());
        }
        return y;
    }

    @Override
    public Buffer affine(Buffer x, double a, double b, int n) {
        Buffer y = allocate(n);
        kernels.affine(raw(x), a, b, raw(y), n);
        return y;
    }

    @Override
    public Buffer sum(Buffer x, Shape shape, int axis) {
        Buffer y = allocate(shape.without(axis).size());
        kernels.sum(raw(x), shape.outer(axis), shape.axis(axis), shape.inner(axis), raw(y));
        return y;
    }

    @Override
    public Buffer max(Buffer x, Shape shape, int axis) {
        Buffer y = allocate(shape.without(axis).size());
        kernels.max(raw(x), shape.outer(axis), shape.axis(axis), shape.inner(axis), raw(y));
        return y;
    }

    @Override
    public Buffer permute(Buffer x, Shape shape, int... order) {
        Buffer y = allocate(shape.size());
        kernels.permute(raw(x), shape.toArray(), order, raw(y));
        return y;
    }

    @Override
    public Buffer slice(Buffer x, Shape shape, int axis, int from, int to) {
        Buffer y = allocate(shape.with(axis, to - from).size());
        int inner = shape.inner(axis);
        int row = shape.axis(axis) * inner;
        int part = (to - from) * inner;
        kernels.copyBlocks(raw(x), from * inner, row, raw(y), 0, part, part, shape.outer(axis));
        return y;
    }

    @Override
    public Buffer pad(Buffer x, Shape shape, int axis, int before, int length) {
        Shape out = shape.with(axis, length);
        Buffer y = allocate(out.size());
        fill(y, 0, out.size(), 0);
        int inner = shape.inner(axis);
        int part = shape.axis(axis) * inner;
        kernels.copyBlocks(raw(x), 0, part, raw(y), before * inner, length * inner, part, shape.outer(axis));
        return y;
    }

    @Override
    public Buffer gather(Buffer x, Shape shape, int[] rows) {
        int width = shape.inner(0);
        Buffer y = allocate(rows.length * width);
        kernels.gatherRows(raw(x), rows, width, raw(y));
        return y;
    }

    @Override
    public Buffer scatterAdd(Buffer x, Shape shape, int[] rows, int count) {
        int width = shape.inner(0);
        Buffer y = allocate(count * width);
        fill(y, 0, count * width, 0);
        kernels.scatterAddRows(raw(x), rows, width, raw(y));
        return y;
    }

    @Override
    public Buffer matmul(Transposed transposed, Buffer a, Shape aShape, Buffer b, Shape bShape) {
        MatmulShape s = MatmulShape.of(transposed, aShape, bShape);
        Buffer c = allocate(s.out().size());
        Buffer scratch = allocate(kernels.matmulScratch(s.n(), s.k()));
        A work = raw(scratch);
        for (int i = 0; i < s.batches(); i++) {
            int to = i * s.m() * s.n();
            int at = i * s.bStride();
            kernels.matmul(transposed, raw(a), i * s.aStride(), raw(b), at, raw(c), to, s.m(), s.n(), s.k(), work);
        }
        release(scratch);
        return c;
    }

    @Override
    public Buffer linear(Transposed how, Buffer x, Shape shape, WeightMatrix w, Weights of) {
        return weights.linear(how, x, shape, w, of);
    }

    @Override
    public void linearWeightGradient(Buffer dy, Buffer x, int rows, WeightMatrix w, Gradients gradients) {
        weights.linearWeightGradient(dy, x, rows, w, gradients);
    }

    @Override
    public Buffer softmax(Buffer x, Shape shape) {
        Buffer y = allocate(shape.size());
        kernels.softmax(raw(x), shape.outer(-1), shape.axis(-1), raw(y));
        return y;
    }

    @Override
    public Buffer softmaxGradient(Buffer y, Buffer dy, Shape shape) {
        Buffer dx = allocate(shape.size());
        kernels.softmaxGradient(raw(y), raw(dy), shape.outer(-1), shape.axis(-1), raw(dx));
        return dx;
    }

    @Override
    public Buffer layerNorm(Buffer x, Shape shape, Buffer stats) {
        Buffer y = allocate(shape.size());
        kernels.layerNorm(raw(x), shape.outer(-1), shape.axis(-1), raw(y), raw(stats));
        return y;
    }

    @Override
    public Buffer layerNormGradient(Buffer x, Buffer stats, Buffer dy, Shape shape) {
        Buffer dx = allocate(shape.size());
        kernels.layerNormGradient(raw(x), raw(stats), raw(dy), shape.outer(-1), shape.axis(-1), raw(dx));
        return dx;
    }

    @Override
    public AttentionOps attention() {
        return tiles.attention();
    }
}

package rapidity.engine.torch;

import rapidity.engine.AttentionOps;
import rapidity.engine.Buffer;
import rapidity.engine.GraphOps;
import rapidity.engine.LorentzOps;
import rapidity.engine.Ops;
import rapidity.engine.Packing;
import rapidity.engine.Precision;
import rapidity.engine.Shape;
import rapidity.engine.TileOps;
import rapidity.engine.VectorOps;
import rapidity.engine.kernel.Binary;
import rapidity.engine.kernel.Transposed;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.UpdateRule;

/// Operations on libtorch.
final class TorchOps implements Ops {
    private final Torch torch;
    private final Functions functions;
    private final NaturalProducts products;
    private final TorchTileOps tiles;
    private final TorchVectorOps vectors;
    private final TorchLorentzOps lorentz;
    private final TorchGraphOps graphs;
    private final TorchAttention attention;
    private final TorchWeights weights;

    TorchOps(Torch torch, Constants constants) {
        this.torch = torch;
        functions = new Functions(torch);
        products = new NaturalProducts(torch);
        tiles = TorchTileOps.of(torch, constants);
        vectors = TorchVectorOps.of(torch, constants);
        lorentz = new TorchLorentzOps(torch, constants);
        graphs = new TorchGraphOps(torch);
        attention = new TorchAttention(torch, constants);
        weights = new TorchWeights(torch, constants);
    }

    @Override
    public Precision precision() {
        return torch.device().precision();
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
        return graphs;
    }

    @Override
    public AttentionOps attention() {
        return attention;
    }

    @Override
    public Buffer allocate(int n) {
        return torch.allocate(n);
    }

    @Override
    public void retain(Buffer b) {
        b.retain();
    }

    @Override
    public void release(Buffer b) {
        torch.release(b);
    }

    @Override
    public void fill(Buffer b, int from, int to, double value) {
        torch.run(() -> torch.fill(torch.part(b, from, to - from), value));
    }

    @Override
    public void write(double[] values, Buffer b, int offset) {
        torch.run(() -> torch.write(values, torch.part(b, offset, values.length)));
    }

    @Override
    public void read(Buffer b, int offset, double[] values) {
        torch.run(() -> torch.read(torch.part(b, offset, values.length), values));
    }

    @Override
    public Buffer copy(Buffer x, int from, int n) {
        return torch.result(n, () -> torch.clone(torch.part(x, from, n)));
    }

    @Override
    public void pack(Buffer values, Packing p, Buffer packed) {
        weights.pack(values, p, packed);
    }

    @Override
    public void unpack(Buffer packedGradient, Packing p, Buffer natural) {
        weights.unpack(packedGradient, p, natural);
    }

    @Override
    public void update(UpdateRule rule, Buffer p, Buffer g, Buffer m, Buffer v, int from, int to) {
        weights.update(rule, new Buffer[] {p, g, m, v}, from, to - from);
    }

    @Override
    public double sumOfSquares(Buffer x, int n) {
        double[] r = new double[1];
        torch.run(() -> {
            Value v = torch.part(x, 0, n);
            Arguments.Given type = new Arguments.Given(torch.device().float64());
            torch.read(
                    torch.call("sum.dim_IntList", torch.times(v, v), new Arguments.Given(new int[] {0}), true, type),
                    r);
        });
        return r[0];
    }

    @Override
    public void scale(Buffer x, double a, int n) {
        torch.run(() -> {
            Value v = torch.part(x, 0, n);
            torch.copy(torch.times(v, a), v);
        });
    }

    @Override
    public void lerp(Buffer x, double a, Buffer y, int n) {
        torch.run(() -> {
            Value to = torch.part(y, 0, n);
            torch.copy(torch.plus(to, torch.minus(torch.part(x, 0, n), to), a), to);
        });
    }

    @Override
    public void addInto(Buffer x, Buffer y, int yFrom, int n) {
        torch.run(() -> {
            Value to = torch.part(y, yFrom, n);
            Value sum = torch.plus(to, torch.part(x, 0, n));
            if (n == y.capacity()) {
                torch.set(y, sum);
            } else {
                torch.copy(sum, to);
            }
        });
    }

    @Override
    public Buffer unary(Unary f, Buffer x, int n) {
        return torch.result(n, () -> functions.value(f, torch.part(x, 0, n)));
    }

    @Override
    public Buffer unaryGradient(Unary f, Buffer x, Buffer dy, int n) {
        return torch.result(n, () -> functions.gradient(f, torch.part(x, 0, n), torch.part(dy, 0, n)));
    }

    private Value shaped(Buffer x, Shape shape) {
        return torch.shaped(x, shape.toArray());
    }

    @Override
    public Buffer binary(Binary f, Buffer a, Shape aShape, Buffer b, Shape bShape, Shape out) {
        return torch.result(out.size(), () -> {
            Value x = shaped(a, aShape);
            Value y = shaped(b, bShape);
            return switch (f) {
                case ADD -> torch.plus(x, y);
                case SUBTRACT -> torch.minus(x, y);
                case MULTIPLY -> torch.times(x, y);
                case DIVIDE -> torch.call("div.Tensor", x, y);
                case MAXIMUM -> torch.call("maximum", x, y);
                case MINIMUM -> torch.call("minimum", x, y);
            };
        });
    }

    @Override
    public Buffer affine(Buffer x, double a, double b, int n) {
        return torch.result(n, () -> {
            Value multiple = a == 1 ? torch.part(x, 0, n) : torch.times(torch.part(x, 0, n), a);
            return b == 0 && a != 1 ? multiple : torch.plus(multiple, b);
        });
    }

    @Override
    public Buffer sum(Buffer x, Shape shape, int axis) {
        return torch.result(shape.without(axis).size(), () -> torch.sum(shaped(x, shape), shape.index(axis)));
    }

    @Override
    public Buffer max(Buffer x, Shape shape, int axis) {
        Shape out = shape.without(axis);
        return torch.result(
                out.size(),
                () -> shape.axis(axis) == 0
                        ? torch.constant(Double.NEGATIVE_INFINITY, out.toArray())
                        : torch.call("amax", shaped(x, shape), new int[] {shape.index(axis)}, false));
    }

    @Override
    public Buffer permute(Buffer x, Shape shape, int... order) {
        return torch.result(shape.size(), () -> torch.clone(torch.call("permute", shaped(x, shape), order)));
    }

    private Value cut(Buffer x, Shape shape, int axis, int from, int length) {
        int[] axes = shape.with(axis, length).toArray();
        int[] steps = new int[axes.length];
        int step = 1;
        for (int i = steps.length - 1; i >= 0; i--) {
            steps[i] = step;
            step *= shape.axis(i);
        }
        return torch.strided(x, (long) from * steps[shape.index(axis)], axes, steps);
    }

    @Override
    public Buffer slice(Buffer x, Shape shape, int axis, int from, int to) {
        return torch.result(
                shape.with(axis, to - from).size(), () -> torch.clone(cut(x, shape, axis, from, to - from)));
    }

    @Override
    public Buffer pad(Buffer x, Shape shape, int axis, int before, int length) {
        Shape out = shape.with(axis, length);
        Buffer y = torch.result(out.size(), () -> torch.constant(0, out.size()));
        torch.run(() -> torch.copy(shaped(x, shape), cut(y, out, axis, before, shape.axis(axis))));
        return y;
    }

    @Override
    public Buffer gather(Buffer x, Shape shape, int[] rows) {
        int width = shape.inner(0);
        return torch.result(
                rows.length * width, () -> torch.select(torch.shaped(x, shape.axis(0), width), 0, torch.places(rows)));
    }

    @Override
    public Buffer scatterAdd(Buffer x, Shape shape, int[] rows, int count) {
        int width = shape.inner(0);
        return torch.result(
                count * width, () -> SumsByPlace.of(torch, torch.shaped(x, rows.length, width), rows, count, width));
    }

    @Override
    public Buffer matmul(Transposed transposed, Buffer a, Shape aShape, Buffer b, Shape bShape) {
        return products.matmul(transposed, a, aShape, b, bShape);
    }

    @Override
    public Buffer softmax(Buffer x, Shape shape) {
        return products.softmax(x, shape);
    }

    @Override
    public Buffer softmaxGradient(Buffer y, Buffer dy, Shape shape) {
        return products.softmaxGradient(y, dy, shape);
    }

    @Override
    public Buffer layerNorm(Buffer x, Shape shape, Buffer stats) {
        return products.layerNorm(x, shape);
    }

    @Override
    public Buffer layerNormGradient(Buffer x, Buffer stats, Buffer dy, Shape shape) {
        return products.layerNormGradient(x, dy, shape);
    }
}

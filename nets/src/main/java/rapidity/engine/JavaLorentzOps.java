package rapidity.engine;

import java.util.List;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.LorentzKernels;
import rapidity.engine.kernel.MessageLayout;
import rapidity.engine.kernel.Transposed;
import rapidity.engine.kernel.Unary;

/// Operations of Lorentz-group message passing in pure Java.
///
/// @param <A> float[] or double[]
final class JavaLorentzOps<A> implements LorentzOps {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;

    JavaLorentzOps(JavaOps<A> ops, Kernels<A> kernels) {
        this.ops = ops;
        this.kernels = kernels;
    }

    private A raw(Buffer b) {
        return ops.raw(b);
    }

    @Override
    public Buffer blocks(MessageLayout layout, MessageEdges edges, Buffer features) {
        JetLanes<A> lanes = new JetLanes<>(ops, kernels, layout);
        Buffer x = lanes.padded(features, layout.featureRows());
        Buffer y = ops.allocate(lanes.layout().blockRows() * lanes.layout().nodes());
        clearMessages(lanes.layout(), y);
        switch (edges) {
            case MessageEdges.Real e -> {
                Buffer p = lanes.padded(e.momenta().buffer(), MessageLayout.VECTOR);
                Buffer present = lanes.padded(e.present().buffer(), 1);
                new RealMessages<>(ops, kernels, lanes.layout(), e).apply(raw(p), raw(present), raw(x), raw(y));
                lanes.release(p, present);
            }
            case MessageEdges.Complex e -> {
                Buffer p = lanes.padded(e.momenta().buffer(), 2 * MessageLayout.VECTOR);
                new ComplexMessages<>(ops, kernels, lanes.layout(), e).apply(raw(p), raw(x), raw(y));
                lanes.release(p);
            }
            case MessageEdges.Constant e -> {
                Buffer p = lanes.padded(e.momenta().buffer(), 2 * MessageLayout.VECTOR);
                A constants = raw(e.constants().buffer());
                kernels.constantMessages(lanes.layout(), e.self(), constants, raw(p), raw(x), raw(y));
                lanes.release(p);
            }
        }
        kernels.nodeProducts(lanes.layout(), raw(x), raw(y));
        lanes.release(x);
        return lanes.narrowed(y, layout.blockRows());
    }

    /// The rows of the messages, to which pairs add.
    private void clearMessages(MessageLayout layout, Buffer blocks) {
        int n = layout.nodes();
        ops.fill(blocks, 0, layout.vector(2, 0) * n, 0);
        ops.fill(blocks, layout.scalar(0, 0) * n, layout.scalar(2, 0) * n, 0);
    }

    @Override
    public Buffer blocksGradient(
            MessageLayout layout, MessageEdges edges, Buffer features, Buffer dBlocks, TensorGradients of) {
        JetLanes<A> lanes = new JetLanes<>(ops, kernels, layout);
        Buffer x = lanes.padded(features, layout.featureRows());
        Buffer g = lanes.padded(dBlocks, layout.blockRows());
        Buffer dx = lanes.zeros(layout.featureRows());
        switch (edges) {
            case MessageEdges.Real e -> {
                Buffer p = lanes.padded(e.momenta().buffer(), MessageLayout.VECTOR);
                Buffer present = lanes.padded(e.present().buffer(), 1);
                new RealMessages<>(ops, kernels, lanes.layout(), e)
                        .gradient(raw(p), raw(present), raw(x), raw(g), raw(dx), of);
                lanes.release(p, present);
            }
            case MessageEdges.Complex e -> complexGradient(lanes, e, raw(x), raw(g), raw(dx), of);
            case MessageEdges.Constant e -> constantGradient(lanes, e, raw(x), raw(g), raw(dx), of);
        }
        kernels.nodeProductsGradient(lanes.layout(), raw(x), raw(g), raw(dx));
        lanes.release(x, g);
        return lanes.narrowed(dx, layout.featureRows());
    }

    private void complexGradient(
            JetLanes<A> lanes, MessageEdges.Complex e, A features, A dBlocks, A dFeatures, TensorGradients of) {
        Buffer p = lanes.padded(e.momenta().buffer(), 2 * MessageLayout.VECTOR);
        Buffer dp = lanes.zeros(2 * MessageLayout.VECTOR);
        new ComplexMessages<>(ops, kernels, lanes.layout(), e)
                .gradient(raw(p), features, dBlocks, raw(dp), dFeatures, of);
        lanes.addInto(dp, 2 * MessageLayout.VECTOR, of.of(e.momenta()));
        lanes.release(p);
    }

    private void constantGradient(
            JetLanes<A> lanes, MessageEdges.Constant e, A features, A dBlocks, A dFeatures, TensorGradients of) {
        Buffer p = lanes.padded(e.momenta().buffer(), 2 * MessageLayout.VECTOR);
        Buffer dp = lanes.zeros(2 * MessageLayout.VECTOR);
        Buffer scratch = ops.allocate(LorentzKernels.SCRATCH * kernels.lanes());
        kernels.constantMessagesGradient(
                lanes.layout(),
                e.self(),
                raw(e.constants().buffer()),
                raw(p),
                features,
                dBlocks,
                raw(of.of(e.constants())),
                raw(dp),
                dFeatures,
                raw(scratch));
        lanes.addInto(dp, 2 * MessageLayout.VECTOR, of.of(e.momenta()));
        lanes.release(p, scratch);
    }

    @Override
    public void mix(MixedBlocks m, Buffer weights, Buffer blocks, Buffer y, int yRow, int width) {
        Buffer matrix = matrix(m, weights);
        int n = m.components() * width;
        matmul(Transposed.NEITHER, matrix, blocks, m.firstRow() * width, y, yRow * width, new int[] {
            m.rows(), n, m.columns()
        });
        ops.release(matrix);
    }

    private Buffer matrix(MixedBlocks m, Buffer weights) {
        int size = m.rows() * m.columns();
        Buffer matrix = ops.allocate(size);
        kernels.gatherSigned(raw(weights), m.sources().getFirst(), raw(matrix), 0);
        Buffer more = ops.allocate(size);
        for (int[] source : m.sources().subList(1, m.sources().size())) {
            kernels.gatherSigned(raw(weights), source, raw(more), 0);
            kernels.addInto(raw(more), raw(matrix), 0, size);
        }
        ops.release(more);
        return matrix;
    }

    @Override
    public void mixGradient(
            MixedBlocks m,
            Buffer weights,
            Buffer blocks,
            Buffer dy,
            int yRow,
            int width,
            Buffer dWeights,
            Buffer dBlocks) {
        Buffer matrix = matrix(m, weights);
        int n = m.components() * width;
        matmul(Transposed.FIRST, matrix, dy, yRow * width, dBlocks, m.firstRow() * width, new int[] {
            m.columns(), n, m.rows()
        });
        kernels.fill(raw(matrix), 0, m.rows() * m.columns(), 0);
        kernels.addRowProducts(
                raw(dy), yRow * width, m.rows(), raw(blocks), m.firstRow() * width, m.columns(), n, raw(matrix));
        m.sources().forEach(source -> kernels.scatterAddSigned(raw(matrix), 0, source, raw(dWeights)));
        ops.release(matrix);
    }

    /// @param mnk sizes
    private void matmul(Transposed how, Buffer a, Buffer b, int bFrom, Buffer c, int cFrom, int[] mnk) {
        Buffer scratch = ops.allocate(kernels.matmulScratch(mnk[1], mnk[2]));
        kernels.matmul(how, raw(a), 0, raw(b), bFrom, raw(c), cFrom, mnk[0], mnk[1], mnk[2], raw(scratch));
        ops.release(scratch);
    }

    @Override
    public void mlp(
            Unary f,
            List<Tensor> weights,
            List<Tensor> biases,
            Buffer x,
            int n,
            Buffer y,
            int yRow,
            List<Buffer> kept) {
        Buffer in = x;
        for (int i = 0; i < weights.size(); i++) {
            Shape shape = weights.get(i).shape();
            boolean last = i + 1 == weights.size();
            Buffer to = last ? ops.allocate(shape.axis(0) * n) : kept.get(i);
            int[] sizes = {shape.axis(0), n, shape.axis(1)};
            matmul(Transposed.NEITHER, weights.get(i).buffer(), in, 0, to, 0, sizes);
            kernels.addBias(raw(to), shape.axis(0), n, raw(biases.get(i).buffer()));
            if (in != x) {
                ops.release(in);
            }
            in = last ? to : ops.unary(f, to, shape.axis(0) * n);
        }
        kernels.copy(raw(in), 0, raw(y), yRow * n, biases.getLast().shape().size() * n);
        ops.release(in);
    }

    @Override
    public Buffer mlpGradient(
            Unary f,
            List<Tensor> weights,
            List<Tensor> biases,
            Buffer x,
            int n,
            Buffer dy,
            int yRow,
            List<Buffer> kept,
            TensorGradients of) {
        Buffer d = ops.copy(dy, yRow * n, biases.getLast().shape().size() * n);
        for (int i = weights.size() - 1; i >= 0; i--) {
            Shape shape = weights.get(i).shape();
            int out = shape.axis(0);
            int in = shape.axis(1);
            Buffer input = i == 0 ? x : ops.unary(f, kept.get(i - 1), in * n);
            kernels.addRowSums(raw(d), out, n, raw(of.of(biases.get(i))));
            kernels.addRowProducts(raw(d), 0, out, raw(input), 0, in, n, raw(of.of(weights.get(i))));
            Buffer dInput = ops.allocate(in * n);
            matmul(Transposed.FIRST, weights.get(i).buffer(), d, 0, dInput, 0, new int[] {in, n, out});
            ops.release(d);
            d = dInput;
            if (i > 0) {
                ops.release(input);
                d = ops.unaryGradient(f, kept.get(i - 1), dInput, in * n);
                ops.release(dInput);
            }
        }
        return d;
    }
}

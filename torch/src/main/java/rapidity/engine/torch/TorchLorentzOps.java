package rapidity.engine.torch;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.Buffer;
import rapidity.engine.LorentzOps;
import rapidity.engine.MessageEdges;
import rapidity.engine.MixedBlocks;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.MessageLayout;
import rapidity.engine.kernel.Unary;

/// Operations of Lorentz-group message passing on libtorch. All ordered pairs of nodes are worked on at once.
record TorchLorentzOps(Torch torch, Constants constants) implements LorentzOps {
    @Override
    public Buffer blocks(MessageLayout layout, MessageEdges edges, Buffer features) {
        Buffer y = torch.allocate(layout.blockRows() * layout.nodes());
        torch.run(() -> {
            EdgeValues e = new EdgeValues(torch, constants, layout, edges);
            Messages m = e.messages();
            m.apply(e.functions(), e.relative(), m.features(features), y);
        });
        return y;
    }

    @Override
    public Buffer blocksGradient(
            MessageLayout layout, MessageEdges edges, Buffer features, Buffer dBlocks, TensorGradients of) {
        Buffer dx = torch.allocate(layout.featureRows() * layout.nodes());
        torch.run(() -> {
            EdgeValues e = new EdgeValues(torch, constants, layout, edges);
            Messages m = e.messages();
            Messages.Gradient g = m.gradient(e.functions(), e.relative(), m.features(features), dBlocks);
            m.storeVectors(g.fields().v(), dx, layout.vector(0));
            m.storeScalars(g.fields().s(), dx, layout.scalar(0));
            e.addGradient(g, of);
        });
        return dx;
    }

    private Value places(int[] source) {
        return constants.of(
                torch,
                List.of("places", source),
                () -> torch.places(Arrays.stream(source)
                        .map(s -> Math.max(0, Math.abs(s) - 1))
                        .toArray()));
    }

    private Value signs(int[] source) {
        return constants.of(
                torch,
                List.of("signs", source),
                () -> torch.tensor(
                        Arrays.stream(source).mapToDouble(Integer::signum).toArray(), source.length));
    }

    private Value matrix(MixedBlocks m, Buffer weights) {
        Value sum = torch.constant(0, m.rows() * m.columns());
        for (int[] source : m.sources()) {
            Value found = torch.select(Torch.of(weights), 0, places(source));
            sum = torch.plus(sum, torch.times(found, signs(source)));
        }
        return torch.shaped(sum, m.rows(), m.columns());
    }

    private Value part(MixedBlocks m, Buffer blocks, int width) {
        return torch.part(blocks, (long) m.firstRow() * width, m.columns(), m.components() * width);
    }

    private Value results(MixedBlocks m, Buffer y, int yRow, int width) {
        return torch.part(y, (long) yRow * width, m.rows(), m.components() * width);
    }

    @Override
    public void mix(MixedBlocks m, Buffer weights, Buffer blocks, Buffer y, int yRow, int width) {
        torch.run(() -> torch.matmul(matrix(m, weights), part(m, blocks, width), null, results(m, y, yRow, width)));
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
        torch.run(() -> {
            Value d = results(m, dy, yRow, width);
            torch.matmul(torch.call("t", matrix(m, weights)), d, null, part(m, dBlocks, width));
            Value dMatrix =
                    torch.shaped(torch.call("mm", d, torch.call("t", part(m, blocks, width))), m.rows() * m.columns());
            for (int[] source : m.sources()) {
                Value signed = torch.times(dMatrix, signs(source));
                torch.set(dWeights, torch.call("scatter_add", Torch.of(dWeights), 0, places(source), signed));
            }
        });
    }

    private Value weight(Tensor t) {
        return torch.shaped(t.buffer(), t.shape().toArray());
    }

    private Value bias(Tensor t) {
        return torch.shaped(t.buffer(), t.shape().size(), 1);
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
        Functions functions = new Functions(torch);
        torch.run(() -> {
            Value in = torch.shaped(x, weights.getFirst().shape().axis(1), n);
            for (int i = 0; i < weights.size(); i++) {
                int rows = weights.get(i).shape().axis(0);
                boolean last = i + 1 == weights.size();
                Value to = last ? torch.part(y, (long) yRow * n, rows, n) : torch.shaped(kept.get(i), rows, n);
                torch.matmul(weight(weights.get(i)), in, bias(biases.get(i)), to);
                in = last ? to : functions.value(f, to);
            }
        });
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
        Functions functions = new Functions(torch);
        return torch.result(x.capacity(), () -> {
            Value d = torch.part(dy, (long) yRow * n, biases.getLast().shape().size(), n);
            for (int i = weights.size() - 1; i >= 0; i--) {
                Shape shape = weights.get(i).shape();
                Value before = i == 0 ? null : torch.shaped(kept.get(i - 1), shape.axis(1), n);
                Value input = before == null ? torch.shaped(x, shape.axis(1), n) : functions.value(f, before);
                Value dBias = torch.shaped(of.of(biases.get(i)), shape.axis(0));
                torch.copy(torch.plus(dBias, torch.sum(d, 1)), dBias);
                Value dWeight = torch.shaped(of.of(weights.get(i)), shape.toArray());
                torch.matmul(d, torch.call("t", input), dWeight, dWeight);
                d = torch.call("mm", torch.call("t", weight(weights.get(i))), d);
                d = before == null ? d : functions.gradient(f, before, d);
            }
            return d;
        });
    }
}

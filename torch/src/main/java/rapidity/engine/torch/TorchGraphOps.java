package rapidity.engine.torch;

import java.util.function.Supplier;
import rapidity.engine.Buffer;
import rapidity.engine.GraphOps;
import rapidity.engine.kernel.PairSizes;

/// Operations on pairs of points on libtorch, see [rapidity.engine.kernel.GraphKernels]: arrays of pairs are
/// `[set, point i, point j, number]`.
record TorchGraphOps(Torch torch) implements GraphOps {
    private Functions functions() {
        return new Functions(torch);
    }

    @Override
    public Buffer leaky(Buffer x, Buffer bias, double slope, int rows, int width) {
        return torch.result(
                rows * width,
                () -> functions().leaky(torch.plus(torch.shaped(x, rows, width), torch.shaped(bias, width)), slope));
    }

    @Override
    public Buffer leakyGradient(Buffer y, Buffer dy, double slope, int n) {
        return torch.result(n, () -> functions().leakyGradient(torch.shaped(y, n), torch.shaped(dy, n), slope));
    }

    /// `x_i - x_j`.
    private Value differences(PairSizes p, Buffer x) {
        return torch.minus(
                torch.shaped(x, p.sets(), p.points(), 1, p.width()),
                torch.shaped(x, p.sets(), 1, p.points(), p.width()));
    }

    private Value metric(double[] metric) {
        return torch.tensor(metric, metric.length);
    }

    @Override
    public Buffer squares(PairSizes sizes, double[] metric, Buffer x) {
        return torch.result(sizes.pairs(), () -> {
            Value d = differences(sizes, x);
            return torch.sum(torch.times(torch.times(d, d), metric(metric)), 3);
        });
    }

    @Override
    public Buffer squaresGradient(PairSizes sizes, double[] metric, Buffer x, Buffer dy) {
        return torch.result(sizes.rows() * sizes.width(), () -> {
            Value g = torch.shaped(dy, sizes.sets(), sizes.points(), sizes.points(), 1);
            Value both = torch.times(torch.plus(g, torch.call("transpose.int", g, 1, 2)), 2);
            return torch.sum(torch.times(torch.times(both, metric(metric)), differences(sizes, x)), 2);
        });
    }

    @Override
    public Buffer pairs(PairSizes sizes, Buffer receiver, Buffer sender, Buffer d, Buffer w, double slope) {
        return torch.result(sizes.pairs() * sizes.width(), () -> {
            Value ends = torch.plus(
                    torch.shaped(receiver, sizes.sets(), sizes.points(), 1, sizes.width()),
                    torch.shaped(sender, sizes.sets(), 1, sizes.points(), sizes.width()));
            return functions()
                    .leaky(torch.plus(ends, torch.times(distances(sizes, d), torch.shaped(w, sizes.width()))), slope);
        });
    }

    private Value distances(PairSizes sizes, Buffer d) {
        return torch.shaped(d, sizes.sets(), sizes.points(), sizes.points(), 1);
    }

    @Override
    public Buffer[] pairsGradient(PairSizes sizes, Buffer y, Buffer dy, Buffer d, Buffer w, double slope) {
        int n = sizes.pairs() * sizes.width();
        Buffer gradient = leakyGradient(y, dy, slope, n);
        Supplier<Value> g = () -> torch.shaped(gradient, sizes.sets(), sizes.points(), sizes.points(), sizes.width());
        int rows = sizes.rows() * sizes.width();
        Buffer[] r = {
            torch.result(rows, () -> torch.sum(g.get(), 2)),
            torch.result(rows, () -> torch.sum(g.get(), 1)),
            torch.result(sizes.pairs(), () -> torch.sum(torch.times(g.get(), torch.shaped(w, sizes.width())), 3)),
            torch.result(sizes.width(), () -> torch.sum(torch.times(g.get(), distances(sizes, d)), 0, 1, 2))
        };
        torch.release(gradient);
        return r;
    }
}

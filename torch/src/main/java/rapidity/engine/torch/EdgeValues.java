package rapidity.engine.torch;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.Buffer;
import rapidity.engine.LorentzOps.TensorGradients;
import rapidity.engine.MessageEdges;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.LorentzKernels;
import rapidity.engine.kernel.MessageLayout;
import rapidity.engine.kernel.NodePairs;

/// What belongs to the edges of a level, on all ordered pairs of nodes `[node i, node j, jet]`.
record EdgeValues(Torch torch, Constants constants, MessageLayout layout, MessageEdges edges) {
    private static final int K = MessageLayout.VECTOR;

    Messages messages() {
        return new Messages(torch, constants, layout);
    }

    private int count() {
        return layout.particles() * layout.nodes();
    }

    private int[] axes() {
        return new int[] {layout.particles(), layout.particles(), layout.jets()};
    }

    /// Relative momenta `[component, i, j, jet]`, real or complex.
    Value relative() {
        Tensor momenta = switch (edges) {
            case MessageEdges.Real e -> e.momenta();
            case MessageEdges.Complex e -> e.momenta();
            case MessageEdges.Constant e -> e.momenta();
        };
        int n = K * layout.nodes();
        Value re = torch.part(momenta.buffer(), 0, n);
        Value p =
                edges instanceof MessageEdges.Real ? re : torch.call("complex", re, torch.part(momenta.buffer(), n, n));
        return messages().relative(p);
    }

    /// 1 where there is an edge, `[i, j, 1]`.
    private Value adjacency() {
        int n = layout.particles();
        return switch (edges) {
            case MessageEdges.Real e -> adjacency(e.pairs());
            case MessageEdges.Complex e -> adjacency(e.pairs());
            case MessageEdges.Constant e -> adjacency(e.self() == 1 ? NodePairs.all(n) : NodePairs.different(n));
        };
    }

    private Value adjacency(NodePairs pairs) {
        int n = layout.particles();
        double[] r = new double[n * n];
        for (int i = 0; i < pairs.count(); i++) {
            r[pairs.first()[i] * n + pairs.second()[i]] = 1;
            r[pairs.second()[i] * n + pairs.first()[i]] = 1;
        }
        return constants.of(torch, List.of("adjacency", n, Arrays.hashCode(r)), () -> torch.tensor(r, n, n, 1));
    }

    /// `[channel, i, j, jet]`.
    Messages.Edges functions() {
        Value there = adjacency();
        return new Messages.Edges(torch.times(function(0), there), torch.times(function(1), there));
    }

    private Value function(int order) {
        return switch (edges) {
            case MessageEdges.Real e -> {
                Value rows = radial(e).apply(order, realSquares());
                yield torch.call("complex", part(rows, 0), part(rows, 1));
            }
            case MessageEdges.Complex e -> {
                Value re = byChannel(radial(e).apply(order, complexSquares("real")));
                yield torch.call("complex", re, byChannel(radial(e).apply(order, complexSquares("imag"))));
            }
            case MessageEdges.Constant e -> {
                Value b = torch.part(
                        e.constants().buffer(), (long) order * layout.channels(), layout.channels(), 1, 1, 1);
                yield torch.call("complex", b, b);
            }
        };
    }

    private RadialFunctions radial(MessageEdges.Real e) {
        Value present = torch.shaped(e.present().buffer(), layout.particles(), 1, layout.jets());
        Value seen = torch.times(present, torch.shaped(e.present().buffer(), 1, layout.particles(), layout.jets()));
        return new RadialFunctions(torch, e.radial(), count(), seen, e.absent() ? seen : null);
    }

    private RadialFunctions radial(MessageEdges.Complex e) {
        return new RadialFunctions(torch, e.radial(), count(), null, null);
    }

    /// The real or the imaginary parts among `[(channel, part), edge]`.
    private Value part(Value rows, int part) {
        int[] steps = {2 * count(), layout.nodes(), layout.jets(), 1};
        return torch.clone(torch.view(rows, (long) part * count(), channelAxes(), steps));
    }

    private Value byChannel(Value rows) {
        return torch.shaped(rows, channelAxes());
    }

    private int[] channelAxes() {
        return new int[] {layout.channels(), layout.particles(), layout.particles(), layout.jets()};
    }

    private Value component(Value p, int k) {
        return torch.view(p, (long) k * count(), axes(), new int[] {layout.nodes(), layout.jets(), 1});
    }

    /// `| 2 t^2 - (t^2 + x^2 + y^2 + z^2) + 1e-16 |` in this order of summation, which for massless particles decides.
    private Value realSquares() {
        Value p = relative();
        Value t = component(p, 0);
        Value tt = torch.times(t, t);
        Value sum = tt;
        for (int k = 1; k < K; k++) {
            sum = torch.plus(sum, torch.times(component(p, k), component(p, k)));
        }
        Value square = torch.minus(torch.times(tt, 2), sum);
        return torch.call("abs", torch.plus(square, LorentzKernels.EPSILON));
    }

    /// `Re p^2 + 1e-16` and `Im p^2 + 1e-16` as one complex number.
    private Value squares() {
        Value p = relative();
        Value metric =
                constants.of(torch, "metric of momenta", () -> torch.tensor(new double[] {1, -1, -1, -1}, K, 1, 1, 1));
        Value square = torch.sum(torch.times(torch.times(p, metric), p), 0);
        Value epsilon = torch.constant(LorentzKernels.EPSILON);
        return torch.plus(square, torch.call("complex", epsilon, epsilon));
    }

    private Value complexSquares(String part) {
        return torch.call("abs", torch.clone(torch.call(part, squares())));
    }

    /// Adds to the gradients of what the edges are made of.
    void addGradient(Messages.Gradient g, TensorGradients of) {
        Value there = adjacency();
        Value r0 = torch.times(g.edges().r0(), there);
        Value r1 = torch.times(g.edges().r1(), there);
        switch (edges) {
            case MessageEdges.Real e -> radial(e).gradient(realSquares(), List.of(parts(r0), parts(r1)), of);
            case MessageEdges.Complex e -> {
                Value re = radial(e).gradient(complexSquares("real"), List.of(only("real", r0), only("real", r1)), of);
                Value im = radial(e).gradient(complexSquares("imag"), List.of(only("imag", r0), only("imag", r1)), of);
                addMomenta(torch.plus(g.momenta(), ofSquares(re, im)), of.of(e.momenta()));
            }
            case MessageEdges.Constant e -> {
                addConstants(r0, 0, of.of(e.constants()));
                addConstants(r1, 1, of.of(e.constants()));
                addMomenta(g.momenta(), of.of(e.momenta()));
            }
        }
    }

    private Value only(String part, Value x) {
        return torch.clone(torch.call(part, x));
    }

    /// `[channel, part, i, j, jet]`.
    private Value parts(Value x) {
        return torch.call("stack", new Value[] {only("real", x), only("imag", x)}, 1);
    }

    /// `dp_ij = 2 metric conj(p_ij) (d|Re p^2| + i d|Im p^2|)`, back to the momenta of nodes.
    private Value ofSquares(Value re, Value im) {
        Value signs = squares();
        Value a = torch.times(torch.call("sign", only("real", signs)), torch.shaped(re, axes()));
        Value b = torch.times(torch.call("sign", only("imag", signs)), torch.shaped(im, axes()));
        Value metric = torch.tensor(new double[] {2, -2, -2, -2}, K, 1, 1, 1);
        Value p = torch.times(messages().conjugate(relative()), metric);
        Value dp = torch.times(p, torch.call("complex", a, b));
        return torch.minus(torch.sum(dp, 2), torch.sum(dp, 1));
    }

    private void addMomenta(Value dp, Buffer to) {
        int n = K * layout.nodes();
        add(torch.shaped(only("real", dp), n), torch.part(to, 0, n));
        add(torch.shaped(only("imag", dp), n), torch.part(to, n, n));
    }

    /// The gradient of b in b (1 + i).
    private void addConstants(Value r, int order, Buffer to) {
        Value both = torch.plus(only("real", r), only("imag", r));
        int c = layout.channels();
        add(torch.sum(torch.shaped(both, c, count()), 1), torch.part(to, (long) order * c, c));
    }

    private void add(Value x, Value to) {
        torch.copy(torch.plus(to, x), to);
    }
}

package rapidity.engine.torch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.engine.LorentzOps.TensorGradients;
import rapidity.engine.RadialWeights;
import rapidity.engine.Tensor;

/// Radial functions on all edges at once: the bells `a + b / (1 + c^2 x)` of squares x `[edge]`, and linear maps of
/// them.
///
/// @param seen where the bells are 1 or 0 times themselves; null: 1
/// @param passing where the biases are; null: everywhere
record RadialFunctions(
        Torch torch,
        RadialWeights w,
        int edges,
        @Nullable Value seen,
        @Nullable Value passing) {
    private Value column(Tensor t) {
        return torch.shaped(t.buffer(), w.functions(), 1);
    }

    private Value weights(int order) {
        return torch.shaped(w.weights().get(order).buffer(), rows(), w.functions());
    }

    /// Rows of each order: parts of channels, the part last.
    private int rows() {
        return w.parts() * w.channels();
    }

    /// `1 / (1 + c^2 x)`, `[function, edge]`.
    private Value fall(Value x) {
        Value c = column(w.c());
        Value denominator = torch.plus(torch.times(torch.times(c, c), torch.shaped(x, 1, edges)), 1);
        return torch.call("reciprocal", denominator);
    }

    private Value bells(Value fall) {
        return seenOnly(torch.plus(torch.times(column(w.b()), fall), column(w.a())));
    }

    private Value seenOnly(Value x) {
        return seen == null ? x : torch.times(x, torch.shaped(seen, 1, edges));
    }

    /// The functions of an order, `[(channel, part), edge]`.
    Value apply(int order, Value x) {
        Value bias = torch.shaped(w.biases().get(order).buffer(), rows(), 1);
        Value biases = passing == null ? bias : torch.times(bias, torch.shaped(passing, 1, edges));
        return torch.plus(torch.call("mm", weights(order), bells(fall(x))), biases);
    }

    /// Adds to the gradients of the weights.
    ///
    /// @param df gradients of the functions of each order
    /// @return the gradient of x, `[edge]`
    Value gradient(Value x, List<Value> df, TensorGradients of) {
        Value fall = fall(x);
        Value bells = bells(fall);
        Value dBells = torch.constant(0, w.functions(), edges);
        for (int order = 0; order < df.size(); order++) {
            Value d = torch.shaped(df.get(order), rows(), edges);
            add(torch.call("mm", d, torch.call("t", bells)), of, w.weights().get(order));
            Value passed = passing == null ? d : torch.times(d, torch.shaped(passing, 1, edges));
            add(torch.sum(passed, 1), of, w.biases().get(order));
            dBells = torch.plus(dBells, torch.call("mm", torch.call("t", weights(order)), d));
        }
        Value g = seenOnly(dBells);
        Value b = column(w.b());
        Value c = column(w.c());
        Value slope = torch.times(torch.times(torch.times(g, b), torch.times(fall, fall)), -1);
        add(torch.sum(g, 1), of, w.a());
        add(torch.sum(torch.times(g, fall), 1), of, w.b());
        Value byC = torch.sum(torch.times(slope, torch.shaped(x, 1, edges)), 1);
        add(torch.times(torch.times(byC, torch.shaped(w.c().buffer(), w.functions())), 2), of, w.c());
        return torch.sum(torch.times(slope, torch.times(c, c)), 0);
    }

    private void add(Value contribution, TensorGradients of, Tensor t) {
        int n = t.shape().size();
        Value to = torch.shaped(of.of(t), n);
        torch.copy(torch.plus(to, torch.shaped(contribution, n)), to);
    }
}

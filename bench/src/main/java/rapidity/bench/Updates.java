package rapidity.bench;

import rapidity.engine.Buffer;
import rapidity.engine.Ops;
import rapidity.engine.Weights;
import rapidity.engine.kernel.UpdateRule;
import rapidity.train.Optimizer;

/// The updates of weights by an optimiser at its own rate: its moments, and how many there were.
final class Updates {
    private final Weights weights;
    private final Optimizer optimizer;
    private final Buffer first;
    private final Buffer second;
    private long count;

    Updates(Weights weights, Optimizer optimizer) {
        this.weights = weights;
        this.optimizer = optimizer;
        first = zeros();
        second = zeros();
    }

    private Buffer zeros() {
        Ops ops = weights.engine().ops();
        Buffer zeros = ops.allocate(weights.size());
        ops.fill(zeros, 0, weights.size(), 0);
        return zeros;
    }

    /// The next one, of one span of weights after another.
    ///
    /// @param ends where each span ends
    void apply(Buffer gradient, int... ends) {
        count++;
        UpdateRule rule = optimizer.rule(optimizer.rate(), optimizer.beta1(), count);
        int from = 0;
        for (int to : ends) {
            weights.engine().ops().update(rule, weights.values(), gradient, first, second, from, to);
            from = to;
        }
        weights.pack();
    }
}

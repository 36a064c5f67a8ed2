package rapidity.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where backward passes add up the gradients of a network's weights: one pair of arrays per lane of work, so that the
/// order of additions does not depend on the number of threads.
public final class Gradients {
    private final Weights weights;
    private final Ops ops;
    private final Buffer natural;
    private final Buffer packed;
    private final Map<Parameter, double[]> observed = new LinkedHashMap<>();

    /// All zero.
    public Gradients(Weights weights) {
        this.weights = weights;
        this.ops = weights.engine().ops();
        this.natural = ops.allocate(weights.size());
        this.packed = ops.allocate(weights.packing().gradientSize());
        clear();
    }

    Weights weights() {
        return weights;
    }

    Buffer natural() {
        return natural;
    }

    Buffer packed() {
        return packed;
    }

    /// See [Tape#observe].
    void observe(Parameter p, double[] values) {
        observed.put(p, values);
    }

    /// What untrained parameters are to be after this step.
    Map<Parameter, double[]> observed() {
        return observed;
    }

    /// All zero, and nothing observed.
    public void clear() {
        observed.clear();
        ops.fill(natural, 0, weights.size(), 0);
        ops.fill(packed, 0, weights.packing().gradientSize(), 0);
    }

    /// Adds the gradients of another lane.
    public void add(Gradients other) {
        ops.addInto(other.natural, natural, weights.size());
        ops.addInto(other.packed, packed, weights.packing().gradientSize());
    }

    /// The gradient in the order of [Weights#values]: what the kernels collected in packed form is brought home.
    public Buffer collect() {
        ops.unpack(packed, weights.packing(), natural);
        return natural;
    }
}

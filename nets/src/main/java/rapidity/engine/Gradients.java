package rapidity.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where backward passes add up the gradients of a network's weights: one pair of arrays per lane of work, so that the
/// order of additions does not depend on the number of threads.
public final class Gradients {
    /// Numbers of a part, 64 kB in float32.
    private static final int PART = 16_384;

    private final Weights weights;
    private final Ops ops;
    private final Buffer natural;
    private final Buffer packed;
    private final Map<Parameter, double[]> observed = new LinkedHashMap<>();
    /// Whose gradients may be other than zero in natural order: not those of packed matrices, unless all are home.
    private final Set<Parameter> touched = new LinkedHashSet<>();

    private boolean home = true;

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

    /// Where the gradient of a parameter is added to in natural order.
    Buffer natural(Parameter p) {
        touched.add(p);
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
        if (home) {
            ops.fill(natural, 0, weights.size(), 0);
        } else {
            touched.forEach(
                    p -> ops.fill(natural, p.offset(), p.offset() + p.shape().size(), 0));
        }
        home = false;
        touched.clear();
        ops.fill(packed, 0, weights.packing().gradientSize(), 0);
    }

    /// Adds the gradients of other lanes in their order, a part of all of them after another: it stays in the cache.
    void add(List<Gradients> others, Workers workers) {
        if (others.isEmpty()) {
            return;
        }
        int size = weights.packing().gradientSize();
        workers.run(Math.ceilDiv(size, PART), part -> {
            int from = part * PART;
            others.forEach(other -> ops.addInto(other.packed, from, packed, from, Math.min(PART, size - from)));
        });
        others.forEach(other -> touched.addAll(other.touched));
        List<Parameter> parameters = List.copyOf(touched);
        workers.run(parameters.size(), i -> {
            Parameter p = parameters.get(i);
            others.stream()
                    .filter(other -> other.touched.contains(p))
                    .forEach(other -> ops.addInto(
                            other.natural,
                            p.offset(),
                            natural,
                            p.offset(),
                            p.shape().size()));
        });
    }

    /// The gradient in the order of [Weights#values]: what the kernels collected in packed form is brought home.
    public Buffer collect() {
        ops.unpack(packed, weights.packing(), natural);
        home = true;
        return natural;
    }
}

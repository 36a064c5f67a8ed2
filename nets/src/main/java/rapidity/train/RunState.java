package rapidity.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.Buffer;
import rapidity.engine.Ops;
import rapidity.engine.Parameter;
import rapidity.engine.Weights;
import rapidity.engine.kernel.UpdateRule;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;
import rapidity.model.WeightsFile;

/// All that changes while a network is trained: weights, their average, the moments of the optimiser, and a [Position].
///
/// There is no state of random generators: what is drawn at a step comes from streams that are named by the seed and
/// the number of the step or epoch.
final class RunState {
    private final Weights weights;
    private final Weights average;
    private final Ops ops;
    private final Buffer first;
    private final Buffer second;
    private Position position = Position.START;

    /// Where a run stands.
    ///
    /// @param step steps done
    record Position(long step, Schedule.State schedule, Validation.State validation) {
        static final Position START = new Position(0, Schedule.State.START, Validation.State.START);
    }

    /// @param average the weights themselves if no average is kept
    RunState(Weights weights, Weights average) {
        this.weights = weights;
        this.average = average;
        this.ops = weights.engine().ops();
        this.first = zeros();
        this.second = zeros();
        average.write(weights.read());
    }

    private Buffer zeros() {
        Buffer b = ops.allocate(weights.size());
        ops.fill(b, 0, weights.size(), 0);
        return b;
    }

    Position position() {
        return position;
    }

    void moveTo(Position p) {
        position = p;
    }

    /// The weights to be validated and kept.
    Weights result() {
        return average;
    }

    /// Norm of the gradient of the weights that the next update moves; that of the others is set to zero.
    ///
    /// @param spans all trainable weights
    double norm(List<UpdateGroups.Span> spans, Buffer gradient) {
        for (UpdateGroups.Span span : spans) {
            if (isFrozen(span)) {
                ops.fill(gradient, span.from(), span.to(), 0);
            }
        }
        return Math.sqrt(ops.sumOfSquares(gradient, weights.size()));
    }

    private boolean isFrozen(UpdateGroups.Span span) {
        return position.schedule().updates() < span.frozenFor();
    }

    /// One update of weights and of their average. The gradient is used up.
    ///
    /// @param spans all trainable weights
    void update(Training t, List<UpdateGroups.Span> spans, Buffer gradient, double gradientNorm) {
        int n = weights.size();
        Schedule.State s = position.schedule();
        long update = s.updates() + 1;
        double rate = t.schedule().rate(t.optimizer().rate(), s);
        double beta1 = t.schedule().beta1(t.optimizer().beta1(), s);
        t.regularisation().addGradient(weights, ops, gradient);
        double factor = t.clipping().factor(gradientNorm);
        if (factor < 1) {
            ops.scale(gradient, factor, n);
        }
        for (UpdateGroups.Span span : spans) {
            if (!isFrozen(span)) {
                UpdateRule rule = t.optimizer().rule(rate * span.factor(), beta1, update - span.frozenFor());
                UpdateRule own = span.decays() ? rule : rule.withoutDecay();
                ops.update(own, weights.values(), gradient, first, second, span.from(), span.to());
            }
        }
        weights.pack();
        if (average != weights) {
            ops.lerp(weights.values(), t.ema().follow(update), average.values(), n);
            average.pack();
        }
    }

    /// Everything by name.
    Map<String, Safetensors.Stored> tensors() {
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        for (Parameter p : weights.parameters()) {
            put(r, "weights.", p, weights.read(p));
            put(r, "first-moment.", p, read(first, p));
            put(r, "second-moment.", p, read(second, p));
            if (average != weights) {
                put(r, "average.", p, average.read(p));
            }
        }
        return r;
    }

    private void put(Map<String, Safetensors.Stored> to, String prefix, Parameter p, double[] values) {
        StoredType type = WeightsFile.type(weights.engine().precision());
        to.put(prefix + p.name(), new Safetensors.Stored(type, p.shape(), values));
    }

    private double[] read(Buffer b, Parameter p) {
        double[] r = new double[p.shape().size()];
        ops.read(b, p.offset(), r);
        return r;
    }

    /// The inverse of [#tensors].
    ///
    /// @throws IllegalArgumentException if a tensor is missing or has another shape: another network or other settings
    void restore(Map<String, Safetensors.Stored> tensors, Position p) {
        weights.write(values(tensors, "weights."));
        if (average != weights) {
            average.write(values(tensors, "average."));
        }
        for (Parameter x : weights.parameters()) {
            ops.write(values(tensors, "first-moment.", x), first, x.offset());
            ops.write(values(tensors, "second-moment.", x), second, x.offset());
        }
        position = p;
    }

    private Map<String, double[]> values(Map<String, Safetensors.Stored> tensors, String prefix) {
        Map<String, double[]> r = new LinkedHashMap<>();
        weights.parameters().forEach(p -> r.put(p.name(), values(tensors, prefix, p)));
        return r;
    }

    private static double[] values(Map<String, Safetensors.Stored> tensors, String prefix, Parameter p) {
        Safetensors.Stored t = tensors.get(prefix + p.name());
        if (t == null || !t.shape().equals(p.shape())) {
            throw new IllegalArgumentException("the checkpoint has " + (t == null ? "no" : t.shape()) + " " + prefix
                    + p.name() + ", the network has " + p.shape() + ": it was trained with another configuration");
        }
        return t.values();
    }
}

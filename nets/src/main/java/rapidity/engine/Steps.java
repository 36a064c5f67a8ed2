package rapidity.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// What a tape has recorded: the operations in their order, each as its result and its vector-Jacobian product.
final class Steps {
    private final List<Step> steps = new ArrayList<>();

    private record Step(Tensor result, Tape.Vjp vjp) {}

    void add(Tensor result, Tape.Vjp vjp) {
        steps.add(new Step(result, vjp));
    }

    int size() {
        return steps.size();
    }

    /// From the newest step back to number `first`, those whose result has a gradient. Steps recorded meanwhile are not
    /// visited.
    void back(int first, BiConsumer<Tensor, Tape.Vjp> visit) {
        for (int i = steps.size() - 1; i >= first; i--) {
            Step step = steps.get(i);
            if (step.result.gradientOrNull() != null) {
                visit.accept(step.result, step.vjp);
            }
        }
    }

    /// Forgets step `first` and all later ones.
    void cut(int first) {
        steps.subList(first, steps.size()).clear();
    }
}

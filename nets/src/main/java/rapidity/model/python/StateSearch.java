package rapidity.model.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapidity.model.Quoted;
import rapidity.model.python.PickleValue.Dict;
import rapidity.model.python.PickleValue.Sequence;
import rapidity.model.python.PickleValue.View;

/// Finds the dictionaries with tensors in what a pickle holds. Every container is looked into once, however often it
/// occurs, and not deeper than anybody nests a checkpoint.
final class StateSearch {
    private static final int DEEPEST = 8;

    private final Deque<Node> waiting = new ArrayDeque<>();
    private final Set<PickleValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /// A container and the way to it.
    private record Node(PickleValue value, @Nullable Node parent, String key, int depth) {
        String path() {
            return parent == null ? "" : parent.parent == null ? Quoted.of(key) : parent.path() + "/" + Quoted.of(key);
        }
    }

    private StateSearch() {}

    static List<StateDict> in(PickleValue root, Function<View, StateTensor> tensor) {
        return new StateSearch().search(root, tensor);
    }

    private List<StateDict> search(PickleValue root, Function<View, StateTensor> tensor) {
        List<StateDict> r = new ArrayList<>();
        enter(root, null, "");
        while (!waiting.isEmpty()) {
            Node node = waiting.remove();
            Map<String, StateTensor> tensors = new LinkedHashMap<>();
            if (node.value instanceof Dict d) {
                d.entries.forEach((key, v) -> {
                    if (v instanceof View view) {
                        tensors.put(key, tensor.apply(view));
                    }
                    enter(v, node, key);
                });
            } else if (node.value instanceof Sequence s) {
                for (int i = 0; i < s.items.size(); i++) {
                    enter(s.items.get(i), node, Integer.toString(i));
                }
            }
            if (!tensors.isEmpty()) {
                r.add(new StateDict(node.path(), tensors));
            }
        }
        return r;
    }

    private void enter(PickleValue v, @Nullable Node parent, String key) {
        int depth = parent == null ? 0 : parent.depth + 1;
        if ((v instanceof Dict || v instanceof Sequence) && depth <= DEEPEST && seen.add(v)) {
            waiting.add(new Node(v, parent, key, depth));
        }
    }
}

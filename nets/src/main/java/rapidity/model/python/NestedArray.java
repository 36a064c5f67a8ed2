package rapidity.model.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.engine.Shape;
import rapidity.model.Quoted;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Arrays as nested lists in JSON, outermost axis first.
public final class NestedArray {
    private static final int MOST_AXES = 16;

    private final List<Integer> axes = new ArrayList<>();
    private final int[] index = new int[MOST_AXES];
    private double[] values = {};
    private int filled;
    private boolean truths;

    private NestedArray() {}

    /// @return float64, or truth values
    /// @throws IllegalArgumentException if lists of one level differ in length, or hold something else than numbers:
    ///     with what was found, at which place
    public static Stored of(JsonNode node) {
        return new NestedArray().read(node);
    }

    private Stored read(JsonNode node) {
        int size = 1;
        JsonNode n = node;
        while (n.isArray()) {
            axes.add(n.size());
            if (axes.size() > MOST_AXES) {
                throw new IllegalArgumentException("more than " + MOST_AXES + " axes");
            }
            size = Math.multiplyExact(size, n.size());
            n = n.isEmpty() ? JsonNodeFactory.instance.numberNode(0) : n.get(0);
        }
        values = new double[size];
        truths = n.isBoolean();
        fill(node, 0);
        int[] shape = axes.stream().mapToInt(Integer::intValue).toArray();
        return Stored.of(truths ? StoredType.BOOL : StoredType.F64, values, shape);
    }

    private void fill(JsonNode n, int axis) {
        if (axis == axes.size()) {
            values[filled++] = number(n);
            return;
        }
        if (!n.isArray() || n.size() != axes.get(axis)) {
            throw new IllegalArgumentException("lists of length " + axes.get(axis) + " and "
                    + (n.isArray() ? "one of length " + n.size() : "something else") + " at " + place(axis));
        }
        for (int i = 0; i < n.size(); i++) {
            index[axis] = i;
            fill(n.get(i), axis + 1);
        }
    }

    private String place(int axis) {
        return Arrays.toString(Arrays.copyOf(index, axis));
    }

    private double number(JsonNode n) {
        if (truths ? !n.isBoolean() : !n.isNumber()) {
            throw new IllegalArgumentException(Quoted.of(n.toString()) + " at " + place(axes.size()) + " among "
                    + (truths ? "truth values" : "numbers"));
        }
        return truths ? (n.booleanValue() ? 1 : 0) : n.doubleValue();
    }

    /// The inverse of [#of].
    public static JsonNode json(Stored array) {
        return json(array, 0, new int[1]);
    }

    private static JsonNode json(Stored array, int axis, int[] next) {
        Shape shape = array.shape();
        if (axis == shape.rank()) {
            return JsonNodeFactory.instance.numberNode(array.values()[next[0]++]);
        }
        ArrayNode r = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < shape.axis(axis); i++) {
            r.add(json(array, axis + 1, next));
        }
        return r;
    }
}

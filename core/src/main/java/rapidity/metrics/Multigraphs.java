package rapidity.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All multigraphs without loops and without lone vertices, each once whatever the names of its vertices.
final class Multigraphs {
    private Multigraphs() {}

    /// The connected ones of so many edges: those of one edge fewer with one more, between two vertices or to a new
    /// one.
    static List<EnergyFlowPolynomial> connected(int edges) {
        if (edges == 1) {
            return List.of(EnergyFlowPolynomial.of(2, new int[] {0, 1}));
        }
        Map<String, EnergyFlowPolynomial> found = new LinkedHashMap<>();
        for (EnergyFlowPolynomial smaller : connected(edges - 1)) {
            for (int a = 0; a < smaller.vertices(); a++) {
                for (int b = a + 1; b <= smaller.vertices(); b++) {
                    EnergyFlowPolynomial larger = withEdge(smaller, a, b);
                    found.putIfAbsent(name(larger), larger);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /// All of so many edges: a connected one beside any other that does not come after it in the list.
    static List<EnergyFlowPolynomial> all(int edges) {
        Map<String, EnergyFlowPolynomial> found = new LinkedHashMap<>();
        for (EnergyFlowPolynomial one : connected(edges)) {
            found.put(name(one), one);
        }
        for (int rest = 1; rest < edges; rest++) {
            for (EnergyFlowPolynomial one : connected(edges - rest)) {
                for (EnergyFlowPolynomial other : all(rest)) {
                    EnergyFlowPolynomial both = beside(one, other);
                    found.putIfAbsent(name(both), both);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static EnergyFlowPolynomial withEdge(EnergyFlowPolynomial graph, int a, int b) {
        int vertices = Math.max(graph.vertices(), b + 1);
        int[] edges = new int[vertices * vertices];
        copy(graph, edges, vertices, 0);
        edges[a * vertices + b]++;
        edges[b * vertices + a]++;
        return new EnergyFlowPolynomial(vertices, edges);
    }

    private static EnergyFlowPolynomial beside(EnergyFlowPolynomial one, EnergyFlowPolynomial other) {
        int vertices = one.vertices() + other.vertices();
        int[] edges = new int[vertices * vertices];
        copy(one, edges, vertices, 0);
        copy(other, edges, vertices, one.vertices());
        return new EnergyFlowPolynomial(vertices, edges);
    }

    private static void copy(EnergyFlowPolynomial graph, int[] edges, int vertices, int from) {
        for (int a = 0; a < graph.vertices(); a++) {
            for (int b = 0; b < graph.vertices(); b++) {
                edges[(from + a) * vertices + from + b] = graph.edges(a, b);
            }
        }
    }

    /// The same for graphs that differ in the names of their vertices only: components sorted, each by its own name.
    private static String name(EnergyFlowPolynomial graph) {
        List<String> names = new ArrayList<>();
        boolean[] seen = new boolean[graph.vertices()];
        for (int a = 0; a < seen.length; a++) {
            if (!seen[a]) {
                names.add(ofComponent(graph, component(graph, a, seen)));
            }
        }
        return String.join(" ", names.stream().sorted().toList());
    }

    private static int[] component(EnergyFlowPolynomial graph, int first, boolean[] seen) {
        int[] members = new int[seen.length];
        int count = 1;
        members[0] = first;
        seen[first] = true;
        for (int k = 0; k < count; k++) {
            for (int b = 0; b < seen.length; b++) {
                if (!seen[b] && graph.edges(members[k], b) > 0) {
                    seen[b] = true;
                    members[count++] = b;
                }
            }
        }
        return Arrays.copyOf(members, count);
    }

    /// The smallest of the descriptions in all orders of the vertices.
    private static String ofComponent(EnergyFlowPolynomial graph, int[] members) {
        return smallest(graph, members, 0, "");
    }

    private static String smallest(EnergyFlowPolynomial graph, int[] order, int fixed, String best) {
        if (fixed == order.length) {
            String description = description(graph, order);
            return best.isEmpty() || description.compareTo(best) < 0 ? description : best;
        }
        String least = best;
        for (int k = fixed; k < order.length; k++) {
            int[] swapped = order.clone();
            swapped[fixed] = order[k];
            swapped[k] = order[fixed];
            least = smallest(graph, swapped, fixed + 1, least);
        }
        return least;
    }

    private static String description(EnergyFlowPolynomial graph, int[] order) {
        StringBuilder text = new StringBuilder().append(order.length).append(':');
        for (int a = 1; a < order.length; a++) {
            for (int b = 0; b < a; b++) {
                text.append(graph.edges(order[a], order[b]));
            }
        }
        return text.toString();
    }
}

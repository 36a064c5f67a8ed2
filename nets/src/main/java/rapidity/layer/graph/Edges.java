package rapidity.layer.graph;

import java.util.Arrays;

/// Some directed edges of a graph of tokens, by receiver: all edges of one receiver are neighbours.
///
/// @param nodes the receivers, each once
/// @param to of each edge, the place of its receiver among the nodes
/// @param senders of each edge
public record Edges(int[] nodes, int[] to, int[] senders) {
    /// The receiver of each edge.
    int[] receivers() {
        return Arrays.stream(to).map(place -> nodes[place]).toArray();
    }
}

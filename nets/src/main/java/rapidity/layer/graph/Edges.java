package rapidity.layer.graph;

/// Some directed edges of a graph of tokens, by receiver: all edges of one receiver are neighbours.
///
/// @param receivers of each edge
/// @param senders of each edge
public record Edges(int[] receivers, int[] senders) {}

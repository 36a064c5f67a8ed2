package rapidity.layer.irreps;

/// Between which nodes of a jet messages pass, and what they are multiplied with.
///
/// @param edges what every message is multiplied with
/// @param selfPairs messages of a node to itself
/// @param padding the empty slots of a jet
public record MessageRules(EdgeFunction edges, SelfPairs selfPairs, Padding padding) {}

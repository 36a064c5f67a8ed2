package rapidity.layer.irreps;

/// What the empty slots of a jet are to a network.
public enum Padding {
    /// Particles of zero momentum: they have features, send messages and take part in every aggregation. Only the edge
    /// functions of their pairs are constants, the biases of their linear maps. So does the published code.
    PARTICLES,

    /// Nothing: they neither send nor receive, and no aggregation sees them.
    ABSENT
}

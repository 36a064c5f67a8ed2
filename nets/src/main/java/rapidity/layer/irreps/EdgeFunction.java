package rapidity.layer.irreps;

/// What the messages between two nodes are multiplied with.
public enum EdgeFunction {
    /// The radial functions of the square of the relative momentum.
    RADIAL,

    /// The biases of the radial functions' linear maps, whatever the momenta: what the decoder of the published code
    /// does.
    CONSTANT
}

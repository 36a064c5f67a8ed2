package rapidity.engine;

/// An array of a network: its name in the tree, its shape, and where it lies among the network's weights. The numbers
/// themselves are in [Weights], so a network has no precision, no device and no state.
///
/// @param name dotted name, that of lgatr 2.0 where there is one
/// @param offset position of the first number among all weights
/// @param trainable false if nothing that the network computes depends on it, or it is a random feature
public record Parameter(String name, Shape shape, int offset, boolean trainable) {
    /// Position of entry `i` (row-major) among all weights.
    public int at(int i) {
        return offset + i;
    }
}

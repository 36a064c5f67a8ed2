package rapidity.engine;

import rapidity.engine.kernel.TileLayout;

/// A matrix of a kernel, whose entries are weights up to a sign: the engine keeps it in the order that the kernel
/// reads, forwards and transposed, and packs it anew after every optimiser step.
///
/// @param rows number of outputs N
/// @param columns number of inputs K
/// @param source for each entry, row-major, plus/minus (position among the weights + 1), or 0 for an entry that is 0
/// @param forward position of the forward form among the packed numbers
/// @param gradient position of the gradient, row-major N x K, among the packed gradients
public record PackedMatrix(int rows, int columns, int[] source, int forward, int gradient) {
    private int forwardSize() {
        return TileLayout.padded(rows) * columns;
    }

    /// Position of the transposed form.
    int transposed() {
        return forward + forwardSize();
    }

    int packedSize() {
        return forwardSize() + TileLayout.padded(columns) * rows;
    }
}

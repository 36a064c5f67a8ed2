package rapidity.engine;

import java.util.ArrayList;
import java.util.List;

/// The complex linear map of a level's blocks of channels, as a matrix of real numbers.
///
/// ```
/// y_re = W_re x_re - W_im x_im,      y_im = W_im x_re + W_re x_im
/// ```
///
/// @param rows of the matrix: real and imaginary parts of the channels that come out
/// @param columns of the matrix
/// @param firstRow of the blocks that it multiplies
/// @param components of each channel
/// @param sources for each entry a weight up to a sign, see [rapidity.engine.kernel.Kernels#gatherSigned]; entries are
///     sums over the list
public record MixedBlocks(int rows, int columns, int firstRow, int components, List<int[]> sources) {
    /// @param blocks those of the weights; the last one stands for the same features as the one before if it is
    ///     repeated
    /// @param repeated whether it is
    static MixedBlocks of(int in, int out, int blocks, int firstRow, int components, boolean repeated) {
        int columns = 2 * in * (repeated ? blocks - 1 : blocks);
        List<int[]> sources = new ArrayList<>();
        for (int copy = 0; copy < (repeated ? 2 : 1); copy++) {
            int[] source = new int[2 * out * columns];
            int first = copy == 0 ? 0 : in * (blocks - 2);
            for (int entry = 0; entry < source.length; entry++) {
                int channel = entry % columns / 2;
                if (channel >= first) {
                    int weight = channel + copy * in;
                    source[entry] = source(entry / columns, entry % 2, weight, out, in * blocks);
                }
            }
            sources.add(source);
        }
        return new MixedBlocks(2 * out, columns, firstRow, components, List.copyOf(sources));
    }

    /// @param part of the feature, 0: re, 1: im
    private static int source(int row, int part, int weight, int out, int in) {
        boolean imaginary = row % 2 != part;
        int at = (imaginary ? out * in : 0) + row / 2 * in + weight + 1;
        return imaginary && part == 1 ? -at : at;
    }
}

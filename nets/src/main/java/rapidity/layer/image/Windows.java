package rapidity.layer.image;

import java.util.Arrays;
import rapidity.engine.Tensor;

/// Square windows that move over an image in steps, one for each pixel of a smaller image. Where they reach over the
/// border they see zeros, on both sides as many as Keras' "same" padding has:
///
/// ```
/// windows = ceil(n / step),    zeros = max((windows - 1) step + size - n, 0),    floor(zeros / 2) of them before
/// ```
///
/// A pixel's channels are neighbours in memory; images lie one after another, row-major.
///
/// @param rows of the large image
/// @param columns of the large image
/// @param size pixels along the side of a window
/// @param step pixels from a window to the next
public record Windows(int rows, int columns, int size, int step) {
    /// @throws IllegalArgumentException if a number is not positive
    public Windows {
        if (rows < 1 || columns < 1 || size < 1 || step < 1) {
            throw new IllegalArgumentException("no windows of " + size + " x " + size + " pixels in steps of " + step
                    + " on images of " + rows + " x " + columns);
        }
    }

    /// Pixels of a large image.
    public int pixels() {
        return Math.multiplyExact(rows, columns);
    }

    /// Windows, the pixels of a small image.
    public int count() {
        return along(rows) * along(columns);
    }

    private int along(int n) {
        return (n + step - 1) / step;
    }

    /// Where the first window begins: no later than the image.
    private int first(int n) {
        return -Math.max((along(n) - 1) * step + size - n, 0) / 2;
    }

    /// What the windows see.
    ///
    /// @param x `[images * pixels, channels]`
    /// @return `[images * windows, size * size * channels]`
    public Tensor unfold(Tensor x) {
        int all = x.shape().axis(0);
        int channels = x.shape().axis(1);
        int images = all / pixels();
        // the last row is the zero beyond the border
        return x.pad(0, 0, all + 1).gather(places(images)).reshape(images * count(), size * size * channels);
    }

    /// The transposed map of [#unfold]: every window adds what it has to the pixels that it sees.
    ///
    /// @param x `[images * windows, size * size * channels]`
    /// @return `[images * pixels, channels]`
    public Tensor fold(Tensor x) {
        int images = x.shape().axis(0) / count();
        int channels = x.shape().axis(1) / (size * size);
        int all = images * pixels();
        return x.reshape(images * count() * size * size, channels)
                .scatterAdd(all + 1, places(images))
                .slice(0, 0, all);
    }

    /// The pixel at each place of each window of each image; the number of all pixels for a place beyond the border.
    private int[] places(int images) {
        int beyond = images * pixels();
        int[] one = new int[count() * size * size];
        int perRow = along(columns);
        for (int w = 0; w < count(); w++) {
            window(first(rows) + w / perRow * step, first(columns) + w % perRow * step, one, w * size * size);
        }
        int[] all = new int[images * one.length];
        Arrays.setAll(all, i -> one[i % one.length] < 0 ? beyond : one[i % one.length] + i / one.length * pixels());
        return all;
    }

    /// The places of the window whose first pixel is this; -1 beyond the border.
    private void window(int row, int column, int[] places, int from) {
        int place = from;
        for (int i = row; i < row + size; i++) {
            for (int j = column; j < column + size; j++) {
                boolean inside = i >= 0 && i < rows && j >= 0 && j < columns;
                places[place++] = inside ? i * columns + j : -1;
            }
        }
    }
}

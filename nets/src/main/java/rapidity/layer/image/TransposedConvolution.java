package rapidity.layer.image;

import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Transposed convolution of images, with Keras' "same" padding: each pixel adds a linear map of its channels to what
/// its window sees of a larger image. It is the transpose of the [Convolution] in these windows, beside the bias.
///
/// K is `[size, size, out, in]`, as in Keras, and begins with Glorot's uniform values within
/// sqrt(6 / (size^2 (in + out))); b begins with zeros.
///
/// @source Keras, Conv2DTranspose; Glorot, Bengio, AISTATS 2010
public final class TransposedConvolution {
    private final Windows windows;
    private final int in;
    private final Parameter kernel;
    private final Parameter bias;

    /// @param windows over the images that come out
    /// @param bias whether anything depends on the bias
    public TransposedConvolution(Params p, Windows windows, int in, int out, Shift bias) {
        this.windows = windows;
        this.in = in;
        int size = windows.size();
        kernel = p.uniform("weight", Math.sqrt(6.0 / ((double) in + out)) / size, size, size, out, in);
        this.bias = (bias == Shift.MATTERS ? p : p.frozen()).constant("bias", 0, out);
    }

    /// Whether anything depends on a number that is added to all pixels.
    public enum Shift {
        MATTERS,
        /// A softmax over all pixels follows: the bias exists, as in Keras, and is not trained.
        CANCELS
    }

    /// @param x `[images * windows, in]`
    /// @return `[images * pixels, out]`
    public Tensor apply(Tensor x) {
        Tape tape = x.tape();
        Tensor weight = tape.parameter(kernel).reshape(-1, in).permute(1, 0);
        return windows.fold(x.matmul(weight)).plus(tape.parameter(bias));
    }
}

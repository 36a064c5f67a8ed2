package rapidity.layer.image;

import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Convolution of images in steps, with Keras' "same" padding: a linear map of what each window sees,
///
/// ```
/// y(r, c) = b + sum over i, j of  x(r step + i - before, c step + j - before) K(i, j)
/// ```
///
/// K is `[size, size, in, out]`, as in Keras, and begins with Glorot's uniform values within
/// sqrt(6 / (size^2 (in + out))); b begins with zeros.
///
/// @source Keras, Conv2D; Glorot, Bengio, AISTATS 2010
public final class Convolution {
    private final Windows windows;
    private final int out;
    private final Parameter kernel;
    private final Parameter bias;

    /// @param windows over the images that come in
    public Convolution(Params p, Windows windows, int in, int out) {
        this.windows = windows;
        this.out = out;
        int size = windows.size();
        kernel = p.uniform("weight", Math.sqrt(6.0 / ((double) in + out)) / size, size, size, in, out);
        bias = p.constant("bias", 0, out);
    }

    /// @param x `[images * pixels, in]`
    /// @return `[images * windows, out]`
    public Tensor apply(Tensor x) {
        Tape tape = x.tape();
        return windows.unfold(x).matmul(tape.parameter(kernel).reshape(-1, out)).plus(tape.parameter(bias));
    }
}

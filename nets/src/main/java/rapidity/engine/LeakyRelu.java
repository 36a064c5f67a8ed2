package rapidity.engine;

import rapidity.engine.kernel.Transposed;

/// LeakyReLU with any slope: `leaky(u) = u` where u > 0, else `slope u`. With a slope of 1 it is linear. Gradients
/// cannot be differentiated again.
///
/// @param slope below zero, from 0 to 1
public record LeakyRelu(double slope) {
    /// @throws IllegalArgumentException if the slope is not from 0 to 1
    public LeakyRelu {
        if (!(slope >= 0 && slope <= 1)) {
            throw new IllegalArgumentException("the slope of LeakyReLU is from 0 to 1, not " + slope);
        }
    }

    /// `leaky(x W^T + b)`.
    ///
    /// @param x `[rows, in]`
    /// @param weight `[out, in]`
    /// @param bias `[out]`
    /// @return `[rows, out]`
    public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        Tensor u = Products.matmul(Transposed.SECOND, x, weight);
        Tape tape = u.tape();
        int rows = u.shape().axis(0);
        int width = u.shape().axis(1);
        Buffer y = tape.ops().graphs().leaky(u.buffer(), bias.buffer(), slope, rows, width);
        return tape.record(y, u.shape(), u.isTracked() || bias.isTracked(), g -> {
            tape.refuseSecondDerivative("leaky relu");
            Buffer du = tape.ops().graphs().leakyGradient(y, g.buffer(), slope, rows * width);
            Tensor gradient = tape.temporary(du, u.shape());
            tape.accumulate(u, gradient);
            if (bias.isTracked()) {
                tape.accumulate(bias, gradient.sum(0));
            }
        });
    }
}

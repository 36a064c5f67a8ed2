package rapidity.engine;

import rapidity.engine.kernel.NaturalKernels;

/// The weights W of an ordinary linear map, of which kernels keep copies in the order in which they read W and its
/// transpose: made once after every optimiser step, for all shards.
///
/// @param natural W, shape (out, in)
/// @param forward position of the panels of W^T among those of the network
public record WeightMatrix(Parameter natural, int forward) {
    public int out() {
        return natural.shape().axis(0);
    }

    public int in() {
        return natural.shape().axis(1);
    }

    /// `x W^T`.
    ///
    /// @param x `[..., in]`
    /// @return `[..., out]`
    /// @throws IllegalArgumentException if the last axis of x is another
    public Tensor times(Tensor x) {
        return Products.linear(x, this);
    }

    /// Position of the panels of W.
    int transposed() {
        return forward + NaturalKernels.panelsSize(out(), in());
    }

    int panelsSize() {
        return NaturalKernels.panelsSize(out(), in()) + NaturalKernels.panelsSize(in(), out());
    }
}

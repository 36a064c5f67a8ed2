package rapidity.layer.plain;

import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.WeightMatrix;

/// Ordinary linear map `x W^T + b` of the last axis.
public final class Linear {
    private final WeightMatrix weight;
    private final Parameter bias;

    /// With PyTorch's initial values: W and b uniform within 1 / sqrt(in).
    public Linear(Params p, int in, int out) {
        double bound = 1 / Math.sqrt(in);
        weight = p.linear(p.uniform("weight", bound, out, in));
        bias = p.uniform("bias", bound, out);
    }

    private Linear(WeightMatrix weight, Parameter bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /// With Keras' initial values: W uniform within sqrt(6 / (in + out)), b zero.
    ///
    /// @source Glorot, Bengio, AISTATS 2010
    public static Linear glorot(Params p, int in, int out) {
        double bound = Math.sqrt(6.0 / ((double) in + out));
        return new Linear(p.linear(p.uniform("weight", bound, out, in)), p.constant("bias", 0, out));
    }

    public Tensor apply(Tensor x) {
        return weight.times(x).plus(x.tape().parameter(bias));
    }
}

package rapidity.layer.plain;

import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tensor;

/// Ordinary linear map `x W^T + b` of the last axis, with PyTorch's initial values: W and b uniform within 1 /
/// sqrt(in).
public final class Linear {
    private final Parameter weight;
    private final Parameter bias;

    public Linear(Params p, int in, int out) {
        double bound = 1 / Math.sqrt(in);
        weight = p.uniform("weight", bound, out, in);
        bias = p.uniform("bias", bound, out);
    }

    public Tensor apply(Tensor x) {
        return x.linear(x.tape().parameter(weight), x.tape().parameter(bias));
    }
}

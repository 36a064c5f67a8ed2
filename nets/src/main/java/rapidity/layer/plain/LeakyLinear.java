package rapidity.layer.plain;

import rapidity.engine.LeakyRelu;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.layer.Dropout;

/// Linear map, LeakyReLU and, in training, dropout: `leaky(x W^T + b)`. It begins with PyTorch's values, W and b
/// uniform within 1 / sqrt(in).
public final class LeakyLinear {
    private final LeakyRelu leaky;
    private final Parameter weight;
    private final Parameter bias;
    private final Dropout dropout;

    /// What follows the map.
    ///
    /// @param dropout probability, 0 for none
    public record Rules(LeakyRelu leaky, double dropout) {}

    /// @throws IllegalArgumentException if the probability of dropout is not from 0 to below 1
    public LeakyLinear(Params p, int in, int out, Rules rules) {
        leaky = rules.leaky();
        double bound = 1 / Math.sqrt(in);
        weight = p.uniform("weight", bound, out, in);
        bias = p.uniform("bias", bound, out);
        dropout = new Dropout(p.in("dropout"), rules.dropout());
    }

    /// @param x `[rows, in]`
    public Tensor apply(Tensor x) {
        return dropout.apply(
                leaky.linear(x, x.tape().parameter(weight), x.tape().parameter(bias)));
    }
}

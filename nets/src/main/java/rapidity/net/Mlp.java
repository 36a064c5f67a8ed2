package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.plain.Linear;

/// Multilayer perceptron: linear maps with GELU in between.
public final class Mlp {
    private final List<Linear> hidden;
    private final Linear out;

    public Mlp(Params p, MlpConfig c) {
        Params names = p.in("mlp");
        // named as in PyTorch's Sequential, which counts the functions in between
        hidden = IntStream.range(0, c.layers())
                .mapToObj(i -> new Linear(names.in(Integer.toString(2 * i)), i == 0 ? c.in() : c.hidden(), c.hidden()))
                .toList();
        out = new Linear(names.in(Integer.toString(2 * c.layers())), c.hidden(), c.out());
    }

    /// @param x events `[batch, in]`
    /// @return `[batch, out]`
    public Tensor apply(Tensor x) {
        Tensor h = x;
        for (Linear layer : hidden) {
            h = h.through(t -> layer.apply(t).apply(Unary.GELU));
        }
        return out.apply(h);
    }
}

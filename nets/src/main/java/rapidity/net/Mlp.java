package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.Dropout;
import rapidity.layer.plain.Linear;

/// Multilayer perceptron: linear maps with GELU in between and, in training, dropout after it.
public final class Mlp {
    private final List<Linear> hidden;
    private final List<Dropout> dropouts;
    private final Linear out;

    public Mlp(Params p, MlpConfig c) {
        this(p, c, 0);
    }

    /// @param dropout probability after each hidden layer; it has no part in a trained network
    /// @throws IllegalArgumentException unless 0 <= dropout < 1
    public Mlp(Params p, MlpConfig c, double dropout) {
        Params names = p.in("mlp");
        // named as in PyTorch's Sequential, which counts the functions in between
        hidden = IntStream.range(0, c.layers())
                .mapToObj(i -> new Linear(names.in(Integer.toString(2 * i)), i == 0 ? c.in() : c.hidden(), c.hidden()))
                .toList();
        dropouts = IntStream.range(0, c.layers())
                .mapToObj(i -> new Dropout(names.in("dropout").in(Integer.toString(i)), dropout))
                .toList();
        out = new Linear(names.in(Integer.toString(2 * c.layers())), c.hidden(), c.out());
    }

    /// @param x events `[batch, in]`
    /// @return `[batch, out]`
    public Tensor apply(Tensor x) {
        Tensor h = x;
        for (int i = 0; i < hidden.size(); i++) {
            Linear layer = hidden.get(i);
            Dropout dropout = dropouts.get(i);
            h = h.through(t -> dropout.apply(layer.apply(t).apply(Unary.GELU)));
        }
        return out.apply(h);
    }
}

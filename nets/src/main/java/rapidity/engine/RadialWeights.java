package rapidity.engine;

import java.util.List;

/// What the radial functions of orders 0 and 1 are made of: bells, and two linear maps of them.
///
/// @param a `[Q]` numbers, as b and c
/// @param weights of each order `[parts C, Q]`
/// @param biases of each order `[parts C]`
/// @param parts 2: rows 2 c and 2 c + 1 are real and imaginary part of channel c; 1: row c is both
public record RadialWeights(Tensor a, Tensor b, Tensor c, List<Tensor> weights, List<Tensor> biases, int parts) {
    static final int ORDERS = 2;

    /// @throws IllegalArgumentException if there are other orders than 0 and 1
    public RadialWeights {
        weights = List.copyOf(weights);
        biases = List.copyOf(biases);
        if (weights.size() != ORDERS || biases.size() != ORDERS) {
            throw new IllegalArgumentException(
                    "vectors and scalars need radial functions of orders 0 and 1, found " + weights.size() + " orders");
        }
    }

    /// Number of bells Q.
    public int functions() {
        return a.shape().size();
    }

    /// Number of channels C.
    public int channels() {
        return biases.getFirst().shape().size() / parts;
    }

    boolean tracked() {
        return a.isTracked();
    }
}

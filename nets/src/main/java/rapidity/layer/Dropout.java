package rapidity.layer;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.VectorsScalars;
import rapidity.random.RandomStream;

/// Dropout: in training, numbers become 0 with a probability p and are multiplied by 1 / (1 - p) otherwise. What
/// belongs together under Lorentz transformations, a grade of a multivector, is dropped together, so equivariance
/// holds.
///
/// Training is a property of the tape, which brings the random numbers too: [rapidity.engine.Tape#train]. A layer
/// applied twice in one pass drops the same both times.
///
/// @source Srivastava et al., JMLR 15 (2014) 1929; on grades: Brehmer et al., arXiv:2305.18415
public final class Dropout {
    private final String name;
    private final double probability;

    /// @param p the name of this layer; there are no parameters
    /// @throws IllegalArgumentException unless 0 <= probability < 1
    public Dropout(Params p, double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "numbers are dropped with a probability from 0 to below 1, not " + probability);
        }
        this.name = p.name();
        this.probability = probability;
    }

    /// Dropout if there is a probability, else nothing.
    static UnaryOperator<Multivectors> ifAny(Params p, OptionalDouble probability) {
        return probability.isPresent() ? new Dropout(p, probability.getAsDouble())::apply : x -> x;
    }

    /// Each grade of each multivector, and each scalar, on its own.
    public Multivectors apply(Multivectors x) {
        return probability == 0
                ? x
                : x.tape()
                        .noise(name)
                        .map(random -> x.dropGrades(probability, random))
                        .orElse(x);
    }

    /// Each four-vector, and each scalar, on its own.
    public VectorsScalars apply(VectorsScalars x) {
        return probability == 0
                ? x
                : x.tape()
                        .noise(name)
                        .map(random -> x.drop(probability, random))
                        .orElse(x);
    }

    /// Each number on its own.
    public Tensor apply(Tensor x) {
        return probability == 0
                ? x
                : x.tape()
                        .noise(name)
                        .map(random -> x.times(factors(x, random)))
                        .orElse(x);
    }

    private Tensor factors(Tensor x, RandomStream random) {
        double[] r = new double[x.shape().size()];
        Arrays.setAll(r, i -> random.nextDouble() < probability ? 0 : 1 / (1 - probability));
        return x.tape().tensor(r, x.shape().toArray());
    }
}

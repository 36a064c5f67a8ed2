package rapidity.engine;

import java.util.List;

/// The matrices and vectors of a network's kernels, and the lengths of the arrays that hold them.
public final class Packing {
    private final List<PackedMatrix> matrices;
    private final List<PackedVector> vectors;
    private final List<WeightMatrix> linear;
    private final int size;
    private final int gradientSize;

    Packing(
            List<PackedMatrix> matrices,
            List<PackedVector> vectors,
            List<WeightMatrix> linear,
            int size,
            int gradientSize) {
        this.matrices = List.copyOf(matrices);
        this.vectors = List.copyOf(vectors);
        this.linear = List.copyOf(linear);
        this.size = size;
        this.gradientSize = gradientSize;
    }

    public List<PackedMatrix> matrices() {
        return matrices;
    }

    public List<PackedVector> vectors() {
        return vectors;
    }

    /// Weights of ordinary linear maps.
    List<WeightMatrix> linear() {
        return linear;
    }

    /// Length of the panels of ordinary linear maps.
    int panelsSize() {
        return linear.stream().mapToInt(WeightMatrix::panelsSize).sum();
    }

    /// Length of the packed weights.
    public int size() {
        return size;
    }

    /// Length of the packed gradients.
    public int gradientSize() {
        return gradientSize;
    }
}

package rapidity.layer.graph;

import java.util.Arrays;

/// How the distance of two particles is measured in a graph network, `d = sum over f of m_f (x_j - x_i)_f^2`.
public enum PairMetric {
    /// m = 1.
    EUCLIDEAN,

    /// m = (1, -1, -1, -1) where the features are four-momenta (E, px, py, pz); in all other places Euclidean.
    MINKOWSKI;

    private static final int VECTOR = 4;

    /// m for nodes.
    ///
    /// @param features that the nodes have
    /// @param width to which zeros fill them up
    public double[] of(int features, int width) {
        double[] m = new double[width];
        Arrays.fill(m, 1);
        if (this == MINKOWSKI && features == VECTOR) {
            Arrays.fill(m, 1, VECTOR, -1);
        }
        return m;
    }
}

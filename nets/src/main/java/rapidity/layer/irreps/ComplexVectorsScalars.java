package rapidity.layer.irreps;

import java.util.List;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// The features at maxdim 2: as many complex scalars as complex four-vectors, in Cartesian components, of every node of
/// every jet. All jets have the same number of nodes, and the jet is the last axis: what is done to one is done to its
/// neighbours in the same registers.
///
/// @param rows `[C 2 4 + C 2, particles jets]`: the vectors `[C, (re, im), (t, x, y, z)]`, then the scalars
///     `[C, (re, im)]`
/// @source arXiv:2212.07347, Sec. 3.1
public record ComplexVectorsScalars(Tensor rows, int channels, int particles, int jets) {
    /// Components of a four-vector.
    static final int VECTOR = 4;

    /// Real numbers of a complex vector and a complex scalar.
    static final int ROWS = 2 * VECTOR + 2;

    /// @throws IllegalArgumentException if the rows are not those of so many channels, particles and jets
    public ComplexVectorsScalars {
        if (!rows.shape().equals(Shape.of(ROWS * channels, particles * jets))) {
            throw new IllegalArgumentException("expected rows [" + ROWS * channels + ", " + particles * jets + "] of "
                    + channels + " channels, " + particles + " particles, " + jets + " jets, got " + rows.shape());
        }
    }

    /// @param vectors `[C, (re, im), (t, x, y, z), particles, jets]`
    /// @param scalars `[C, (re, im), particles, jets]`
    public static ComplexVectorsScalars of(Tensor vectors, Tensor scalars) {
        Shape s = vectors.shape();
        int channels = s.axis(0);
        int particles = s.axis(-2);
        int jets = s.axis(-1);
        if (!scalars.shape().equals(Shape.of(channels, 2, particles, jets))) {
            throw new IllegalArgumentException("vectors " + s + " and scalars " + scalars.shape() + " do not fit");
        }
        int nodes = particles * jets;
        Tensor rows = Tensor.concatenate(
                0, List.of(vectors.reshape(2 * VECTOR * channels, nodes), scalars.reshape(2 * channels, nodes)));
        return new ComplexVectorsScalars(rows, channels, particles, jets);
    }

    /// `[C, (re, im), (t, x, y, z), particles, jets]`.
    public Tensor vectors() {
        return rows.slice(0, 0, 2 * VECTOR * channels).reshape(channels, 2, VECTOR, particles, jets);
    }

    /// `[C, (re, im), particles, jets]`.
    public Tensor scalars() {
        return rows.slice(0, 2 * VECTOR * channels, ROWS * channels).reshape(channels, 2, particles, jets);
    }
}

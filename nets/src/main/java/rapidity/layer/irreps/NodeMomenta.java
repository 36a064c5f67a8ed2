package rapidity.layer.irreps;

import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// The momenta of the nodes of jets, whose differences are on the edges.
public sealed interface NodeMomenta permits NodeMomenta.Real, NodeMomenta.Complex {
    int particles();

    int jets();

    /// Momenta of the input, which need no gradient.
    ///
    /// @param values `[(t, x, y, z), particles, jets]`
    /// @param present `[particles, jets]`, false for padding
    record Real(int particles, int jets, double[] values, boolean[] present) implements NodeMomenta {
        /// @throws IllegalArgumentException if the lengths do not fit
        public Real {
            int nodes = particles * jets;
            if (values.length != ComplexVectorsScalars.VECTOR * nodes || present.length != nodes) {
                throw new IllegalArgumentException(particles + " particles of " + jets + " jets have "
                        + ComplexVectorsScalars.VECTOR * nodes + " components and " + nodes + " flags, got "
                        + values.length + " and " + present.length);
            }
        }
    }

    /// Momenta that a decoder made; all are present.
    ///
    /// @param values `[(re, im), (t, x, y, z), particles, jets]`
    record Complex(Tensor values) implements NodeMomenta {
        /// @throws IllegalArgumentException if the axes are others
        public Complex {
            Shape s = values.shape();
            if (s.rank() != 4 || s.axis(0) != 2 || s.axis(1) != ComplexVectorsScalars.VECTOR) {
                throw new IllegalArgumentException("expected [2, 4, particles, jets], got " + s);
            }
        }

        @Override
        public int particles() {
            return values.shape().axis(2);
        }

        @Override
        public int jets() {
            return values.shape().axis(3);
        }
    }
}

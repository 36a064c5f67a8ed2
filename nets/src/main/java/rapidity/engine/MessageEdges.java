package rapidity.engine;

import rapidity.engine.kernel.NodePairs;

/// The edges on which the messages of a Lorentz-group network at maxdim 2 pass.
public sealed interface MessageEdges {
    /// Of the momenta of an encoder's input.
    ///
    /// @param momenta `[(t, x, y, z), particles, jets]`, without gradient
    /// @param present `[particles, jets]`, 0 for padding, else 1
    /// @param absent whether padding neither sends nor receives; otherwise the bells on its edges are 0
    record Real(NodePairs pairs, RadialWeights radial, Tensor momenta, Tensor present, boolean absent)
            implements MessageEdges {}

    /// Of the momenta that a decoder made.
    ///
    /// @param momenta `[(re, im), (t, x, y, z), particles, jets]`
    record Complex(NodePairs pairs, RadialWeights radial, Tensor momenta) implements MessageEdges {}

    /// With the same edge functions everywhere.
    ///
    /// @param self 1 if a node also sends to itself, else 0
    /// @param constants `[(R0, R1), C]`; the edge functions are these times 1 + i
    /// @param momenta `[(re, im), (t, x, y, z), particles, jets]`
    record Constant(double self, Tensor constants, Tensor momenta) implements MessageEdges {}
}

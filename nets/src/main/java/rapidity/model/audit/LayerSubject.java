package rapidity.model.audit;

import java.util.Optional;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Multivectors;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;

/// A layer of somebody's own, or several, from multivectors and scalars to others.
///
/// @param weights of everything that the layer has declared
/// @param group under which it is to be equivariant
public record LayerSubject(Weights weights, Layer layer, SymmetryGroup group) implements AuditSubject {
    /// What is audited.
    public interface Layer {
        /// @param sequences which tokens belong together: those of one must not depend on those of another
        /// @return of the same tokens
        Multivectors apply(Multivectors x, Attend sequences);
    }

    @Override
    public Answer apply(AuditInput x) {
        Tape tape = Tape.forward(weights);
        Tokens t = x.tokens();
        int tokens = t.sequences() * t.perSequence();
        Tensor mv = tape.tensor(t.vectors(), tokens, t.channels(), t.components());
        Tensor s = t.scalarChannels() == 0 ? null : tape.tensor(t.scalars(), tokens, t.scalarChannels());
        Multivectors y = layer.apply(Multivectors.of(mv, s), Attend.equal(t.sequences(), t.perSequence()));
        return new Answer(
                Rows.TOKENS,
                t.components(),
                y.width().multivectors() == 0 ? new double[0] : y.multivectors().toArray(),
                y.width().scalars() == 0 ? new double[0] : y.scalars().toArray());
    }

    @Override
    public Optional<SymmetryGroup> claim() {
        return Optional.of(group);
    }
}

package rapidity.model.audit;

import java.util.Optional;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Tape;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Particle;
import rapidity.model.TokenNetwork;

/// An amplitude surrogate: from the momenta of an event to the standardised logarithm of its amplitude.
public record AmplitudeSubject(AmplitudeSurrogate surrogate) implements AuditSubject {
    @Override
    public Answer apply(AuditInput x) {
        Tape tape = Tape.forward(surrogate.weights());
        double[] z = surrogate
                .apply(
                        tape,
                        new EventMomenta(x.tokens().perSequence(), x.tokens().vectors()))
                .toArray();
        return new Answer(Rows.SEQUENCES, x.tokens().components(), new double[0], z);
    }

    @Override
    public Optional<SymmetryGroup> claim() {
        return TokenNetwork.symmetry(surrogate.network());
    }

    /// The types that the network is told.
    @Override
    public int[] kinds(AuditInput x) {
        return surrogate.preprocessing(x.tokens().perSequence()).particles().stream()
                .mapToInt(Particle::type)
                .toArray();
    }
}

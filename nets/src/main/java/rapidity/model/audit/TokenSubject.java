package rapidity.model.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.model.BareNetwork;
import rapidity.model.Features;
import rapidity.model.TokenNetwork;
import rapidity.model.TokenNetwork.Condition;
import rapidity.model.TokenNetwork.Inputs;

/// A bare network.
public record TokenSubject(BareNetwork net) implements AuditSubject {
    private static final int PADDING = 3;

    /// What lies in tokens that nobody sees.
    private static final double GARBAGE = 1e6;

    @Override
    public Answer apply(AuditInput x) {
        return apply(x, Attend.equal(x.tokens().sequences(), x.tokens().perSequence()));
    }

    private Answer apply(AuditInput x, Attend attend) {
        Tape tape = Tape.forward(net.weights());
        Optional<Condition> condition = x.condition().map(c -> new Condition(features(tape, c), cross(x.tokens(), c)));
        Features y = net.function().apply(new Inputs(features(tape, x.tokens()), attend, condition));
        return new Answer(Rows.TOKENS, x.tokens().components(), numbers(y.vectors()), numbers(y.scalars()));
    }

    private static Features features(Tape tape, Tokens x) {
        int tokens = x.sequences() * x.perSequence();
        Tensor vectors = tape.tensor(x.vectors(), tokens, x.channels(), x.components());
        return new Features(
                vectors, x.scalars().length == 0 ? null : tape.tensor(x.scalars(), tokens, x.scalarChannels()));
    }

    private static Attend cross(Tokens x, Tokens condition) {
        return Attend.cross(x.offsets(), condition.offsets());
    }

    private static double[] numbers(@Nullable Tensor t) {
        return t == null ? new double[0] : t.toArray();
    }

    @Override
    public Optional<Answer> padded(AuditInput x) {
        Tokens t = x.tokens();
        double[] mask = new double[t.sequences() * (t.perSequence() + PADDING)];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % (t.perSequence() + PADDING) < t.perSequence() ? 0 : Double.NEGATIVE_INFINITY;
        }
        Tokens longer = t.padded(PADDING, GARBAGE);
        Attend attend = Attend.equal(t.sequences(), longer.perSequence()).withKeyMask(mask);
        Answer a = apply(new AuditInput(longer, x.condition()), attend);
        int rows = t.sequences() * longer.perSequence();
        return Optional.of(new Answer(
                a.rows(),
                a.components(),
                longer.withoutPadding(PADDING, a.vectors(), a.vectors().length / rows),
                longer.withoutPadding(PADDING, a.scalars(), a.scalars().length / rows)));
    }

    @Override
    public Optional<SymmetryGroup> claim() {
        return TokenNetwork.symmetry(net.config());
    }
}

package rapidity.model.audit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import rapidity.kinematics.LorentzTransformation;

/// What a model is audited on.
///
/// @param condition the second set of tokens of a conditional network, for the same sequences
public record AuditInput(Tokens tokens, Optional<Tokens> condition) {
    public AuditInput {
        if (condition.isPresent() && condition.get().sequences() != tokens.sequences()) {
            throw new IllegalArgumentException(tokens.sequences() + " sequences with a condition of "
                    + condition.get().sequences());
        }
    }

    private AuditInput each(UnaryOperator<Tokens> change) {
        return new AuditInput(change.apply(tokens), condition.map(change));
    }

    /// All but the spurions transformed, in float64.
    AuditInput moved(LorentzTransformation t) {
        return each(x -> x.moved(t));
    }

    /// One sequence alone.
    AuditInput sequence(int i) {
        return each(x -> x.sequence(i));
    }

    /// As float32 keeps it.
    AuditInput rounded() {
        return each(Tokens::rounded);
    }

    /// The tokens, not those of the condition, in another order.
    AuditInput permuted(int... order) {
        return new AuditInput(tokens.permuted(order), condition);
    }

    double invariantsLost(AuditInput before) {
        double here = tokens.invariantsLost(before.tokens);
        return condition.isEmpty()
                ? here
                : Math.max(here, condition.get().invariantsLost(before.condition.orElseThrow()));
    }
}

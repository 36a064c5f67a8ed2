package rapidity.model.audit;

import java.util.List;
import java.util.Optional;
import rapidity.algebra.Multivector;
import rapidity.algebra.SymmetryGroup;

/// A model in one precision, as a function of tokens.
public interface AuditSubject {
    Answer apply(AuditInput x);

    /// The same with tokens more at the end of every sequence, which nobody sees; empty if the model has no padding.
    default Optional<Answer> padded(AuditInput x) {
        return Optional.empty();
    }

    /// The group under which it says to be equivariant, spurions apart; empty if it claims none.
    Optional<SymmetryGroup> claim();

    /// What the model itself refers to and nobody transforms: its own spurions.
    default List<Multivector> references() {
        return List.of();
    }

    /// Whether it takes momenta of negative energy, which time inversion makes.
    default boolean takesNegativeEnergies() {
        return true;
    }

    /// Kinds of the tokens of a sequence, such as 0 of all: those of one kind may be exchanged.
    default int[] kinds(AuditInput x) {
        return new int[x.tokens().perSequence()];
    }

    /// What comes out.
    ///
    /// @param rows whether there is a row for each token or for each sequence
    /// @param components of each vector: 4 or 16
    /// @param vectors transform as the inputs do
    /// @param scalars are invariant
    record Answer(Rows rows, int components, double[] vectors, double[] scalars) {}

    /// What a row of an answer stands for.
    enum Rows {
        TOKENS,
        SEQUENCES
    }
}

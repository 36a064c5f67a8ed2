package rapidity.model.audit;

import java.util.List;
import java.util.Optional;
import rapidity.algebra.SymmetryGroup;

/// What a [SymmetryAudit] found.
///
/// @param boosts by rising rapidity
/// @param rotation worst deviation under rotations
/// @param parity deviation under space inversion
/// @param timeReversal deviation under time inversion
/// @param permutation worst deviation when tokens of one kind change places
/// @param packing whether a sequence has the same bits alone and among others
/// @param padding whether it has the same bits with tokens more that nobody sees; empty if there is no padding
/// @param unbroken the boosts and rotations that are kept
/// @param claim the group that the model says to keep, if it says so
public record AuditReport(
        List<Boost> boosts,
        Pair rotation,
        Pair parity,
        Pair timeReversal,
        Pair permutation,
        boolean packing,
        Optional<Boolean> padding,
        Unbroken unbroken,
        Optional<SymmetryGroup> claim) {
    private static final double EXACT_BAR = 1e-12;

    /// A deviation adds the rounding of every operation to that of the inputs.
    private static final double MORE_THAN_INPUTS = 1000;

    /// Unit roundoff of float32 in that of float64.
    private static final double SINGLE = 0x1p29;

    public AuditReport {
        boosts = List.copyOf(boosts);
    }

    /// A number in float64 and in float32.
    public record Pair(double exact, double single) {
        Pair worst(Pair other) {
            return new Pair(larger(exact, other.exact), larger(single, other.single));
        }

        /// NaN is worse than any number.
        private static double larger(double a, double b) {
            return Double.isNaN(a) || a >= b ? a : b;
        }
    }

    /// @param deviation worst of several directions
    /// @param floor what rounding the boosted inputs does to their invariants
    public record Boost(double rapidity, double gamma, Pair deviation, Pair floor) {
        boolean isKept() {
            double bar = EXACT_BAR * Math.max(1, gamma * gamma / 100);
            return deviation.exact <= Math.max(bar, MORE_THAN_INPUTS * floor.exact)
                    && deviation.single <= Math.max(SINGLE * bar, MORE_THAN_INPUTS * floor.single);
        }
    }

    /// Whether a deviation is rounding.
    public static boolean isKept(Pair deviation) {
        return deviation.exact <= EXACT_BAR && deviation.single <= SINGLE * EXACT_BAR;
    }

    /// The claimed symmetries that are broken, in words; empty if all are kept.
    public List<String> broken() {
        java.util.ArrayList<String> r = new java.util.ArrayList<>();
        if (claim.isPresent()) {
            boosts.stream()
                    .filter(b -> !b.isKept())
                    .findFirst()
                    .ifPresent(b -> r.add("boosts from rapidity " + b.rapidity + " on"));
            if (!isKept(rotation)) {
                r.add("rotations");
            }
            if (claim.get() == SymmetryGroup.FULL_LORENTZ && !(isKept(parity) && isKept(timeReversal))) {
                r.add("reflections");
            }
        }
        if (!packing || !padding.orElse(true)) {
            r.add("independence of other sequences");
        }
        return r;
    }
}

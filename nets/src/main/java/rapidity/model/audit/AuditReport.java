package rapidity.model.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.algebra.SymmetryGroup;

/// What a [SymmetryAudit] found.
///
/// @param boosts by rising rapidity
/// @param rotation worst deviation under rotations
/// @param parity deviation under space inversion
/// @param timeReversal deviation under time inversion; empty if the model takes no negative energies
/// @param permutation worst deviation when tokens of one kind change places
/// @param packing worst deviation of a sequence alone from the same among others: the Java engine gives the same bits,
///     libtorch sums in an order that depends on the batch
/// @param padding likewise with tokens more that nobody sees; empty if there is no padding
/// @param unbroken the boosts and rotations that are kept
/// @param claim the group that the model says to keep if its spurions are moved too, if it says so
/// @param left what the spurions leave of it; empty if there are none
public record AuditReport(
        List<Boost> boosts,
        Pair rotation,
        Pair parity,
        Optional<Pair> timeReversal,
        Pair permutation,
        Pair packing,
        Optional<Pair> padding,
        Unbroken unbroken,
        Optional<SymmetryGroup> claim,
        Optional<Left> left) {
    private static final double EXACT_BAR = 1e-12;

    /// A deviation adds the rounding of every operation to that of the inputs.
    private static final double MORE_THAN_INPUTS = 1000;

    /// Unit roundoff of float32 in that of float64.
    private static final double SINGLE = 0x1p29;

    private static final double MODERATE = 2;

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

    /// The boosts and rotations that leave the spurions where they are.
    ///
    /// @param elements deviations under random ones: the length of the exponent stands for the rapidity; empty if there
    ///     is none but the identity
    public record Left(Unbroken group, List<Boost> elements) {
        public Left {
            elements = List.copyOf(elements);
        }

        /// The worst deviation under elements that are not large.
        public Pair deviation() {
            return elements.stream()
                    .filter(e -> e.rapidity <= MODERATE)
                    .map(Boost::deviation)
                    .reduce(new Pair(0, 0), Pair::worst);
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

    private static Optional<Boost> firstBroken(List<Boost> of) {
        return of.stream().filter(b -> !b.isKept()).findFirst();
    }

    /// The claimed symmetries that are broken, in words; empty if all are kept.
    public List<String> broken() {
        List<String> r = new ArrayList<>();
        if (claim.isPresent() && left.isPresent()) {
            firstBroken(left.get().elements)
                    .ifPresent(b ->
                            r.add("what the spurions leave, " + left.get().group.group()));
        } else if (claim.isPresent()) {
            firstBroken(boosts).ifPresent(b -> r.add("boosts from rapidity " + b.rapidity + " on"));
            if (!isKept(rotation)) {
                r.add("rotations");
            }
            boolean reflections =
                    isKept(parity) && timeReversal.map(AuditReport::isKept).orElse(true);
            if (claim.get() == SymmetryGroup.FULL_LORENTZ && !reflections) {
                r.add("reflections");
            }
        }
        if (!isKept(packing) || !padding.map(AuditReport::isKept).orElse(true)) {
            r.add("independence of other sequences");
        }
        return r;
    }
}

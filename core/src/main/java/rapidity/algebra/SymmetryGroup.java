package rapidity.algebra;

import java.util.List;
import java.util.stream.IntStream;

/// The group under which a network is equivariant.
public enum SymmetryGroup {
    /// SO+(1,3), boosts and rotations: 10 equivariant linear maps; scalars and pseudoscalars are both invariant.
    PROPER_ORTHOCHRONOUS(2 * SpacetimeAlgebra.GRADES, 2),

    /// O(1,3), with reflections: 5 equivariant linear maps, the projections on the grades.
    FULL_LORENTZ(SpacetimeAlgebra.GRADES, 1);

    private final int maps;
    private final int invariants;

    SymmetryGroup(int maps, int invariants) {
        this.maps = maps;
        this.invariants = invariants;
    }

    /// The number K of linear maps of multivectors that commute with the group.
    public int maps() {
        return maps;
    }

    /// The number of components of a multivector that the group leaves alone: the scalar, and the pseudoscalar when
    /// there are no reflections.
    public int invariants() {
        return invariants;
    }

    /// The K maps, see [SpacetimeAlgebra#equivariantMap].
    public List<List<SignedEntry>> equivariantMaps() {
        return IntStream.range(0, maps)
                .mapToObj(SpacetimeAlgebra::equivariantMap)
                .toList();
    }
}

package rapidity.layer.irreps;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import rapidity.irreps.Irrep;

/// The order in which a level keeps its irreps, and with it the order of the channels in front of the next mixing.
///
/// @departs it is an accident of the published code, which iterates over a set: known up to maxdim 4. Further irreps
///     stand behind those, by k and n; the scalars are last
final class StoredOrder {
    private static final List<Irrep> KNOWN = List.of(
            new Irrep(3, 1),
            Irrep.VECTOR,
            new Irrep(2, 0),
            new Irrep(0, 2),
            new Irrep(3, 3),
            new Irrep(2, 2),
            new Irrep(1, 3));

    private StoredOrder() {}

    static List<Irrep> of(Collection<Irrep> irreps) {
        return irreps.stream()
                .distinct()
                .sorted(Comparator.comparingInt(StoredOrder::place)
                        .thenComparingInt(Irrep::k)
                        .thenComparingInt(Irrep::n))
                .toList();
    }

    private static int place(Irrep irrep) {
        int known = KNOWN.indexOf(irrep);
        if (known >= 0) {
            return known;
        }
        return irrep.equals(Irrep.SCALAR) ? KNOWN.size() + 1 : KNOWN.size();
    }
}

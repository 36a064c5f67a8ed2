package rapidity.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.EquiWeights.Row;

/// Which natural weight stands at each entry of the matrices of [EquiWeights]: 0, or plus/minus (position + 1).
///
/// @param in width of the input, of which each natural map takes the first channels
/// @param multivectors the natural output behind each multivector channel of ours
/// @param scalars the same for scalars
record EquiBlocks(Channels in, List<Row> multivectors, List<Row> scalars) {
    /// Row n of the first block from scalar k.
    int fromScalar(int n, int k) {
        if (n < scalars.size()) {
            Row row = scalars.get(n);
            return fromScalar(row.natural(), row.natural().s2s(), row.channel(), k);
        }
        int m = n - scalars.size();
        int invariant = invariantRow(m);
        return invariant < 0 ? 0 : fromScalar(natural(m), natural(m).s2mvs(), invariant, k);
    }

    private static int fromScalar(Natural natural, @Nullable Parameter matrix, int row, int k) {
        int columns = natural.in().scalars();
        return k >= columns ? 0 : source(matrix, row * columns + k);
    }

    /// Row n of the first block from member k / C_in of pair 0, channel k % C_in.
    int invariant(int n, int k) {
        if (n >= scalars.size()) {
            return pair(0, n - scalars.size(), k);
        }
        Row row = scalars.get(n);
        int invariants = group(row.natural()).invariants();
        int channels = row.natural().in().multivectors();
        int member = k / in.multivectors();
        int channel = k % in.multivectors();
        if (member >= invariants || channel >= channels) {
            return 0;
        }
        return source(row.natural().mvs2s(), (row.channel() * channels + channel) * invariants + member);
    }

    /// Entry of the 2 x 2 block of channel matrices of one grade.
    int pair(int grade, int n, int k) {
        Natural natural = natural(n);
        int to = n / multivectors.size();
        int from = k / in.multivectors();
        int map = to == from ? (to == 0 ? grade : 4 - grade) : (to == 0 ? 9 - grade : 5 + grade);
        int maps = group(natural).maps();
        int channel = k % in.multivectors();
        if (map >= maps || channel >= natural.in().multivectors()) {
            return 0;
        }
        int entry = (channel(n) * natural.in().multivectors() + channel) * maps + map;
        int s = source(natural.weight(), entry);
        return to == 0 && from == 1 ? -s : s;
    }

    int bias(int n) {
        if (n < scalars.size()) {
            Row row = scalars.get(n);
            return source(row.natural().mvs2sBias(), row.channel());
        }
        int m = n - scalars.size();
        if (natural(m).bias() != null) {
            return m < multivectors.size() ? source(natural(m).bias(), channel(m)) : 0;
        }
        int invariant = invariantRow(m);
        return invariant < 0 ? 0 : source(natural(m).s2mvsBias(), invariant);
    }

    /// Row of s2mvs for member m / C_out of pair 0, channel m % C_out; -1 where there is none.
    private int invariantRow(int m) {
        int invariants = group(natural(m)).invariants();
        int member = m / multivectors.size();
        return member >= invariants ? -1 : channel(m) * invariants + member;
    }

    private Natural natural(int n) {
        return multivectors.get(n % multivectors.size()).natural();
    }

    private int channel(int n) {
        return multivectors.get(n % multivectors.size()).channel();
    }

    private static SymmetryGroup group(Natural natural) {
        Parameter weight = natural.weight();
        return weight != null && weight.shape().axis(2) == SymmetryGroup.FULL_LORENTZ.maps()
                ? SymmetryGroup.FULL_LORENTZ
                : SymmetryGroup.PROPER_ORTHOCHRONOUS;
    }

    private static int source(@Nullable Parameter p, int entry) {
        return p == null ? 0 : p.at(entry) + 1;
    }
}

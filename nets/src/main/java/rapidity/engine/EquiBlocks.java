package rapidity.engine;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.EquiWeights.Natural;

/// Which natural weight stands at each entry of the matrices of [EquiWeights]: 0, or plus/minus (position + 1).
final class EquiBlocks {
    private final Channels in;
    private final Channels out;
    private final Natural natural;
    private final IntUnaryOperator channel;
    private final IntUnaryOperator scalar;
    private final int maps;
    private final int invariants;

    EquiBlocks(Channels in, Channels out, Natural natural, IntUnaryOperator channel, IntUnaryOperator scalar) {
        this.in = in;
        this.out = out;
        this.natural = natural;
        this.channel = channel;
        this.scalar = scalar;
        this.maps = natural.weight() == null
                ? SymmetryGroup.PROPER_ORTHOCHRONOUS.maps()
                : natural.weight().shape().axis(2);
        this.invariants = maps == SymmetryGroup.FULL_LORENTZ.maps() ? 1 : 2;
    }

    /// Row n of the first block from scalar k.
    int fromScalar(int n, int k) {
        if (n < out.scalars()) {
            return source(natural.s2s(), scalar.applyAsInt(n) * in.scalars() + k);
        }
        int row = invariantRow(n - out.scalars());
        return row < 0 ? 0 : source(natural.s2mvs(), row * in.scalars() + k);
    }

    /// Row n of the first block from member k / C_in of pair 0, channel k % C_in.
    int invariant(int n, int k) {
        if (n >= out.scalars()) {
            return pair(0, n - out.scalars(), k);
        }
        int member = k / in.multivectors();
        if (member >= invariants) {
            return 0;
        }
        int column = (k % in.multivectors()) * invariants + member;
        return source(natural.mvs2s(), scalar.applyAsInt(n) * invariants * in.multivectors() + column);
    }

    /// Entry of the 2 x 2 block of channel matrices of one grade.
    int pair(int grade, int n, int k) {
        int to = n / out.multivectors();
        int from = k / in.multivectors();
        int map = to == from ? (to == 0 ? grade : 4 - grade) : (to == 0 ? 9 - grade : 5 + grade);
        if (map >= maps) {
            return 0;
        }
        int o = channel.applyAsInt(n % out.multivectors());
        int entry = (o * in.multivectors() + k % in.multivectors()) * maps + map;
        int s = source(natural.weight(), entry);
        return to == 0 && from == 1 ? -s : s;
    }

    int bias(int n) {
        if (n < out.scalars()) {
            return source(natural.mvs2sBias(), scalar.applyAsInt(n));
        }
        int m = n - out.scalars();
        if (natural.bias() != null) {
            return m < out.multivectors() ? source(natural.bias(), channel.applyAsInt(m)) : 0;
        }
        int row = invariantRow(m);
        return row < 0 ? 0 : source(natural.s2mvsBias(), row);
    }

    /// Row of s2mvs for member m / C_out of pair 0, channel m % C_out; -1 where there is none.
    private int invariantRow(int m) {
        int member = m / out.multivectors();
        return member >= invariants ? -1 : channel.applyAsInt(m % out.multivectors()) * invariants + member;
    }

    private static int source(@Nullable Parameter p, int entry) {
        return p == null ? 0 : p.at(entry) + 1;
    }
}

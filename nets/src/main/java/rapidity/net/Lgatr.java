package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.layer.EquiLinear;
import rapidity.layer.Initialisation;
import rapidity.layer.LgatrBlock;

/// L-GATr, the Lorentz-equivariant geometric algebra transformer: a linear map in, blocks, a linear map out.
///
/// Boosting and rotating the multivectors that come in boosts and rotates those that come out, and leaves the scalars
/// as
/// they are. Tokens of a sequence may come in any order.
///
/// @source Spinner et al., arXiv:2405.14806
public final class Lgatr {
    final EquiLinear linearIn;
    final List<LgatrBlock> blocks;
    final EquiLinear linearOut;

    public Lgatr(Params p, LgatrConfig c) {
        linearIn = new EquiLinear(p.in("linear_in"), c.linear(), c.in(), c.hidden(), Initialisation.DEFAULT);
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> names.in(Integer.toString(i)))
                .map(n -> new LgatrBlock(n, c.linear(), c.hidden(), c.attention(), c.mlp(), c.normGains()))
                .toList();
        linearOut = new EquiLinear(p.in("linear_out"), c.linear(), c.hidden(), c.out(), Initialisation.DEFAULT);
    }

    public Multivectors apply(Multivectors x, Attend attend) {
        Multivectors h = linearIn.apply(x);
        for (LgatrBlock block : blocks) {
            h = h.through(tokens -> block.apply(tokens, attend));
        }
        return linearOut.apply(h);
    }
}

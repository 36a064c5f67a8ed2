package rapidity.net;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.layer.EquiLinear;
import rapidity.layer.Initialisation;
import rapidity.layer.LgatrBlock;

/// L-GATr, the Lorentz-equivariant geometric algebra transformer: a linear map in, blocks, a linear map out.
///
/// Boosting and rotating the multivectors that come in boosts and rotates those that come out, and leaves the scalars
/// as they are. Tokens of a sequence may come in any order.
///
/// @source Spinner et al., arXiv:2405.14806
public final class Lgatr {
    final EquiLinear linearIn;
    final List<LgatrBlock> blocks;
    final EquiLinear linearOut;
    private final ReinsertedChannels reinserted;
    private final Recomputation recomputation;
    private final Readout readout;

    /// For the results of every token.
    public Lgatr(Params p, LgatrConfig c) {
        this(p, c, Readout.EVERY_TOKEN);
    }

    /// @param readout of which tokens something comes out
    public Lgatr(Params p, LgatrConfig c, Readout readout) {
        EquiLinear.Rules rules = c.block().linear();
        reinserted = c.reinserted();
        recomputation = c.recomputation();
        this.readout = readout;
        linearIn = new EquiLinear(p.in("linear_in"), rules, c.in(), c.hidden(), Initialisation.DEFAULT);
        Params names = p.in("blocks");
        Channels attended = reinserted.behind(c.hidden());
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> new LgatrBlock(
                        names.in(Integer.toString(i)), c.hidden(), attended, c.block(), readout.ofBlock(i, c.blocks())))
                .toList();
        linearOut = new EquiLinear(p.in("linear_out"), rules, c.hidden(), c.out(), Initialisation.DEFAULT);
    }

    /// @return of the tokens that are read
    public Multivectors apply(Multivectors x, Attend attend) {
        UnaryOperator<Multivectors> reinsert = reinsert(x);
        Multivectors h = linearIn.apply(x);
        for (LgatrBlock block : blocks) {
            h = recomputation.run(h, tokens -> block.apply(tokens, reinsert, attend));
        }
        return linearOut.apply(blocks.isEmpty() ? readout.of(h, attend) : h);
    }

    private UnaryOperator<Multivectors> reinsert(Multivectors input) {
        if (reinserted.isEmpty()) {
            return tokens -> tokens;
        }
        Multivectors again = input.channels(reinserted.multivectors(), reinserted.scalars());
        return tokens -> tokens.concatenate(again);
    }
}

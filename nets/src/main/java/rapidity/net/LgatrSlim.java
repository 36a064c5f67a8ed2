package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.engine.VectorsScalars;
import rapidity.layer.slim.SlimBlock;
import rapidity.layer.slim.SlimInitialisation;
import rapidity.layer.slim.SlimLinear;

/// L-GATr-slim, the Lorentz-equivariant transformer of four-vectors and scalars alone: a linear map in, blocks, a
/// linear map out. It is equivariant under the full Lorentz group, reflections included.
///
/// @source arXiv:2512.17011
public final class LgatrSlim {
    final SlimLinear linearIn;
    final List<SlimBlock> blocks;
    final SlimLinear linearOut;
    private final Recomputation recomputation;
    private final Readout readout;

    /// For the results of every token.
    public LgatrSlim(Params p, LgatrSlimConfig c) {
        this(p, c, Readout.EVERY_TOKEN);
    }

    /// @param readout of which tokens something comes out
    public LgatrSlim(Params p, LgatrSlimConfig c, Readout readout) {
        recomputation = c.recomputation();
        this.readout = readout;
        linearIn =
                new SlimLinear(p.in("linear_in"), c.in(), c.hidden(), c.rules().bias(), SlimInitialisation.DEFAULT);
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> new SlimBlock(
                        names.in(Integer.toString(i)),
                        c.rules(),
                        c.hidden(),
                        c.attention(),
                        c.mlp(),
                        c.live(i),
                        readout.ofBlock(i, c.blocks())))
                .toList();
        linearOut = new SlimLinear(
                p.in("linear_out"),
                c.hidden(),
                c.out(),
                c.rules().bias(),
                SlimInitialisation.DEFAULT,
                c.live(c.blocks() - 1));
    }

    /// @return of the tokens that are read
    public VectorsScalars apply(VectorsScalars x, Attend attend) {
        VectorsScalars h = linearIn.apply(x);
        for (SlimBlock block : blocks) {
            h = recomputation.run(h, tokens -> block.apply(tokens, attend));
        }
        return linearOut.apply(blocks.isEmpty() ? readout.of(h, attend) : h);
    }
}

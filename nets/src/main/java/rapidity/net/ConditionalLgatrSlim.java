package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.VectorsScalars;
import rapidity.layer.slim.ConditionalSlimBlock;
import rapidity.layer.slim.SlimInitialisation;
import rapidity.layer.slim.SlimLinear;
import rapidity.layer.slim.SlimRules;

/// L-GATr-slim with a condition: a second set of tokens, of four-vectors and scalars too, to which every block attends.
/// The condition enters as it is, without a linear map.
///
/// @source arXiv:2512.17011; lgatr, ConditionalLGATrSlim
public final class ConditionalLgatrSlim {
    private final SlimLinear linearIn;
    private final List<ConditionalSlimBlock> blocks;
    private final SlimLinear linearOut;
    private final Recomputation recomputation;

    public ConditionalLgatrSlim(Params p, ConditionalLgatrSlimConfig config) {
        LgatrSlimConfig c = config.net();
        SlimRules rules = c.rules();
        recomputation = c.recomputation();
        linearIn = new SlimLinear(p.in("linear_in"), c.in(), c.hidden(), rules.bias(), SlimInitialisation.DEFAULT);
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> new ConditionalSlimBlock(
                        names.in(Integer.toString(i)),
                        rules,
                        c.hidden(),
                        config.condition(),
                        c.attention(),
                        c.mlp(),
                        c.live(i)))
                .toList();
        linearOut = new SlimLinear(
                p.in("linear_out"),
                c.hidden(),
                c.out(),
                rules.bias(),
                SlimInitialisation.DEFAULT,
                c.live(c.blocks() - 1));
    }

    /// @param self which tokens each token sees
    /// @param cross which tokens of the condition each token sees
    public VectorsScalars apply(VectorsScalars x, VectorsScalars condition, Attend self, Attend cross) {
        VectorsScalars h = linearIn.apply(x);
        for (ConditionalSlimBlock block : blocks) {
            h = recomputation.run(h, tokens -> block.apply(tokens, condition, self, cross));
        }
        return linearOut.apply(h);
    }
}

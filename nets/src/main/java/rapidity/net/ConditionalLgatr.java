package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Attend;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.layer.ConditionalLgatrBlock;
import rapidity.layer.EquiLinear;
import rapidity.layer.Initialisation;

/// L-GATr whose blocks also attend to a condition: another set of tokens, for instance what an [Lgatr] made of the
/// measured particles while this network generates those of the hard process.
///
/// Boosting and rotating the multivectors of both sets boosts and rotates those that come out.
///
/// @source lgatr, ConditionalLGATr
public final class ConditionalLgatr {
    private final EquiLinear linearIn;
    private final List<ConditionalLgatrBlock> blocks;
    private final EquiLinear linearOut;
    private final Recomputation recomputation;

    public ConditionalLgatr(Params p, ConditionalLgatrConfig c) {
        EquiLinear.Rules rules = c.block().linear();
        recomputation = c.recomputation();
        linearIn = new EquiLinear(p.in("linear_in"), rules, c.in(), c.hidden(), Initialisation.DEFAULT);
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> names.in(Integer.toString(i)))
                .map(n -> new ConditionalLgatrBlock(n, c.hidden(), c.condition(), c.block(), c.crossAttention()))
                .toList();
        linearOut = new EquiLinear(p.in("linear_out"), rules, c.hidden(), c.out(), Initialisation.DEFAULT);
    }

    /// @param condition tokens that no linear map precedes: their channels go into the keys and values as they are
    /// @param attend among the tokens
    /// @param toCondition of the tokens to the condition: [Attend#cross]
    public Multivectors apply(Multivectors x, Multivectors condition, Attend attend, Attend toCondition) {
        Multivectors h = linearIn.apply(x);
        for (ConditionalLgatrBlock block : blocks) {
            h = recomputation.run(h, tokens -> block.apply(tokens, condition, attend, toCondition));
        }
        return linearOut.apply(h);
    }
}

package rapidity.layer.slim;

import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Readout;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorHeads;
import rapidity.engine.VectorWeights;
import rapidity.engine.VectorsScalars;

/// Multi-head self-attention of four-vectors and scalars:
///
/// ```
/// q, k, v = norm(linear(x))                                     per head
/// score(a, b) = (sum over c of <q_c(a), k_c(b)> + q_s(a) . k_s(b)) / sqrt(4 C + S)
/// x(a) := linear(heads of  sum over b of softmax_b(score(a, b)) v(b))
/// ```
///
/// with `<,>` the Minkowski product, C vectors and S scalars in a head.
///
/// @source arXiv:2512.17011
public final class SlimSelfAttention {
    private static final int PARTS = 3;

    private final BiFunction<VectorsScalars, Attend, VectorsScalars> heads;
    private final SlimLinear linearOut;
    private final UnaryOperator<VectorsScalars> dropout;

    /// @param readout of which tokens something comes out
    public SlimSelfAttention(
            Params p, SlimRules rules, VectorChannels width, SlimAttentionConfig config, Readout readout) {
        heads = heads(p.in("linear_in"), rules, width, config, readout);
        VectorChannels attended = config.perHead(width).times(config.heads());
        linearOut = new SlimLinear(p.in("linear_out"), attended, width, rules.bias(), SlimInitialisation.SMALL);
        dropout = rules.dropout(p.in("dropout"));
    }

    private static BiFunction<VectorsScalars, Attend, VectorsScalars> heads(
            Params p, SlimRules rules, VectorChannels width, SlimAttentionConfig config, Readout readout) {
        VectorChannels perHead = config.perHead(width);
        int count = config.heads();
        if (readout == Readout.EVERY_TOKEN) {
            VectorHeads self = VectorHeads.self(perHead, count);
            SlimLinear queriesKeysValues = projection(p, rules, width, perHead, PARTS, config);
            return (x, attend) -> queriesKeysValues.apply(x).attention(self, attend);
        }
        VectorHeads cross = VectorHeads.cross(perHead, count);
        VectorWeights.Natural natural = SlimLinear.natural(
                p, width, perHead.times(PARTS * count), rules.projectionBias(), SlimInitialisation.SMALL, Streams.BOTH);
        SlimLinear queries = parts(p, width, natural, perHead, config, 0, 1);
        SlimLinear keysValues = parts(p, width, natural, perHead, config, 1, PARTS - 1);
        return (x, attend) ->
                queries.apply(readout.of(x, attend)).attention(keysValues.apply(x), cross, readout.of(attend));
    }

    /// Some of the parts of queries, keys and values.
    private static SlimLinear parts(
            Params p,
            VectorChannels width,
            VectorWeights.Natural natural,
            VectorChannels perHead,
            SlimAttentionConfig config,
            int first,
            int count) {
        VectorChannels part = perHead.times(config.heads());
        IntUnaryOperator vectors = config.headsFirst(perHead.vectors());
        IntUnaryOperator scalars = config.headsFirst(perHead.scalars());
        return new SlimLinear(
                p,
                width,
                part.times(count),
                natural,
                Streams.BOTH,
                v -> vectors.applyAsInt(v + first * part.vectors()),
                s -> scalars.applyAsInt(s + first * part.scalars()));
    }

    /// A map to some parts of queries, keys and values.
    static SlimLinear projection(
            Params p,
            SlimRules rules,
            VectorChannels in,
            VectorChannels perHead,
            int parts,
            SlimAttentionConfig config) {
        return new SlimLinear(
                p,
                in,
                perHead.times(parts * config.heads()),
                rules.projectionBias(),
                SlimInitialisation.SMALL,
                Streams.BOTH,
                config.headsFirst(perHead.vectors()),
                config.headsFirst(perHead.scalars()));
    }

    /// @return of the tokens that are read
    public VectorsScalars apply(VectorsScalars x, Attend attend) {
        return dropout.apply(linearOut.apply(heads.apply(x, attend)));
    }
}

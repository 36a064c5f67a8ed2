package rapidity.layer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.EquiWeights.Part;
import rapidity.engine.Heads;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Readout;

/// Self-attention of multivectors and scalars, multi-head or multi-query:
///
/// ```
/// q, k, v = norm(linear(x))                                     per head
/// score(a, b) = (sum over c of <q_c(a), k_c(b)> + q_s(a) . k_s(b)) / sqrt(16 C + S) + mask(a, b)
/// x(a) := linear(heads of  sum over b of softmax_b(score(a, b)) v(b))
/// ```
///
/// with `<,>` the invariant inner product, C multivectors and S scalars in a head. With head scales, the result of each
/// head is multiplied by a learned number before the last linear map.
///
/// @source arXiv:2405.14806, Sec. 3.1, Eq. 5
/// @departs the paper normalises neither queries nor keys nor values, and has no scalars in the score
public final class SelfAttention {
    private static final int PARTS = 3;

    private final BiFunction<Multivectors, Attend, Multivectors> heads;
    private final EquiLinear out;
    private final UnaryOperator<Multivectors> dropout;

    /// For the results of every token.
    public SelfAttention(
            Params p, EquiLinear.Rules rules, Channels in, Channels width, Config config, OptionalDouble dropout) {
        this(p, rules, in, width, config, dropout, Readout.EVERY_TOKEN);
    }

    /// @param in what comes in: the channels of `width`, then additional ones. Multi-head attention makes queries, keys
    ///     and values of all of them, multi-query attention only queries and keys
    /// @param width what comes out
    /// @param dropout probability for what comes out; lgatr counts the dropout as a layer even where it is 0
    /// @param readout of which tokens something comes out
    public SelfAttention(
            Params p,
            EquiLinear.Rules rules,
            Channels in,
            Channels width,
            Config config,
            OptionalDouble dropout,
            Readout readout) {
        heads = heads(p, projections(p.in("qkv_module"), rules, in, width, config), in, width, config, readout);
        Channels attended = config.perHead(width).times(config.heads());
        out = new EquiLinear(p.in("out_linear"), rules, attended, width, Initialisation.SMALL);
        this.dropout = Dropout.ifAny(p.in("dropout"), dropout);
    }

    /// Queries, then keys and values.
    private static List<Part> projections(
            Params p, EquiLinear.Rules rules, Channels in, Channels width, Config config) {
        Channels perHead = config.perHead(width);
        int heads = config.heads();
        Bias bias = config.qkvBias();
        if (config.keyValues() == KeyValues.PER_HEAD) {
            Natural qkv = natural(p.in("in_linear"), rules, in, perHead.times(PARTS * heads), bias);
            return List.of(
                    HeadOrder.headsFirst(qkv, perHead, 0, 1, heads),
                    HeadOrder.headsFirst(qkv, perHead, 1, PARTS - 1, heads));
        }
        Natural q = natural(p.in("q_linear"), rules, in, perHead.times(heads), bias);
        Natural k = natural(p.in("k_linear"), rules, in, perHead, bias);
        Natural v = natural(p.in("v_linear"), rules, width, perHead, bias);
        return List.of(HeadOrder.headsFirst(q, perHead, 0, 1, heads), Part.of(k, perHead), Part.of(v, perHead));
    }

    private static BiFunction<Multivectors, Attend, Multivectors> heads(
            Params p, List<Part> projections, Channels in, Channels width, Config config, Readout readout) {
        int count = config.heads();
        int keys = config.keyValues().heads(count);
        Channels perHead = config.perHead(width);
        if (readout == Readout.EVERY_TOKEN) {
            HeadAttention attention = new HeadAttention(p, Heads.self(perHead, count, keys), config, true);
            EquiWeights queriesKeysValues = new EquiWeights(p, in, projections);
            return (x, attend) -> attention.self(x.equiLinear(queriesKeysValues), attend);
        }
        HeadAttention attention = new HeadAttention(p, Heads.cross(perHead, count, keys), config, true);
        EquiWeights queries = new EquiWeights(p, in, projections.subList(0, 1));
        EquiWeights keysValues = new EquiWeights(p, in, projections.subList(1, projections.size()));
        return (x, attend) -> attention.cross(
                readout.of(x, attend).equiLinear(queries), x.equiLinear(keysValues), readout.of(attend));
    }

    private static Natural natural(Params p, EquiLinear.Rules rules, Channels in, Channels out, Bias bias) {
        return new NaturalWeights(p, rules, in, out, Initialisation.DEFAULT).declare(bias);
    }

    /// @param x the channels of the width that comes out, then additional ones
    /// @return of the tokens that are read
    public Multivectors apply(Multivectors x, Attend attend) {
        return dropout.apply(out.apply(heads.apply(x, attend)));
    }

    /// Hyper-parameters of attention, to oneself or to others.
    ///
    /// @param heads how many
    /// @param ratio channels of all heads together, per channel
    /// @param keyValues multi-head or multi-query attention
    /// @param headScale whether the result of each head is multiplied by a learned number
    /// @param qkvBias whether queries, keys and values have a bias: lgatr 1.x has one, 2.0 has none
    /// @param otherProduct by which queries and keys are compared, if it is not the invariant one
    public record Config(
            int heads,
            int ratio,
            KeyValues keyValues,
            boolean headScale,
            Bias qkvBias,
            Optional<AttentionProduct> otherProduct) {
        private static final int FEWEST_SCALARS = 4;

        public Config {
            if (heads < 1 || ratio < 1) {
                throw new IllegalArgumentException("attention needs a number of heads and a ratio of at least 1, got "
                        + heads + " heads, ratio " + ratio);
            }
        }

        /// Multi-head attention without head scales, as many channels as the block has.
        public static Config of(int heads, Bias qkvBias) {
            return new Config(heads, 1, KeyValues.PER_HEAD, false, qkvBias, Optional.empty());
        }

        /// With another number of channels per channel.
        public Config withRatio(int other) {
            return new Config(heads, other, keyValues, headScale, qkvBias, otherProduct);
        }

        /// With keys and values for each head, or the same for all.
        public Config withKeyValues(KeyValues other) {
            return new Config(heads, ratio, other, headScale, qkvBias, otherProduct);
        }

        /// With a learned factor for each head.
        public Config withHeadScale() {
            return new Config(heads, ratio, keyValues, true, qkvBias, otherProduct);
        }

        /// With another product of queries and keys.
        public Config withProduct(AttentionProduct other) {
            Optional<AttentionProduct> product = Optional.of(other).filter(o -> o != AttentionProduct.INVARIANT);
            return new Config(heads, ratio, keyValues, headScale, qkvBias, product);
        }

        /// By which queries and keys are compared.
        public AttentionProduct product() {
            return otherProduct.orElse(AttentionProduct.INVARIANT);
        }

        /// Width of one head: at least one multivector and, where there are scalars, at least four of them.
        public Channels perHead(Channels width) {
            int multivectors = Math.max(ratio * width.multivectors() / heads, 1);
            int scalars = Math.max(ratio * width.scalars() / heads, FEWEST_SCALARS);
            return new Channels(multivectors, width.scalars() == 0 ? 0 : scalars);
        }
    }
}

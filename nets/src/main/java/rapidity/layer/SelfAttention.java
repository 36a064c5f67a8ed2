package rapidity.layer;

import java.util.function.IntUnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.Heads;
import rapidity.engine.Multivectors;
import rapidity.engine.NormGains;
import rapidity.engine.Params;

/// Multi-head self-attention of multivectors and scalars:
///
/// ```
/// q, k, v = norm(linear(x))                                     per head
/// score(a, b) = (sum over c of <q_c(a), k_c(b)> + q_s(a) . k_s(b)) / sqrt(16 C + S)
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

    private final EquiWeights queriesKeysValues;
    private final Heads heads;
    private final EquiLayerNorm norm;
    private final EquiLinear out;

    public SelfAttention(Params p, EquiLinear.Rules rules, Channels width, Config config) {
        Channels perHead = config.perHead(width);
        heads = Heads.self(perHead, config.heads());
        Channels projected = perHead.times(PARTS * config.heads());
        Natural natural = new NaturalWeights(
                        p.in("qkv_module").in("in_linear"), rules, width, projected, Initialisation.DEFAULT)
                .declare(config.qkvBias());
        queriesKeysValues = new EquiWeights(
                p,
                width,
                projected,
                natural,
                headsFirst(config.heads(), perHead.multivectors()),
                headsFirst(config.heads(), perHead.scalars()));
        int groups = PARTS * config.heads();
        norm = config.headScale()
                ? EquiLayerNorm.perGroup(
                        groups, NormGains.ofValues(p, heads, p.constant("head_scale", 1, config.heads())))
                : EquiLayerNorm.perGroup(groups);
        out = new EquiLinear(p.in("out_linear"), rules, heads.out(), width, Initialisation.SMALL);
    }

    /// From channels in our order `[part][head][channel]` to lgatr's `[part][channel][head]`.
    private static IntUnaryOperator headsFirst(int heads, int channels) {
        return i -> {
            int part = i / (heads * channels);
            int head = i / channels % heads;
            int channel = i % channels;
            return (part * channels + channel) * heads + head;
        };
    }

    public Multivectors apply(Multivectors x, Attend attend) {
        Multivectors qkv = norm.apply(x.equiLinear(queriesKeysValues));
        return out.apply(qkv.attention(heads, attend));
    }

    /// @param heads how many
    /// @param ratio channels of all heads together, per channel
    /// @param headScale whether the result of each head is multiplied by a learned number
    /// @param qkvBias whether queries, keys and values have a bias: lgatr 1.x has one, 2.0 has none
    public record Config(int heads, int ratio, boolean headScale, Bias qkvBias) {
        private static final int FEWEST_SCALARS = 4;

        public Config {
            if (heads < 1 || ratio < 1) {
                throw new IllegalArgumentException("attention needs a number of heads and a ratio of at least 1, got "
                        + heads + " heads, ratio " + ratio);
            }
        }

        /// With another number of channels per channel.
        public Config withRatio(int other) {
            return new Config(heads, other, headScale, qkvBias);
        }

        /// With a learned factor for each head.
        public Config withHeadScale() {
            return new Config(heads, ratio, true, qkvBias);
        }

        /// Width of one head: at least one multivector and, where there are scalars, at least four of them.
        public Channels perHead(Channels width) {
            int multivectors = Math.max(ratio * width.multivectors() / heads, 1);
            int scalars = Math.max(ratio * width.scalars() / heads, FEWEST_SCALARS);
            return new Channels(multivectors, width.scalars() == 0 ? 0 : scalars);
        }
    }
}

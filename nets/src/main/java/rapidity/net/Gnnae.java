package rapidity.net;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import rapidity.engine.LeakyRelu;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.layer.graph.MessageStep;
import rapidity.layer.plain.LeakyLinear;
import rapidity.layer.plain.Linear;
import rapidity.net.GnnaeConfig.Output;
import rapidity.net.GnnaeConfig.OutputLayer;

/// Graph autoencoder, GNNAE: steps of fully connected message passing ([MessageStep]) on either side of the latents.
///
/// ```
/// JL:  l = mean over the particles of  steps(x)_i         x' = steps'( linear(l) )           latents of the jet
/// PL:  l_i = linear( steps(x)_i )                         x' = steps'( linear(l_i) )         of each particle
/// ```
///
/// Instead of the mean, JL may take the largest or smallest numbers, or a linear map of all particles. Padding, which
/// is zero, takes part as particles do.
///
/// JL's latents do not depend on the order of the particles, unless that map sees it; PL's are permuted with them, and
/// so is the reconstruction. Boosts are no symmetry.
///
/// All maps begin with PyTorch's values, uniform within 1 / sqrt(in). LeakyReLU follows all maps of the steps, by
/// default even the last; none follows those from nodes to latents and back.
///
/// @source arXiv:2212.07347
/// @departs the paper has JL latents of N dim(L) numbers; there and here they are dim(L), as in the published code
public final class Gnnae implements Autoencoder {
    private static final double LEAST_MOMENTUM = 1e-16;

    private final GnnaeConfig config;
    private final List<MessageStep> encoder;
    private final Aggregation toLatents;
    private final Linear fromLatents;
    private final List<MessageStep> decoder;

    /// From nodes `[jets, particles, width]` to latents `[jets, latentSize]`.
    private interface Aggregation {
        Tensor apply(Tensor nodes);
    }

    public Gnnae(Params p, GnnaeConfig c) {
        config = c;
        encoder = steps(p.in("encoder"), c.encoded(), c.features());
        toLatents = aggregation(p.in("encoder"));
        int nodes = c.steps().getFirst().node().getFirst();
        boolean local = c.aggregation() == LatentAggregation.LOCAL_MIX;
        int unfolded = local ? nodes : Math.multiplyExact(c.particles(), nodes);
        fromLatents = new Linear(p.in("decoder").in("latent"), c.latent(), unfolded);
        decoder = steps(p.in("decoder"), c.features(), nodes);
    }

    /// @param in features of the first nodes; zeros beyond
    private List<MessageStep> steps(Params p, int out, int in) {
        LeakyLinear.Rules inner = new LeakyLinear.Rules(new LeakyRelu(config.slope()), config.dropout());
        LeakyLinear.Rules linear = new LeakyLinear.Rules(new LeakyRelu(1), 0);
        int last = config.steps().size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> {
                    MessageStep.Sizes sizes = config.sizes(i, out);
                    double[] metric = config.metric().of(i == 0 ? in : sizes.width(), sizes.width());
                    boolean rectified = i < last || config.outputLayer() == OutputLayer.RECTIFIED;
                    MessageStep.Rules rules = new MessageStep.Rules(metric, inner, rectified ? inner : linear);
                    return new MessageStep(p.in("steps").in(Integer.toString(i)), sizes, rules);
                })
                .toList();
    }

    private Aggregation aggregation(Params p) {
        int n = config.particles();
        int out = config.encoded();
        return switch (config.aggregation()) {
            case MEAN -> x -> x.mean(1);
            case MAX -> x -> reduced(x, Tensor::maximum);
            case MIN -> x -> reduced(x, Tensor::minimum);
            case GLOBAL_MIX -> {
                int all = Math.multiplyExact(n, out);
                Parameter weight = p.in("latent").uniform("weight", 1 / Math.sqrt(all), out, all);
                yield x -> x.reshape(x.shape().axis(0), all)
                        .matmul(x.tape().parameter(weight).permute(1, 0));
            }
            case LOCAL_MIX -> {
                Linear mix = new Linear(p.in("latent"), out, config.latent());
                yield x -> mix.apply(x.reshape(-1, out)).reshape(x.shape().axis(0), config.latentSize());
            }
        };
    }

    /// Reduces the particles, half of them at a time.
    private static Tensor reduced(Tensor x, BinaryOperator<Tensor> f) {
        Tensor r = x;
        while (r.shape().axis(1) > 1) {
            int n = r.shape().axis(1);
            int half = (n + 1) / 2;
            r = f.apply(r.slice(1, 0, half), r.slice(1, n - half, n));
        }
        return r.reshape(x.shape().axis(0), x.shape().axis(2));
    }

    @Override
    public Tensor encode(Tape tape, PaddedJets x) {
        x.require(config);
        int width = config.steps().getFirst().node().getFirst();
        Tensor nodes = x.on(tape).pad(2, 0, width).reshape(x.jets() * x.particles(), width);
        Tensor last = passed(encoder, nodes);
        return toLatents.apply(last.reshape(x.jets(), x.particles(), config.encoded()));
    }

    private Tensor passed(List<MessageStep> steps, Tensor nodes) {
        Tensor h = nodes;
        for (MessageStep step : steps) {
            h = h.through(x -> step.apply(x, config.particles()));
        }
        return h;
    }

    @Override
    public Tensor decode(Tensor latents) {
        int jets = latents.shape().axis(0);
        int width = config.steps().getFirst().node().getFirst();
        Tensor nodes = fromLatents.apply(latents.reshape(-1, config.latent())).reshape(-1, width);
        Tensor last = passed(decoder, nodes).reshape(jets, config.particles(), config.features());
        Output output = config.output();
        Tensor y = output == Output.TANH || output == Output.POLAR_TANH ? last.tanh() : last;
        return output == Output.POLAR || output == Output.POLAR_TANH
                ? y.maximum(y.tape().tensor(least(), least().length))
                : y;
    }

    /// The least number of each feature: none of the angles, the last two.
    private double[] least() {
        double[] r = new double[config.features()];
        Arrays.fill(r, 0, r.length - 2, LEAST_MOMENTUM);
        Arrays.fill(r, r.length - 2, r.length, Double.NEGATIVE_INFINITY);
        return r;
    }
}

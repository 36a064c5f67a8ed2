package rapidity.net;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.layer.Nonlinearity;
import rapidity.random.RandomStreams;

/// A golden case of L-GATr-slim, with a condition or without, on an engine.
final class SlimGoldenRun {
    final Weights weights;
    private final GoldenCase golden;
    private final Network net;

    /// A network whose condition, if it takes one, is part of the case.
    private interface Network {
        VectorsScalars apply(VectorsScalars x);
    }

    SlimGoldenRun(GoldenCase golden, Engine engine) {
        this.golden = golden;
        Params p = Params.of(new RandomStreams(0));
        LgatrSlimConfig config = config(golden);
        Attend self = Attend.full(golden.length("inputs/vectors"));
        if (!isConditional(golden)) {
            LgatrSlim slim = new LgatrSlim(p, config);
            this.net = x -> slim.apply(x, self);
        } else {
            VectorChannels condition = golden.isV2()
                    ? new VectorChannels(count(golden, "v_channels_cond"), count(golden, "s_channels_cond"))
                    : new VectorChannels(count(golden, "condition_v_channels"), count(golden, "condition_s_channels"));
            ConditionalLgatrSlim slim = new ConditionalLgatrSlim(p, new ConditionalLgatrSlimConfig(config, condition));
            int conditions = golden.length("inputs/vectors_condition");
            Attend cross = Attend.cross(new int[] {0, golden.length("inputs/vectors")}, new int[] {0, conditions});
            this.net = x -> slim.apply(x, input(x.tape(), condition, conditions, "_condition"), self, cross);
        }
        this.weights = p.weights(engine);
        weights.write(golden.parameters());
    }

    static List<GoldenCase> cases() {
        return Stream.of(
                        "slim-base", "slim-wide", "conditional-slim", "slim-v2", "slim-v2-plain", "conditional-slim-v2")
                .map(GoldenCase::named)
                .toList();
    }

    private static boolean isConditional(GoldenCase c) {
        return c.toString().startsWith("conditional");
    }

    private static int count(GoldenCase c, String setting) {
        return c.setting(setting).asInt();
    }

    private static VectorChannels channels(GoldenCase c, String where) {
        return new VectorChannels(count(c, where + "_v_channels"), count(c, where + "_s_channels"));
    }

    static LgatrSlimConfig config(GoldenCase c) {
        VectorChannels in = channels(c, "in");
        VectorChannels hidden = channels(c, "hidden");
        VectorChannels out = channels(c, "out");
        int blocks = count(c, "num_blocks");
        int heads = count(c, "num_heads");
        Nonlinearity ofScalars = nonlinearity(c, "nonlinearity");
        Nonlinearity ofVectors = c.setting("nonlinearity_v").isString() ? nonlinearity(c, "nonlinearity_v") : ofScalars;
        LgatrSlimConfig config = (c.isV2()
                        ? LgatrSlimConfig.v2(in, hidden, out, blocks, heads)
                        : LgatrSlimConfig.v1(in, hidden, out, blocks, heads))
                .withAttentionRatio(count(c, "attn_ratio"))
                .withMlpRatio(count(c, "mlp_ratio"))
                .withMlpLayers(count(c, "num_layers_mlp"))
                .withNonlinearities(ofScalars, ofVectors);
        boolean gains = c.setting("norm_elementwise_affine").asBoolean(false);
        return config.withRules(r -> r.withNormGains(gains));
    }

    private static Nonlinearity nonlinearity(GoldenCase c, String setting) {
        return Nonlinearity.valueOf(c.setting(setting).asString().toUpperCase(Locale.ROOT));
    }

    private VectorsScalars input(Tape tape, VectorChannels width, int tokens, String which) {
        return VectorsScalars.of(
                tape.variable(golden.numbers("inputs/vectors" + which), tokens, width.vectors(), 4),
                tape.variable(golden.numbers("inputs/scalars" + which), tokens, width.scalars()));
    }

    /// Largest deviation of the outputs from those of the case.
    double deviation() {
        Tape tape = Tape.forward(weights);
        VectorsScalars y = net.apply(input(tape, config(golden).in(), golden.length("inputs/vectors"), ""));
        return Math.max(
                GoldenRun.deviation(y.vectors().toArray(), golden.numbers("outputs/vectors")),
                GoldenRun.deviation(y.scalars().toArray(), golden.numbers("outputs/scalars")));
    }

    /// Half the sum of squares of all outputs, with its derivatives.
    Differentiated differentiate() {
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        VectorChannels in = config(golden).in();
        int tokens = golden.length("inputs/vectors");
        Tensor v = tape.variable(golden.numbers("inputs/vectors"), tokens, in.vectors(), 4);
        Tensor s = tape.variable(golden.numbers("inputs/scalars"), tokens, in.scalars());
        VectorsScalars y = net.apply(VectorsScalars.of(v, s));
        Tensor loss = halfSumOfSquares(y.vectors()).plus(halfSumOfSquares(y.scalars()));
        tape.backward(loss);
        return new Differentiated(loss.item(), v.gradient(), s.gradient(), NetUnderTest.byName(weights, gradients));
    }

    record Differentiated(double loss, double[] byVectors, double[] byScalars, Map<String, double[]> byParameters) {}

    private static Tensor halfSumOfSquares(Tensor y) {
        return y.times(y).sum().times(0.5);
    }
}

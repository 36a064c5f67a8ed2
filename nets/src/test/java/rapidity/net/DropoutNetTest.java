package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Multivectors;
import rapidity.engine.Noise;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.layer.Equivariance;
import rapidity.layer.Tokens;
import rapidity.random.RandomStreams;

/// Dropout inside networks.
class DropoutNetTest {
    private static final RandomStreams STREAMS = new RandomStreams(8);
    private static final Noise NOISE = Noise.ofStep(STREAMS, 17);
    private static final LgatrConfig CONFIG = LgatrConfig.v2(
                    new Channels(1, 2), new Channels(4, 8), new Channels(1, 1), 2, 2)
            .withBlock(b -> b.withDropout(0.2));

    private final Params p = Params.of(STREAMS);
    private final Lgatr net = new Lgatr(p, CONFIG);

    @Test
    void aNetworkThatDropsIsEquivariant() {
        Weights weights = p.weights(Engine.of(Precision.FLOAT64));
        Attend attend = Attend.segments(0, 3, 20);
        Tokens x = Tokens.momenta(CONFIG.in(), 20, STREAMS.stream("x"));
        Equivariance.of(
                        weights,
                        tokens -> {
                            tokens.tape().train(NOISE);
                            return net.apply(tokens, attend);
                        },
                        STREAMS.stream("boosts"))
                .underBoostsAndRotations(x)
                .check();
        assertThat(apply(weights, x, attend, true)).isNotEqualTo(apply(weights, x, attend, false));
    }

    private double[] apply(Weights weights, Tokens x, Attend attend, boolean training) {
        Tape tape = Tape.forward(weights);
        if (training) {
            tape.train(NOISE);
        }
        return net.apply(x.on(tape), attend).scalars().toArray();
    }

    @Test
    void gradientsHaveTheSameBitsOnAnyNumberOfThreadsAndWithRecomputation() {
        double[] one = gradient(net, 1);
        assertThat(gradient(net, 3)).isEqualTo(one);
        Lgatr recomputing = new Lgatr(Params.of(STREAMS), CONFIG.withRecomputation(Recomputation.BLOCKS));
        assertThat(gradient(recomputing, 2)).isEqualTo(one);
        assertThat(Arrays.stream(one).filter(g -> g != 0).count()).isGreaterThan(one.length / 2);
    }

    private double[] gradient(Lgatr lgatr, int threads) {
        Weights weights = p.weights(Engine.of(Precision.FLOAT32));
        try (Workers workers = new Workers(threads)) {
            GradientStep step = new GradientStep(weights, workers);
            step.run(5, NOISE, (tape, shard) -> loss(lgatr, tape, shard));
            double[] g = new double[weights.size()];
            weights.engine().ops().read(step.gradient(), 0, g);
            return g;
        }
    }

    private static Tensor loss(Lgatr lgatr, Tape tape, int shard) {
        Tokens x = Tokens.random(CONFIG.in(), 19, STREAMS.stream("shard", shard));
        Multivectors y = lgatr.apply(x.on(tape), Attend.segments(0, 7, 19));
        return NetUnderTest.loss(y);
    }
}

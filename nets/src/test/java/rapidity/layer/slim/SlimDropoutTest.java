package rapidity.layer.slim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Noise;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.layer.Dropout;
import rapidity.random.RandomStreams;

class SlimDropoutTest {
    /// Five standard deviations of the share of some 3,000 draws.
    private static final double SHARE = 0.045;

    private static final double PROBABILITY = 0.3;
    private static final RandomStreams STREAMS = new RandomStreams(31);
    private static final int TOKENS = 700;

    private final Params p = Params.of(STREAMS);
    private final Dropout dropout = new Dropout(p.in("mlp").in("1"), PROBABILITY);
    private final Tape tape = Tape.forward(p.weights(Engine.scalar(Precision.FLOAT64)));

    private VectorsScalars ones() {
        double[] v = new double[TOKENS * 4 * 4];
        double[] s = new double[TOKENS * 5];
        Arrays.fill(v, 1);
        Arrays.fill(s, 1);
        return VectorsScalars.of(tape.tensor(v, TOKENS, 4, 4), tape.tensor(s, TOKENS, 5));
    }

    @Test
    void wholeVectorsAndScalarsAreDroppedAndTheRestIsLarger() {
        tape.train(Noise.ofStep(STREAMS, 4));
        VectorsScalars y = dropout.apply(ones());
        double[] v = y.vectors().toArray();
        double[] s = y.scalars().toArray();
        assertThat(v).containsOnly(0, 1 / (1 - PROBABILITY));
        assertThat(s).containsOnly(0, 1 / (1 - PROBABILITY));
        for (int i = 0; i < v.length; i++) {
            assertThat(v[i]).isEqualTo(v[i / 4 * 4]);
        }
        assertThat(share(v)).isCloseTo(PROBABILITY, within(SHARE));
        assertThat(share(s)).isCloseTo(PROBABILITY, within(SHARE));
    }

    private static double share(double[] values) {
        return Arrays.stream(values).map(x -> x == 0 ? 1 : 0).average().orElseThrow();
    }

    @Test
    void nothingIsDroppedOutsideTraining() {
        assertThat(dropout.apply(ones()).vectors().toArray()).containsOnly(1);
    }

    @Test
    void layersOfTheMlpCountDropout() {
        Params names = Params.of(STREAMS);
        SlimMlp.Config three = new SlimMlp.Config(2, 3, SlimMlp.Gate.v2());
        SlimRules rules = SlimRules.v2().withDropout(0);
        new SlimMlp(names, rules, new VectorChannels(2, 3), three, Streams.BOTH);
        assertThat(names.weights(Engine.scalar(Precision.FLOAT64)).parameters().stream()
                        .map(Parameter::name)
                        .filter(name -> name.endsWith("weight_v")))
                .containsExactly("layers.0.linear.weight_v", "layers.2.linear.weight_v", "layers.4.weight_v");
    }
}

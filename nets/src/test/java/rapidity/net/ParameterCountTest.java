package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;

class ParameterCountTest {
    private static final Channels TAGGER_IN = new Channels(1, 1);
    private static final Channels TAGGER = new Channels(16, 32);
    private static final Channels AMPLITUDE_IN = new Channels(1, 3);
    private static final Channels AMPLITUDE = new Channels(32, 32);
    private static final Channels ONE_MULTIVECTOR = new Channels(1, 0);
    private static final VectorChannels SLIM_IN = new VectorChannels(1, 8);
    private static final VectorChannels ONE_SCALAR = new VectorChannels(0, 1);

    /// What lgatr 1.4.4 and 2.0.0 allocate, and what the papers' baselines have.
    static Stream<Arguments> published() {
        LgatrConfig tagger1 = twice(LgatrConfig.v1(TAGGER_IN, TAGGER, ONE_MULTIVECTOR, 12, 8));
        LgatrConfig tagger2 = twice(LgatrConfig.v2(TAGGER_IN, TAGGER, ONE_MULTIVECTOR, 12, 8));
        LgatrConfig amplitude1 = twice(LgatrConfig.v1(AMPLITUDE_IN, AMPLITUDE, ONE_MULTIVECTOR, 8, 8));
        LgatrConfig amplitude2 = twice(LgatrConfig.v2(AMPLITUDE_IN, AMPLITUDE, ONE_MULTIVECTOR, 8, 8));
        return Stream.of(
                Arguments.of("top tagging, 1.x", tagger1.withHeadScale(), 1_078_946),
                Arguments.of("top tagging, 2.0", tagger2.withHeadScale(), 1_077_026),
                Arguments.of("amplitudes, 1.x", amplitude1, 2_075_266),
                Arguments.of("amplitudes, 2.0", amplitude2, 2_073_730),
                Arguments.of("amplitudes, 1.x, O(1,3)", reflecting(amplitude1), 1_088_129),
                Arguments.of("amplitudes, 2.0, O(1,3)", reflecting(amplitude2), 1_088_129),
                Arguments.of(
                        "small amplitude net",
                        twice(LgatrConfig.v2(AMPLITUDE_IN, new Channels(8, 16), ONE_MULTIVECTOR, 4, 4)),
                        90_658),
                Arguments.of("slim, full, 1.x", slim1(32, 96, 12, 8).withMlpRatio(4), 2_031_201),
                Arguments.of("slim, full, 2.0", slim2(32, 96, 12, 8).withMlpRatio(4), 2_030_817),
                Arguments.of("slim, 100k, 1.x", slim1(16, 64, 4, 4), 179_089),
                Arguments.of("slim, 100k, 2.0", slim2(16, 64, 4, 4), 178_961),
                Arguments.of("slim, 10k, 1.x", slim1(8, 32, 2, 4), 22_921),
                Arguments.of("slim, 10k, 2.0", slim2(8, 32, 2, 4), 22_889),
                Arguments.of("slim, 1k, 1.x", slim1(4, 16, 1, 2).withMlpRatio(1), 2_197),
                Arguments.of("slim, 1k, 2.0", slim2(4, 16, 1, 2).withMlpRatio(1), 2_189),
                Arguments.of("event generation, 1.x", generator(1, 15), 541_318),
                Arguments.of("event generation, 1.x, 4 jets", generator(1, 19), 541_574),
                Arguments.of("event generation, 2.0", generator(2, 15), 540_358),
                Arguments.of("event generation, 2.0, 4 jets", generator(2, 19), 540_614),
                Arguments.of("JetClass, 1.x", jetClass(1), 1_082_068),
                Arguments.of("JetClass, 2.0", jetClass(2), 1_080_148),
                Arguments.of(
                        "GAP, Z + 4 gluons",
                        GapConfig.v1(new Channels(7, 1), new Channels(96, 96), ONE_MULTIVECTOR, 8, 1),
                        2_890_562),
                Arguments.of("MLP, Z + 4 gluons", new MlpConfig(28, 128, 5, 1), 69_889),
                Arguments.of("transformer, Z + 4 gluons", new TransformerConfig(7, 128, 1, 8, 8), 1_056_897));
    }

    @Test
    void theNetworkForAmplitudesInRandomFramesHasAsManyAsPublished() {
        LgatrConfig c = LgatrConfig.v1(AMPLITUDE_IN, new Channels(20, 32), ONE_MULTIVECTOR, 8, 8)
                .withMlpRatio(4);
        networksHaveAsManyParametersAsPublished("lloca-experiments", c, 1_547_442);
    }

    @Test
    void parametersThatNoResultDependsOnAreNotTrained() {
        assertThat(trained(slim2(32, 96, 12, 8).withMlpRatio(4))).isEqualTo(2_014_401);
        assertThat(trained(slim2(16, 64, 4, 4))).isEqualTo(176_897);
        assertThat(trained(slim2(8, 32, 2, 4))).isEqualTo(22_369);
        assertThat(trained(slim2(4, 16, 1, 2).withMlpRatio(1))).isEqualTo(2_121);
    }

    private static int trained(NetConfig config) {
        return NetUnderTest.of(config, Engine.scalar(Precision.FLOAT32), 0)
                .weights
                .trainableSize();
    }

    private static LgatrSlimConfig slim1(int vectors, int scalars, int blocks, int heads) {
        return LgatrSlimConfig.v1(SLIM_IN, new VectorChannels(vectors, scalars), ONE_SCALAR, blocks, heads);
    }

    private static LgatrSlimConfig slim2(int vectors, int scalars, int blocks, int heads) {
        return LgatrSlimConfig.v2(SLIM_IN, new VectorChannels(vectors, scalars), ONE_SCALAR, blocks, heads);
    }

    private static LgatrConfig generator(int version, int scalars) {
        Channels in = new Channels(3, scalars);
        Channels out = new Channels(1, 4);
        return twice(version == 1 ? LgatrConfig.v1(in, TAGGER, out, 6, 8) : LgatrConfig.v2(in, TAGGER, out, 6, 8));
    }

    private static LgatrConfig jetClass(int version) {
        Channels in = new Channels(1, 18);
        Channels out = new Channels(10, 0);
        return twice(version == 1 ? LgatrConfig.v1(in, TAGGER, out, 12, 8) : LgatrConfig.v2(in, TAGGER, out, 12, 8))
                .withHeadScale();
    }

    private static LgatrConfig twice(LgatrConfig c) {
        return c.withAttentionRatio(2).withMlpRatio(2);
    }

    private static LgatrConfig reflecting(LgatrConfig c) {
        return c.withSymmetry(SymmetryGroup.FULL_LORENTZ);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void networksHaveAsManyParametersAsPublished(String name, NetConfig config, int parameters) {
        assertThat(NetUnderTest.of(config, Engine.scalar(Precision.FLOAT32), 0)
                        .weights
                        .size())
                .as(name)
                .isEqualTo(parameters);
    }
}

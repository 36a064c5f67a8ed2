package rapidity.layer.slim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Shape;
import rapidity.engine.VectorChannels;
import rapidity.random.RandomStreams;

class SlimInitialisationTest {
    /// The largest of n uniform numbers misses the bound by a fraction of about 1 / n; the arrays have at least 900.
    private static final double FILLED = 0.99;

    /// Variances of some thousand uniform numbers scatter by two per cent.
    private static final double SCATTER = 0.1;

    private static final VectorChannels IN = new VectorChannels(30, 20);
    private static final VectorChannels OUT = new VectorChannels(100, 1000);

    private static Map<String, double[]> weights(BiasStart bias, SlimInitialisation initialisation) {
        Params p = Params.of(new RandomStreams(5));
        new SlimLinear(p, IN, OUT, bias, initialisation);
        return p.weights(Engine.scalar(Precision.FLOAT64)).read();
    }

    private static void assertFills(Map<String, double[]> weights, String name, double bound) {
        double[] w = Objects.requireNonNull(weights.get(name), name);
        assertThat(Arrays.stream(w).max().orElseThrow()).as(name).isBetween(FILLED * bound, bound);
        assertThat(Arrays.stream(w).min().orElseThrow()).as(name).isBetween(-bound, -FILLED * bound);
        double variance = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
        assertThat(variance / (bound * bound / 3)).as(name).isBetween(1 - SCATTER, 1 + SCATTER);
    }

    @Test
    void weightsFillTheirBounds() {
        Map<String, double[]> w = weights(BiasStart.UNIFORM, SlimInitialisation.DEFAULT);
        assertFills(w, "weight_v", 1 / Math.sqrt(30));
        assertFills(w, "linear_s.weight", 1 / Math.sqrt(20));
        assertFills(w, "linear_s.bias", 1 / Math.sqrt(20));
    }

    @Test
    void thoseOfAttentionAreSmall() {
        Map<String, double[]> w = weights(BiasStart.UNIFORM, SlimInitialisation.SMALL);
        assertFills(w, "weight_v", 0.1 / Math.sqrt(30));
        assertFills(w, "linear_s.weight", 0.1 / Math.sqrt(20));
        assertFills(w, "linear_s.bias", 1 / Math.sqrt(20));
    }

    @Test
    void aBiasMayStartAtZeroOrBeAbsent() {
        assertThat(weights(BiasStart.ZERO, SlimInitialisation.DEFAULT).get("linear_s.bias"))
                .hasSize(1000)
                .containsOnly(0);
        assertThat(weights(BiasStart.ABSENT, SlimInitialisation.DEFAULT)).doesNotContainKey("linear_s.bias");
    }

    @Test
    void lgatr1DeclaresMapsOfScalarsThatAreNotThere() {
        assertThat(shapes(BiasStart.UNIFORM, 0, 5))
                .isEqualTo(Map.of(
                        "weight_v", Shape.of(2, 3), "linear_s.weight", Shape.of(5, 0), "linear_s.bias", Shape.of(5)));
        assertThat(shapes(BiasStart.UNIFORM, 4, 0))
                .isEqualTo(Map.of(
                        "weight_v", Shape.of(2, 3), "linear_s.weight", Shape.of(0, 4), "linear_s.bias", Shape.of(0)));
        assertThat(shapes(BiasStart.ZERO, 0, 5)).containsOnlyKeys("weight_v");
        assertThat(shapes(BiasStart.ZERO, 4, 0)).containsOnlyKeys("weight_v");
    }

    private static Map<String, Shape> shapes(BiasStart bias, int in, int out) {
        Params p = Params.of(new RandomStreams(5));
        new SlimLinear(p, new VectorChannels(3, in), new VectorChannels(2, out), bias, SlimInitialisation.DEFAULT);
        return p.weights(Engine.scalar(Precision.FLOAT64)).parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::shape));
    }

    @Test
    void gainsStartAtOne() {
        Params p = Params.of(new RandomStreams(5));
        SlimRmsNorm.withGains(p, IN);
        Map<String, double[]> w = p.weights(Engine.scalar(Precision.FLOAT64)).read();
        assertThat(w.get("weight_v")).hasSize(30).containsOnly(1);
        assertThat(w.get("weight_s")).hasSize(20).containsOnly(1);
    }

    @Test
    void aHeadHasAtLeastOneVectorAndFourScalars() {
        SlimAttentionConfig eight = new SlimAttentionConfig(8, 1);
        assertThat(eight.perHead(new VectorChannels(4, 16))).isEqualTo(new VectorChannels(1, 4));
        assertThat(eight.perHead(new VectorChannels(32, 96))).isEqualTo(new VectorChannels(4, 12));
        assertThat(eight.withRatio(2).perHead(new VectorChannels(32, 96))).isEqualTo(new VectorChannels(8, 24));
    }
}

package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.Mixing;
import rapidity.layer.irreps.WeightDraw;
import rapidity.net.LgaeConfig.Level;
import rapidity.random.RandomStreams;

class LgaeParametersTest {
    /// Standard deviations of a few hundred numbers and more are right to this.
    private static final double STATISTICS = 0.12;

    private static LgaeConfig published(String aggregation, int vectors) {
        return LgaeConfig.published(30, Aggregation.parse(aggregation), vectors);
    }

    private static List<Parameter> parameters(LgaeConfig config) {
        Params p = Params.of(new RandomStreams(4));
        Autoencoder.of(p, config);
        return p.parameters();
    }

    @ParameterizedTest
    @CsvSource({
        "min&max, 2, 2, 34098, 28622",
        "min&max, 4, 2, 34114, 28862",
        "min&max, 7, 2, 34138, 29222",
        "min&max, 8, 2, 34146, 29342",
        "mix, 2, 2, 34794, 28442",
        "mix, 4, 2, 35274, 28562",
        "mix, 7, 2, 35994, 28742",
        "mix, 9, 2, 36474, 28862",
        "mix, 13, 2, 37434, 29102",
        "min&max, 4, 3, 36766, 30962",
        "min&max, 4, 4, 40734, 33356"
    })
    void thereAreAsManyAsInThePublishedCode(String aggregation, int vectors, int maxdim, int encoder, int decoder) {
        List<Parameter> all = parameters(published(aggregation, vectors).withLevels(Level.of(maxdim)));
        assertThat(size(all, "encoder.")).isEqualTo(encoder);
        assertThat(size(all, "decoder.")).isEqualTo(decoder);
    }

    private static int size(List<Parameter> all, String prefix) {
        return all.stream()
                .filter(p -> p.name().startsWith(prefix))
                .mapToInt(p -> p.shape().size())
                .sum();
    }

    @Test
    void encoderAndDecoderHaveTheNamesShapesAndOrderOfThePublishedFiles() {
        List<String> expected = new ArrayList<>();
        radial(expected, "encoder.", new int[] {3, 3, 4}, 2);
        expected.add("encoder.input_func_node.weights.(0, 0) [2, 3, 1]");
        expected.add("encoder.input_func_node.weights.(1, 1) [2, 3, 1]");
        levels(expected, "encoder.", new int[] {3, 3, 4, 4});
        expected.add("encoder.mix_reps.weights.(0, 0) [2, 1, 4]");
        expected.add("encoder.mix_reps.weights.(1, 1) [2, 4, 4]");
        expected.add("decoder.latent_to_graph.weights.(0, 0) [2, 30, 2]");
        expected.add("decoder.latent_to_graph.weights.(1, 1) [2, 30, 8]");
        expected.add("decoder.input_func_node.weights.(0, 0) [2, 4, 1]");
        expected.add("decoder.input_func_node.weights.(1, 1) [2, 4, 1]");
        radial(expected, "decoder.", new int[] {4, 4, 3}, 1);
        levels(expected, "decoder.", new int[] {4, 4, 3, 3});
        expected.add("decoder.mix_to_output.weights.(0, 0) [2, 1, 3]");
        expected.add("decoder.mix_to_output.weights.(1, 1) [2, 1, 3]");
        assertThat(parameters(published("min&max", 4)).stream().map(p -> p.name() + " " + p.shape()))
                .containsExactlyElementsOf(expected);
    }

    private static void radial(List<String> names, String prefix, int[] channels, int rows) {
        for (int l = 0; l < channels.length; l++) {
            String name = prefix + "rad_funcs.rad_funcs." + l + ".";
            for (String array : List.of("a", "b", "c")) {
                names.add(name + array + " [1, 1, 1, 20]");
            }
            for (int t = 0; t < 2; t++) {
                names.add(name + "linear." + t + ".weight [" + rows * channels[l] + ", 20]");
                names.add(name + "linear." + t + ".bias [" + rows * channels[l] + "]");
            }
        }
    }

    private static void levels(List<String> names, String prefix, int[] channels) {
        for (int l = 0; l + 1 < channels.length; l++) {
            for (String irrep : List.of("(0, 0)", "(1, 1)")) {
                names.add(prefix + "lgn_cg.node_levels." + l + ".cat_mix.mix_reps.weights." + irrep + " [2, "
                        + channels[l + 1] + ", " + 5 * channels[l] + "]");
            }
        }
        for (int l = 0; l + 1 < channels.length; l++) {
            int real = 2 * channels[l + 1];
            for (int i = 0; i < 7; i++) {
                String name = prefix + "lgn_cg.mlp_levels." + l + ".linear." + i;
                int out = i == 6 ? real : 6 * real;
                names.add(name + ".weight [" + out + ", " + (i == 0 ? real : 6 * real) + "]");
                names.add(name + ".bias [" + out + "]");
            }
        }
    }

    @Test
    void tensorsMixAsManyChannelsAsThePublishedCode() {
        int[][] expected = {
            {15, 15, 6, 6, 6},
            {24, 42, 30, 30, 39},
            {32, 56, 40, 40, 52}
        };
        List<String> irreps = List.of("(0, 0)", "(1, 1)", "(2, 0)", "(0, 2)", "(2, 2)");
        List<Parameter> all = parameters(published("min&max", 4).withLevels(Level.of(3)));
        for (int l = 0; l < expected.length; l++) {
            for (int i = 0; i < irreps.size(); i++) {
                String name = "encoder.lgn_cg.node_levels." + l + ".cat_mix.mix_reps.weights." + irreps.get(i);
                assertThat(named(all, name).shape().axis(2)).as(name).isEqualTo(expected[l][i]);
            }
        }
    }

    private static Parameter named(List<Parameter> all, String name) {
        return all.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void whatThePublishedDecoderDoesNotUseIsNotTrained() {
        List<Parameter> all = parameters(published("min&max", 4));
        List<Parameter> dead = all.stream().filter(p -> !p.trainable()).toList();
        assertThat(dead).allMatch(p -> p.name().startsWith("decoder."));
        assertThat(dead.stream().mapToInt(p -> p.shape().size()).sum()).isEqualTo(7970);
        List<Parameter> corrected = parameters(published("min&max", 4).withRules(LgaeRules.corrected()));
        assertThat(named(corrected, "decoder.latent_to_graph.weights.(0, 0)").trainable())
                .isTrue();
        assertThat(named(corrected, "decoder.rad_funcs.rad_funcs.0.a").trainable())
                .isTrue();
        assertThat(named(corrected, "decoder.mix_to_output.weights.(0, 0)").trainable())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(WeightDraw.class)
    void mixingsBeginWithThePublishedSpread(WeightDraw draw) {
        LgaeConfig c = published("mix", 13).withLevels(new Level(3, 1, new Mixing.Start(draw, 3)));
        double deviation =
                draw == WeightDraw.NORMAL ? 1 : draw == WeightDraw.UNIFORM ? 1 / Math.sqrt(3) : 1 / Math.sqrt(12);
        assertSpread(c, "encoder.mix_reps.weights.(1, 1)", 1.0 / 120 / 10);
        assertSpread(c, "encoder.mix_reps.weights.(0, 0)", 1.0 / 120);
        assertSpread(c, "decoder.latent_to_graph.weights.(1, 1)", 1.0 / 30 / 10);
        String level = "encoder.lgn_cg.node_levels.2.cat_mix.mix_reps.weights.";
        assertSpread(c, level + "(0, 0)", 3.0 / 32 * deviation);
        assertSpread(c, level + "(1, 1)", 3.0 / 56 / 10 * deviation);
        assertSpread(c, level + "(2, 0)", 3.0 / 40 * deviation);
        assertSpread(c, level + "(0, 2)", 3.0 / 40 * deviation);
        assertSpread(c, level + "(2, 2)", 3.0 / 52 / 100 * deviation);
    }

    @Test
    void otherWeightsBeginAsInPyTorch() {
        LgaeConfig c = published("min&max", 4);
        for (String array : List.of("a", "b", "c")) {
            double sum = IntStream.range(0, 3)
                    .mapToDouble(l -> variance(values(c, "encoder.rad_funcs.rad_funcs." + l + "." + array)))
                    .sum();
            assertThat(Math.sqrt(sum / 3)).isCloseTo(1, within(4 * STATISTICS));
        }
        assertUniform(values(c, "encoder.lgn_cg.mlp_levels.0.linear.1.weight"), 1.0 / 6);
        assertUniform(values(c, "encoder.rad_funcs.rad_funcs.0.linear.1.weight"), 1 / Math.sqrt(20));
    }

    private static void assertUniform(double[] values, double bound) {
        assertThat(GoldenRun.largest(values)).isLessThanOrEqualTo(bound);
        assertThat(Math.sqrt(variance(values) * 3)).isCloseTo(bound, within(STATISTICS * bound));
    }

    private static void assertSpread(LgaeConfig c, String name, double expected) {
        assertThat(Math.sqrt(variance(values(c, name)))).as(name).isCloseTo(expected, within(STATISTICS * expected));
    }

    private static double[] values(LgaeConfig c, String name) {
        Params p = Params.of(new RandomStreams(4));
        Autoencoder.of(p, c);
        return Objects.requireNonNull(
                p.weights(Engine.scalar(Precision.FLOAT64)).read().get(name));
    }

    private static double variance(double[] x) {
        double mean =
                IntStream.range(0, x.length).mapToDouble(i -> x[i]).average().orElseThrow();
        return IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - mean) * (x[i] - mean))
                .average()
                .orElseThrow();
    }
}

package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.train.Progress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ScalingStudyTest {
    private static final String RECIPE = """
            task: scaling
            nets:
              small: {kind: transformer, blocks: 1, width: 4, heads: 1}
              large: {kind: transformer, blocks: 1, width: 8, heads: 1}
            items: [1, 2, 3]
            warm-up: 0
            timed: 0
            least-passes: 3
            most-passes: 4
            collections: 1
            limit: 100
            """;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    }

    /// Asks to stop after so many sentences.
    private static final class Impatient implements StudyListener {
        private final int patience;
        private final List<String> said = new ArrayList<>();

        Impatient(int patience) {
            this.patience = patience;
        }

        @Override
        public void says(String sentence) {
            said.add(sentence);
        }

        @Override
        public boolean stopRequested() {
            return said.size() >= patience;
        }

        @Override
        public Counter counting(String name, String unit, long total) {
            return Counter.NONE;
        }

        @Override
        public Progress training(String run) {
            return Progress.NONE;
        }
    }

    private boolean measure(StudyListener listener, String... changes) throws IOException {
        Plan plan = Plan.of(new RecipeBook().read(recipe, List.of(changes)));
        return plan.in(folder.resolve("run"), "rapidity train --of-a-test", listener)
                .complete();
    }

    private JsonNode json(String file) {
        return JsonMapper.shared().readTree(folder.resolve("run").resolve(file).toFile());
    }

    @Test
    void pointsThatAreThereAreKeptWhenAMeasurementGoesOn() throws IOException {
        Impatient first = new Impatient(3);
        assertThat(measure(first)).isFalse();
        assertThat(first.said).hasSize(3).allMatch(s -> s.contains(" items: "));
        JsonNode kept = json("points.json");
        assertThat(kept).hasSize(3);
        assertThat(folder.resolve("run/evaluation.json")).doesNotExist();
        assertThat(measure(StudyListener.NOBODY)).isTrue();
        JsonNode all = json("points.json");
        assertThat(all).hasSize(6);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(all.get(i)).isEqualTo(kept.get(i));
        }
        assertThat(json("provenance.json").get("resumed")).hasSize(1);
        Impatient last = new Impatient(9);
        assertThat(measure(last)).isTrue();
        assertThat(last.said.getFirst()).endsWith("is complete; its report is drawn again");
    }

    @Test
    void medianAndQuartilesAreThoseOfThePassesThatCount() throws IOException {
        assertThat(measure(StudyListener.NOBODY)).isTrue();
        for (JsonNode network : json("evaluation.json").get("networks")) {
            assertThat(network.get("points")).hasSize(3);
            for (JsonNode p : network.get("points")) {
                assertThat(p.get("passes").intValue()).isEqualTo(3);
                assertThat(p.get("warm-up-passes").intValue()).isEqualTo(1);
                assertThat(p.get("fastest-ms").doubleValue())
                        .isPositive()
                        .isLessThanOrEqualTo(p.get("lower-ms").doubleValue());
                assertThat(p.get("median-ms").doubleValue())
                        .isBetween(
                                p.get("lower-ms").doubleValue(),
                                p.get("upper-ms").doubleValue());
            }
        }
        ScalingPoint.Measured m =
                ScalingPoint.measured(new double[] {0.004, 0.001, 0.002, 0.003, 0.005}, 1, OptionalLong.empty());
        assertThat(m.median()).isEqualTo(3);
        assertThat(m.quantile(0.25)).isEqualTo(2);
        assertThat(m.quantile(0.75)).isEqualTo(4);
    }

    @Test
    void whatWouldTakeLongerThanTheLimitIsLeftOutAndSaidSo() throws IOException {
        Impatient listener = new Impatient(99);
        assertThat(measure(listener, "limit=1.0e-9")).isTrue();
        for (JsonNode network : json("evaluation.json").get("networks")) {
            assertThat(network.at("/points/0/outcome").stringValue()).isEqualTo("measured");
            assertThat(network.at("/points/1/outcome").stringValue()).isEqualTo("too-long");
            assertThat(network.at("/points/2/expected-seconds").doubleValue())
                    .isGreaterThan(network.at("/points/1/expected-seconds").doubleValue());
        }
        assertThat(listener.said).anyMatch(s -> s.contains("2 items: left out, a pass would take about"));
        assertThat(folder.resolve("run/report.html")).content().contains("about ");
    }

    /// From 1 and 2 items to 4: as between them, at least as the number and at most as its square.
    @ParameterizedTest
    @CsvSource({"1.5, 3", "3, 9", "8, 32"})
    void timesAreExpectedToGrowOnAsTheyDid(double ofTwo, double ofFour) throws IOException {
        assertThat(measure(StudyListener.NOBODY, "items=[1, 2]")).isTrue();
        Files.delete(folder.resolve("run/evaluation.json"));
        ArrayNode points = (ArrayNode) json("points.json");
        points.forEach(p -> ((ObjectNode) p).put("fastest-ms", p.get("items").intValue() == 1 ? 1 : ofTwo));
        Files.writeString(folder.resolve("run/points.json"), points.toString());
        assertThat(measure(StudyListener.NOBODY, "items=[1, 2, 4]", "limit=1.0e-9"))
                .isTrue();
        assertThat(json("evaluation.json")
                        .at("/networks/0/points/2/expected-seconds")
                        .doubleValue())
                .isCloseTo(ofFour / 1e3, withinPercentage(1e-6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            items=[1, 3, 2]      | 'items' must be a rising list of whole numbers from 1 to 10000000
            items=[0, 3]         | 'items' must be a list of whole numbers from 1
            items=[]             | 'items' must be a rising list of whole numbers
            items=[1, 100000000] | 'items' must be a rising list of whole numbers
            limit=0              | 'limit' must be a number above the 0.0 s of warm-up and timed
            warm-up=-1           | 'warm-up' must be a number from 0
            mass=-1              | 'mass' must be a number from 0
            most-passes=2        | 'most-passes' must be a whole number from 3
            nets.small.kind=mlp  | "there is no setting 'nets.small."
            nets.other={kind: pfn} | 'nets.other.kind' must be one of lgatr, slim, transformer, cgenn
            training.steps=5     | there is no setting 'training'
            threads=2            | there is no setting 'threads'
            device=cuda          | the engine java computes on the CPU
            """)
    void whatCannotBeMeantIsRefused(String change, String sentence) {
        assertThatThrownBy(() -> measure(StudyListener.NOBODY, change))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(sentence);
        assertThat(folder.resolve("run")).doesNotExist();
    }
}

package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.BareNetwork;
import rapidity.model.EventMomenta;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A study of two processes by every kind of network: jointly, separately, and with fewer training events.
class AmplitudeKindsTest {
    private static final String RECIPE = """
            task: amplitudes
            data:
              process: [zg, zgg]
              file: [zg.npy, zgg.npy]
              split: {train: 60, validation: 20, test: 20}
            nets:
              lgatr: {kind: lgatr, blocks: 1, multivectors: 2, scalars: 4, heads: 1}
              slim: {kind: slim, blocks: 1, vectors: 2, scalars: 4, heads: 1}
              transformer: {kind: transformer, blocks: 1, width: 8, heads: 1}
              gap: {kind: gap, blocks: 1, multivectors: 2, scalars: 2, layers: 1, training: {processes: zgg}}
              cgenn: {kind: cgenn, blocks: 1, multivectors: 1, scalars: 3, decoder: 2, training: {processes: [zg]}}
              dsi-zg: {kind: dsi, layers: 1, width: 4, latent: 2, training: {processes: zg}}
              dsi-zgg: {kind: dsi, layers: 1, width: 4, latent: 2, training: {processes: zgg}}
              mlp-30: {kind: mlp, layers: 1, width: 4, training: {processes: zgg, events: 30}}
              mlp-50: {kind: mlp, layers: 1, width: 4, training: {processes: zgg, events: 50}}
            training: {steps: 2, batch: 10}
            """;

    private static final int ROWS = 100;

    @TempDir
    private static Path folder;

    private static Path recipe;
    private static Path study;

    @BeforeAll
    static void train() throws IOException {
        recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
        for (String process : List.of("zg", "zgg")) {
            try (NpyArray all = NpyArray.open(Path.of("../samples/" + process + ".npy"))) {
                int columns = 4 * (process.length() + 2) + 1;
                SampleRows.write(folder.resolve(process + ".npy"), columns, all.doubles(0, ROWS));
            }
        }
        study = folder.resolve("study");
        assertThat(new Study(recipe(), study, "test", StudyListener.NOBODY).train())
                .isTrue();
    }

    private static Recipe recipe(String... changes) {
        return Recipe.of(new RecipeBook().read(recipe, List.of(changes)));
    }

    private static JsonNode evaluation(String run) {
        return JsonMapper.shared()
                .readTree(study.resolve(run + "/evaluation.json").toFile());
    }

    @Test
    void eachRunHasTheErrorsOfTheProcessesThatItHasLearnt() {
        Map<String, List<String>> learnt = Map.of(
                "lgatr", List.of("zg", "zgg"),
                "slim", List.of("zg", "zgg"),
                "transformer", List.of("zg", "zgg"),
                "gap", List.of("zgg"),
                "cgenn", List.of("zg"),
                "dsi-zg", List.of("zg"));
        learnt.forEach((run, processes) -> {
            JsonNode e = evaluation(run);
            List<String> found = e.get("processes")
                    .valueStream()
                    .map(p -> p.get("process").stringValue())
                    .toList();
            assertThat(found).as(run).isEqualTo(processes);
            double mean = e.get("processes")
                    .valueStream()
                    .collect(Collectors.averagingDouble(p -> p.at("/test/mse").doubleValue()));
            assertThat(e.at("/test/mse").doubleValue()).isCloseTo(mean, within(1e-14));
            assertThat(e.at("/test/events").intValue()).isEqualTo(20 * processes.size());
            assertThat(e.get("process").stringValue()).isEqualTo("zg+zgg");
        });
        assertThat(evaluation("lgatr").get("training-events").intValue()).isEqualTo(120);
        assertThat(evaluation("mlp-30").get("training-events").intValue()).isEqualTo(30);
    }

    @Test
    void theModelOfEveryKindGivesThePredictionsOfItsRun() throws IOException {
        for (String run : List.of("lgatr", "slim", "transformer", "gap", "dsi-zgg", "mlp-50")) {
            AmplitudeSurrogate model = AmplitudeSurrogate.load(study.resolve(run + "/model"));
            assertThat(BareNetwork.load(study.resolve(run + "/model")).weights().size())
                    .isEqualTo(evaluation(run).get("parameters").intValue());
            LabelledEvents test = LabelledEvents.read(folder.resolve("zgg.npy"), List.of(2), Optional.empty())
                    .rows(IntStream.range(80, ROWS).toArray());
            String of = model.processes().size() == 1 ? "" : "zgg_";
            try (NpzFile arrays = NpzFile.open(study.resolve(run + "/predictions.npz"));
                    NpyArray predicted = arrays.array(of + "test_prediction")) {
                EventMomenta momenta = test.momenta();
                assertThat(model.predictStandardised(momenta)).as(run).isEqualTo(predicted.doubles(0, 20));
            }
        }
    }

    @Test
    void constantsAreThoseOfTheFirstTrainingEvents() throws IOException {
        LabelledEvents events = LabelledEvents.read(folder.resolve("zgg.npy"), List.of(2), Optional.empty());
        double mean = IntStream.range(0, 30)
                .mapToDouble(i -> Math.log(events.amplitudes()[i]))
                .average()
                .orElseThrow();
        AmplitudeSurrogate few = AmplitudeSurrogate.load(study.resolve("mlp-30/model"));
        assertThat(few.preprocessing(5).logAmplitude().mean()).isCloseTo(mean, within(1e-13));
    }

    @Test
    void theReportDrawsTheNetworksOfEachProcess() {
        Path figures = study.resolve("figures");
        assertThat(figures.resolve("accuracy-zg.svg"))
                .content()
                .contains("L-GATr", "CGENN", "dsi-zg")
                .doesNotContain("GAP", "MLP");
        assertThat(figures.resolve("log-amplitudes-zgg.svg"))
                .content()
                .contains("L-GATr", "GAP", "mlp-50")
                .doesNotContain("CGENN", "mlp-30");
        assertThat(figures.resolve("predicted-against-true-zgg.png")).isNotEmptyFile();
        assertThat(study.resolve("report.html")).content().contains("<section id=\"zg\">", "<section id=\"zgg\">");
    }

    private static NetRecipe net(String name) {
        return recipe().nets().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rowsCountThroughTheProcessesOfTheNetwork() throws IOException {
        AmplitudeData data = new EventSource((AmplitudeTask) recipe().task(), folder).read();
        List<int[]> sets = data.trainingSets(net("lgatr"));
        assertThat(sets.get(0)).hasSize(60).startsWith(0).endsWith(59);
        assertThat(sets.get(1)).hasSize(60).startsWith(ROWS).endsWith(ROWS + 59);
        assertThat(data.validationRows(net("lgatr"))).hasSize(40).startsWith(60).endsWith(ROWS + 79);
        assertThat(data.validationRows(net("mlp-30")))
                .hasSize(20)
                .startsWith(60)
                .endsWith(79);
        assertThat(data.trainingSets(net("mlp-30")).getFirst()).hasSize(30).startsWith(0);
    }

    @Test
    void jointTrainingTakesAsManyEventsOfEachProcessAsTheRarestHas() throws IOException {
        AmplitudeData data = new EventSource((AmplitudeTask) recipe().task(), folder).read();
        AmplitudeData.Process first = data.processes().getFirst();
        AmplitudeData.Process rare = new AmplitudeData.Process(
                first.gluons(),
                first.events(),
                Map.of(Part.TRAIN, IntStream.range(0, 40).toArray()));
        AmplitudeData unequal =
                new AmplitudeData(data.task(), List.of(rare, data.processes().getLast()), List.of());
        assertThat(unequal.trainingSets(net("lgatr")))
                .allSatisfy(set -> assertThat(set).hasSize(40));
    }

    @Test
    void theReportShowsMultiplicitiesAndDataEfficiency() throws IOException {
        String page = Files.readString(study.resolve("report.html"));
        assertThat(page)
                .contains("id=\"multiplicity\"", "id=\"training-size\"", "L-GATr, jointly", "Transformer, jointly")
                .doesNotContain("DSI, jointly");
        assertThat(study.resolve("figures/multiplicity.svg")).isNotEmptyFile();
        assertThat(study.resolve("figures/training-size.pdf")).isNotEmptyFile();
    }

    @Test
    void aStudyIsEvaluatedProcessByProcess() throws IOException {
        List<Evaluation> rows =
                Evaluation.of(study.resolve("slim"), Evaluation.On.own(Part.TEST), 1, StudyListener.NOBODY);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).name()).endsWith("slim, zgg");
        assertThat(rows.get(1).score().json().get("mse").doubleValue())
                .isEqualTo(evaluation("slim").at("/processes/1/test/mse").doubleValue());
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertRefused(
                "'nets.gap': a network of the kind gap learns one process, not 2 jointly, as lgatr, slim, transformer"
                        + " do: give it one, training: {processes: zgg}",
                "nets.gap.training.processes=all");
        assertRefused(
                "'nets.gap.training.processes' must be at least one of zg, zgg, the processes of the data,"
                        + " not the text 'zggg'",
                "nets.gap.training.processes=zggg");
        assertRefused("'nets.mlp-30.training.events' must be at least 31", "nets.mlp-30.training.batch=31");
        assertRefused("'data.file' must be a list of 2 files, one for each process", "data.file=zg.npy");
    }

    private static void assertRefused(String sentence, String... changes) {
        assertThatThrownBy(() -> recipe(changes))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(sentence);
    }
}

package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.engine.EngineChoice;
import rapidity.model.Safetensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaggingStudyTest {
    private static final int JETS = 600;

    /// What the width of the jets alone gives is 0.92.
    private static final double LEAST_AUC = 0.75;

    private static final String RECIPE = """
            task: tagging
            data:
              files: jets.npz
              constituents: {pt: part_pt, eta: part_eta, phi: part_phi}
              features: {charge: part_charge, soft: 1 / (1 + part_pt)}
              label: {signal: is_signal}
              selection: jet_pt > 150
              split: {train: 0.5, validation: 0.1, test: 0.4}
            nets: {slim: {kind: slim, blocks: 1, vectors: 2, scalars: 8, heads: 1}}
            training: {steps: 40, batch: 32, optimizer: {rate: 5.0e-3}, validate-every: 20}
            evaluation: {train-jets: 100, bootstrap: 20}
            """;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        new InventedJets(JETS, 1).write(folder.resolve("jets.npz"));
        recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    }

    private Recipe recipe(String... changes) {
        return Recipe.of(new RecipeBook().read(recipe, List.of(changes)));
    }

    private TaggingData read(String... changes) throws IOException {
        return ((TaggingTask) recipe(changes).task()).read(folder, 1, StudyListener.NOBODY);
    }

    private Path train(String name, String... changes) throws IOException {
        Path run = folder.resolve(name);
        assertThat(new Study(recipe(changes), run, "rapidity train --of-a-test", StudyListener.NOBODY).train())
                .isTrue();
        return run;
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    private static double auc(Path run) {
        return json(run.resolve("evaluation.json")).at("/test/auc").doubleValue();
    }

    @Test
    void jetsOfTwoSortsAreToldApart() throws IOException {
        Path run = train("run");
        JsonNode evaluation = json(run.resolve("evaluation.json"));
        assertThat(evaluation.get("classes").toString()).isEqualTo("[\"background\",\"signal\"]");
        assertThat(evaluation.get("data").stringValue()).isEqualTo("jets.npz");
        JsonNode test = evaluation.get("test");
        assertThat(test.get("auc").doubleValue()).isGreaterThan(LEAST_AUC);
        assertThat(test.propertyNames())
                .contains("jets", "auc", "auc-error", "accuracy", "accuracy-error", "cross-entropy", "rejection-0.8");
        assertThat(run.resolve("report.html")).content().contains("Tagging of jets.npz", "L-GATr-slim", "signal");
        assertThat(Files.readAllLines(run.resolve("log.txt")))
                .anyMatch(line -> line.matches(".*train: \\d+ jets \\(background \\d+, signal \\d+\\)"))
                .anyMatch(line -> line.contains("L-GATr-slim on the test part: AUC 0."));
        try (NpzFile file = NpzFile.open(run.resolve("predictions.npz"));
                NpyArray labels = file.array("test_labels");
                NpyArray logits = file.array("test_logits")) {
            assertThat(labels.rows()).isEqualTo(test.get("jets").longValue()).isEqualTo(logits.rows());
        }
    }

    @Test
    void evaluatingAgainGivesTheSameNumbers() throws IOException {
        Path run = train("run");
        double expected = auc(run);
        List<Evaluation> own = Evaluation.of(run, Evaluation.On.own(Part.TEST), 1, StudyListener.NOBODY);
        assertThat(((TaggingScore) own.getFirst().score()).numbers().get("auc").value())
                .isEqualTo(expected);
        Evaluation.On file = new Evaluation.On(
                Optional.of(folder.resolve("jets.npz")), Optional.empty(), Optional.empty(), EngineChoice.JAVA);
        List<Evaluation> all = Evaluation.of(run.resolve("model"), file, 2, StudyListener.NOBODY);
        assertThat(all.getFirst().data()).matches("[3-5]\\d\\d jets of .*jets.npz");
        assertThat(((TaggingScore) all.getFirst().score()).numbers().get("auc").value())
                .isGreaterThan(LEAST_AUC);
    }

    @Test
    void shuffledClassesAreTheSameClassesOfOtherJets() throws IOException {
        int[] own = read().labels();
        int[] shuffled = read("data.labels=shuffled").labels();
        assertThat(shuffled).isNotEqualTo(own);
        assertThat(Arrays.stream(shuffled).sum()).isEqualTo(Arrays.stream(own).sum());
        // 240 test jets: the error of an AUC of one half is 0.04
        assertThat(auc(train("shuffled", "data.labels=shuffled"))).isCloseTo(0.5, within(0.12));
    }

    @Test
    void filesMayBeParts() throws IOException {
        new InventedJets(100, 2).write(folder.resolve("a-1.npz"));
        new InventedJets(50, 3).write(folder.resolve("a-2.npz"));
        Path b = new InventedJets(30, 4).write(folder.resolve("b.npz"));
        TaggingData data = read("data.files={train: " + folder + "/a-*.npz, test: " + b + "}", "data.selection=none");
        assertThat(data.rows(Part.TEST)).hasSize(30).startsWith(150).endsWith(179);
        assertThat(data.rows(Part.TRAIN).length + data.rows(Part.VALIDATION).length)
                .isEqualTo(150);
        assertThat(data.rows(Part.VALIDATION)).hasSize(25);
        assertThat(data.files()).hasSize(3);
        TaggingData all = read("data.files={train: " + folder + "/jets.npz, validation: " + b + ", test: " + b + "}");
        assertThat(all.rows(Part.TRAIN)).startsWith(0, 1, 2, 3, 4, 5, 6);
        assertThat(all.jets().features().keySet()).containsExactly("charge", "soft");
    }

    @Test
    void theBackboneOfAnotherModelIsABeginning() throws IOException {
        Path first = train("first");
        Path weights = first.resolve("model/weights.safetensors");
        Path tuned = train(
                "tuned",
                "init-weights=" + weights,
                "init-part=backbone",
                "training.steps=1",
                "training.optimizer.rate=1.0e-9",
                "training.head-rate=1.0e-2",
                "training.keep=last");
        Map<String, Safetensors.Stored> before = Safetensors.read(weights).tensors();
        Map<String, Safetensors.Stored> after =
                Safetensors.read(tuned.resolve("model/weights.safetensors")).tensors();
        before.forEach((name, tensor) -> {
            double largest = 0;
            for (int i = 0; i < tensor.values().length; i++) {
                largest = Math.max(
                        largest, Math.abs(tensor.values()[i] - after.get(name).values()[i]));
            }
            if (name.startsWith("linear_out.") && tensor.values().length > 0) {
                assertThat(largest).as(name).isGreaterThan(1e-4);
            } else {
                assertThat(largest).as(name).isLessThan(1e-6);
            }
        });
    }

    @Test
    void aNetworkMayHaveItsOwnEmbedding() throws IOException {
        Recipe r = recipe("nets.slim.embedding={kinematics: none, spurions: [], features: [charge]}");
        TaggingTask task = (TaggingTask) r.task();
        assertThat(task.embedding(r.nets().getFirst().section()).scalars()).isEqualTo(2);
        assertThat(task.embedding(r.section()).scalars()).isEqualTo(7 + 2 + 1);
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        refused(
                "'embedding.features' must be all, none, or some of the features of the data: charge, soft",
                "embedding.features=[charm]");
        refused(
                "'data.files' must be a file, a list of files, or {train: .., test: ..}",
                "data.files={train: jets.npz}");
        refused("'data.set' must be one of columns, top-tagging", "data.set=cifar");
        refused("'embedding.spurions' must be a list of lightlike-beam,", "embedding.spurions=[beam]");
        refused("list of lightlike-beam, ", "embedding.spurions=[xyplane]");
        refused("not the text 'xyplane'", "embedding.spurions=[xy-plane, xyplane]");
        refused("from 1, not the number 0", "nets.other={kind: pfn, per-jet: [8, 0], embedding: {aggregation: mean}}");
        refused("data", "data.constituents={pt: part_pt, zeta: part_eta, phi: part_phi}");
        refused("'data.constituents' must be left out", "data.set=jetnet");
        refused("'nets.other.kind' must be one of lgatr, slim, transformer", "nets.other={kind: mlp}");
        refused("give it embedding: {aggregation: mean}", "nets.other={kind: pfn}");
        refused(
                "'nets.other.per-jet' must be a list of whole numbers from 1",
                "nets.other={kind: pfn, per-jet: [0], embedding: {aggregation: mean}}");
    }

    private void refused(String sentence, String change) {
        assertThatThrownBy(() -> recipe(change))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void jetsOfOneClassAreRefusedBeforeTheTraining() {
        assertThatThrownBy(() -> train("one", "data.selection=is_signal == 1"))
                .isInstanceOf(RecipeException.class)
                .hasMessageMatching("the command line: none of the 120 jets of the test part that are evaluated is of"
                        + " the class 'background', in jets.npz: .*");
        assertThatThrownBy(() -> train("one", "evaluation.train-jets=1"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("none of the 1 jets of the train part that are evaluated is of the class");
        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void aSelectionThatKeepsNothingIsNamed() {
        assertThatThrownBy(() -> train("no", "data.selection=jet_pt > 1e9"))
                .isInstanceOf(RecipeException.class)
                .hasMessage("the command line: there are no jets in jets.npz that 'data.selection' keeps");
    }

    @Test
    void theNameOfATreeIsNotThatOfTheFile() {
        TaggingTask task =
                (TaggingTask) recipe("data.files=mine_z*.root:dir/jets").task();
        assertThat(task.files().written()).isEqualTo("mine_z*.root");
    }

    @Test
    void aFileOfAnotherLayoutIsRefusedWithTheLayout() throws IOException {
        Path run = train("run", "training.steps=1");
        Path other = Files.writeString(folder.resolve("other.csv"), "pt,eta\n1,2\n");
        Evaluation.On on = new Evaluation.On(Optional.of(other), Optional.empty(), Optional.empty(), EngineChoice.JAVA);
        assertThatThrownBy(() -> Evaluation.of(run.resolve("model"), on, 1, StudyListener.NOBODY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.csv is not laid out as the recipe of the model says (data.set: columns)");
    }

    @Test
    void everyKindOfNetworkTags() throws IOException {
        String summed = "embedding: {aggregation: mean, spurions: []}";
        Path study = train(
                "kinds",
                "nets.lgatr={kind: lgatr, blocks: 1, multivectors: 2, scalars: 2, heads: 1}",
                "nets.transformer={kind: transformer, blocks: 1, width: 8, heads: 1}",
                "nets.lorentznet={kind: lorentznet, blocks: 2, width: 8, " + summed + "}",
                "nets.pfn={kind: pfn, per-particle: [8, 8], per-jet: [8], " + summed + "}",
                "training.steps=2");
        for (String net : List.of("slim", "lgatr", "transformer", "lorentznet", "pfn")) {
            assertThat(auc(study.resolve(net))).as(net).isBetween(0.0, 1.0);
        }
        assertThat(study.resolve("report.html")).content().contains("LorentzNet", "PFN");
        assertThat(Study.withoutModel(study)).isEmpty();
        Files.delete(study.resolve("pfn/model/model.json"));
        assertThat(Study.withoutModel(study)).containsExactly("pfn");
        assertThat(Study.withoutModel(study.resolve("slim"))).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> train("none", "data.files=absent.npz"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("absent.npz, and there is no such file");
        assertThatThrownBy(() -> train("none", "data.files=" + folder))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("'data.files' names " + folder + ", which is a folder; name the files in it");
    }
}

package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.train.Progress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AmplitudeStudyTest {
    private static final int EVENTS = 300;
    private static final int LABEL = SampleRows.COLUMNS - 1;
    private static final String WEIGHTS = "model/weights.safetensors";

    private static final String RECIPE = """
            task: amplitudes
            data: {process: zg, file: events.npy, split: {train: 200, validation: 50, test: 50}}
            nets: {mlp: {kind: mlp, layers: 1, width: 8}}
            training: {steps: 20, batch: 20, validate-every: 10}
            """;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
        SampleRows.of(EVENTS).write(folder.resolve("events.npy"));
    }

    private Path train(String name, Path settings, String... changes) throws IOException {
        Path directory = folder.resolve(name);
        assertThat(study(directory, settings, StudyListener.NOBODY, changes).train())
                .isTrue();
        return directory;
    }

    private static Study study(Path directory, Path settings, StudyListener listener, String... changes) {
        Recipe complete = Recipe.of(new RecipeBook().read(settings, List.of(changes)));
        return new Study(complete, directory, "rapidity train --of-a-test", listener);
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    /// Test events in a frame that moves along the beam, where components are a thousand times as large, with
    /// amplitudes that are larger by e^5.
    private static SampleRows withAnotherTestPart(SampleRows rows) {
        SampleRows changed = rows;
        double rapidity = Math.log(2000);
        for (int row = 250; row < EVENTS; row++) {
            for (int column = 0; column < LABEL; column += 4) {
                double e = rows.values()[row * SampleRows.COLUMNS + column];
                double pz = rows.values()[row * SampleRows.COLUMNS + column + 3];
                changed = changed.with(row, column, Math.cosh(rapidity) * e + Math.sinh(rapidity) * pz)
                        .with(row, column + 3, Math.sinh(rapidity) * e + Math.cosh(rapidity) * pz);
            }
            double label = rows.values()[row * SampleRows.COLUMNS + LABEL];
            changed = changed.with(row, LABEL, label * Math.exp(5));
        }
        return changed;
    }

    @Test
    void theTestPartChangesNoWeight() throws IOException {
        Path first = train("first", recipe);
        Path all = train("first-all", recipe, "data.standardise-over=all");
        withAnotherTestPart(SampleRows.of(EVENTS)).write(folder.resolve("events.npy"));
        Path second = train("second", recipe);
        assertThat(second.resolve(WEIGHTS)).hasSameBinaryContentAs(first.resolve(WEIGHTS));
        assertThat(json(second.resolve("model/model.json")).get("preprocessing"))
                .isEqualTo(json(first.resolve("model/model.json")).get("preprocessing"));
        assertThat(mse(second)).isGreaterThan(10 * mse(first));
        Path allAgain = train("second-all", recipe, "data.standardise-over=all");
        assertThat(Files.mismatch(allAgain.resolve(WEIGHTS), all.resolve(WEIGHTS)))
                .as("what standardises over all rows does depend on the test part")
                .isNotNegative();
    }

    private static double mse(Path run) {
        return json(run.resolve("evaluation.json")).at("/test/mse").doubleValue();
    }

    @Test
    void severalSeedsMakeAStudyWhoseRunsCanBeRepeatedAlone() throws IOException {
        Path study = train("study", recipe, "seeds=2", "seed=7", "data.labels=shuffled");
        assertThat(study.resolve("study.yaml")).exists();
        assertThat(json(study.resolve("evaluation.json")).get("runs").toString())
                .isEqualTo("[\"mlp/seed-7\",\"mlp/seed-8\"]");
        Path eight = study.resolve("mlp/seed-8");
        assertThat(json(eight.resolve("evaluation.json")).get("seed").intValue())
                .isEqualTo(8);
        assertThat(Files.mismatch(
                        eight.resolve(WEIGHTS), study.resolve("mlp/seed-7").resolve(WEIGHTS)))
                .isNotNegative();
        Path alone = train("alone", eight.resolve("config.yaml"));
        assertThat(alone.resolve(WEIGHTS)).hasSameBinaryContentAs(eight.resolve(WEIGHTS));
        assertThat(alone.resolve("metrics.jsonl")).hasSameBinaryContentAs(eight.resolve("metrics.jsonl"));
    }

    @Test
    void aNetworkMayHaveItsOwnTraining() throws IOException {
        Files.writeString(
                recipe,
                RECIPE.replace("nets: {", "nets: {short: {kind: mlp, training: {steps: 5, optimizer: {rate: 0.1}}}, "));
        Path study = train("study", recipe);
        assertThat(Files.readAllLines(study.resolve("short/metrics.jsonl")).getLast())
                .startsWith("{\"step\":5,");
        assertThat(study.resolve("short/config.yaml"))
                .content()
                .contains("  steps: 5\n", "    rate: 0.1\n", "batch: 20");
        assertThat(Files.readAllLines(study.resolve("mlp/metrics.jsonl")).getLast())
                .startsWith("{\"step\":20,");
    }

    @Test
    void provenanceAndLogSayHowItWasMade() throws IOException {
        Path run = train("run", recipe);
        JsonNode p = json(run.resolve("provenance.json"));
        assertThat(p.propertyNames())
                .contains(
                        "command", "commit", "version", "java", "machine", "engine", "threads", "started", "finished");
        assertThat(p.get("command").stringValue()).isEqualTo("rapidity train --of-a-test");
        assertThat(p.at("/seeds/training").intValue()).isEqualTo(1);
        JsonNode data = p.get("data").get(0);
        assertThat(data.get("file").stringValue())
                .isEqualTo(folder.resolve("events.npy").toString());
        assertThat(data.get("sha256").stringValue()).hasSize(64);
        assertThat(Files.readAllLines(run.resolve("log.txt")))
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*Z  .*"))
                .anyMatch(line -> line.endsWith("MLP: 145 parameters, seed 1"))
                .anyMatch(line -> line.contains("the same in all training events: px of q (particle 1)"))
                .anyMatch(line -> line.contains("step 10: loss "))
                .anyMatch(line -> line.contains("MLP on the test part: mean squared error "));
    }

    @Test
    void aRunThatIsStoppedGoesOnAndKeepsItsFirstCommand() throws IOException {
        Path run = folder.resolve("stopped");
        assertThat(study(run, recipe, new Impatient(), "training.checkpoint-every=5")
                        .train())
                .isFalse();
        assertThat(run.resolve("evaluation.json")).doesNotExist();
        Recipe kept = Recipe.of(new RecipeBook().read(Study.recipeOf(run), List.of()));
        assertThat(new Study(kept, run, "rapidity train --resume", StudyListener.NOBODY).train())
                .isTrue();
        JsonNode p = json(run.resolve("provenance.json"));
        assertThat(p.get("command").stringValue()).isEqualTo("rapidity train --of-a-test");
        assertThat(p.get("resumed").toString()).contains("by rapidity train --resume");
        assertThat(json(run.resolve("model/model.json"))
                        .at("/provenance/command")
                        .stringValue())
                .isEqualTo("rapidity train --of-a-test");
        assertThat(json(run.resolve("evaluation.json")).has("training-seconds")).isFalse();
    }

    @Test
    void aRunDoesNotGoOnWithOtherEventsThanItBeganWith() throws IOException {
        String[] changes = {"data.file=none", "data.generate.events=300", "training.checkpoint-every=5"};
        Path run = folder.resolve("changed");
        assertThat(study(run, recipe, StudyListener.NOBODY, changes).train()).isTrue();
        Files.delete(run.resolve("evaluation.json"));
        Path events = run.resolve("data/zg.npy");
        byte[] bytes = Files.readAllBytes(events);
        bytes[bytes.length - 3] ^= 1;
        Files.write(events, bytes);
        assertThatThrownBy(
                        () -> study(run, recipe, StudyListener.NOBODY, changes).train())
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("began with other events")
                .hasMessageContaining("zg.npy");
    }

    @Test
    void aRunOfAStudyDoesNotGoOnWithOtherSettings() throws IOException {
        Path study = train("edited", recipe, "seeds=2");
        Files.delete(study.resolve("mlp/seed-2/evaluation.json"));
        Path config = study.resolve("mlp/seed-2/config.yaml");
        Files.writeString(config, Files.readString(config).replace("seed: 2", "seed: 3"));
        assertThatThrownBy(() -> train("edited", recipe, "seeds=2"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("seed-2/config.yaml says other settings");
    }

    @Test
    void eventsThatWereNotGeneratedToTheEndAreGeneratedAgain() throws IOException {
        String[] changes = {"data.file=none", "data.generate.events=300"};
        Path run = folder.resolve("generated");
        assertThat(study(run, recipe, new Impatient(), changes).train()).isFalse();
        assertThat(run.resolve("config.yaml")).exists();
        assertThat(run.resolve("data")).isEmptyDirectory();
        assertThat(study(run, recipe, StudyListener.NOBODY, changes).train()).isTrue();
        assertThat(run.resolve("data/zg.npy")).exists();
        assertThat(json(run.resolve("provenance.json")).at("/seeds/events").intValue())
                .isEqualTo(1);
    }

    @Test
    void aStudyWhoseEventsAnotherProcessGeneratesIsLeftAlone() throws IOException {
        String[] changes = {"data.file=none", "data.generate.events=300"};
        Path run = folder.resolve("shared");
        Path data = Files.createDirectories(run.resolve("data"));
        try (OneProcess other = OneProcess.at(data.resolve("zg.npy.lock"))) {
            assertThatThrownBy(() ->
                            study(run, recipe, StudyListener.NOBODY, changes).train())
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("zg.npy.lock", "another process");
        }
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aRunOfAStudyIsEvaluatedOnTheEventsOfTheStudy() throws IOException {
        Path study = train("study", recipe, "data.file=none", "data.generate.events=300", "seeds=2");
        List<Evaluation> again =
                Evaluation.of(study.resolve("mlp/seed-2"), Evaluation.On.own(Part.TEST), 1, StudyListener.NOBODY);
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().score().json().get("mse").doubleValue())
                .isEqualTo(mse(study.resolve("mlp/seed-2")));
    }

    /// Wants to stop at once.
    private static final class Impatient implements StudyListener {
        private final List<String> said = new ArrayList<>();

        @Override
        public void says(String sentence) {
            said.add(sentence);
        }

        @Override
        public boolean stopRequested() {
            return true;
        }

        @Override
        public Counter counting(String name, String unit, long total) {
            return Counter.NONE;
        }

        @Override
        public Progress training(String run) {
            return new Progress() {
                @Override
                public void step(Report report) {}

                @Override
                public boolean stopRequested() {
                    return true;
                }
            };
        }
    }

    @Test
    void aDamagedCheckpointIsToldWithItsCure() throws IOException {
        Path run = train("run", recipe);
        Files.delete(run.resolve("evaluation.json"));
        Path newest = Files.writeString(run.resolve("checkpoint/newest.safetensors"), "half of it");
        assertThatThrownBy(() -> study(run, recipe, StudyListener.NOBODY).train())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(newest + ": ")
                .hasMessageEndingWith(
                        ". Remove it to begin again, or put best.safetensors in its place to go on from the"
                                + " best step");
        Path best = run.resolve("checkpoint/best.safetensors");
        Files.copy(best, newest, StandardCopyOption.REPLACE_EXISTING);
        train("run", recipe);
        assertThat(run.resolve("evaluation.json")).exists();
    }

    @Test
    void aDamagedBestStateIsToldBeforeFurtherSteps() throws IOException {
        String none = "training.optimizer.rate=1.0e-30";
        Path run = train("run", recipe, none);
        Files.delete(run.resolve("evaluation.json"));
        Path best = Files.writeString(run.resolve("checkpoint/best.safetensors"), "half of it");
        assertThatThrownBy(() -> study(run, recipe, StudyListener.NOBODY, none).train())
                .hasMessageEndingWith(". Put newest.safetensors in its place to take that state for the best");
        Files.copy(run.resolve("checkpoint/newest.safetensors"), best, StandardCopyOption.REPLACE_EXISTING);
        train("run", recipe, none);
    }
}

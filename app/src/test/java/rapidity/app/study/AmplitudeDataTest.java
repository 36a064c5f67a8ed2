package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;

class AmplitudeDataTest {
    private static final int EVENTS = 1000;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        SampleRows.of(EVENTS).write(folder.resolve("events.npy"));
        recipe = Files.writeString(folder.resolve("recipe.yaml"), """
                task: amplitudes
                data: {process: zg, file: events.npy, split: {train: 0.7, validation: 0.1, test: 0.2}}
                nets: {mlp: {kind: mlp, layers: 2, width: 16}}
                training: {steps: 60, batch: 100, optimizer: {rate: 1.0e-2}}
                """);
    }

    private Recipe recipe(String... changes) {
        return Recipe.of(new RecipeBook().read(recipe, List.of(changes)));
    }

    private AmplitudeData read(String... changes) throws IOException {
        return new EventSource((AmplitudeTask) recipe(changes).task(), folder).read();
    }

    @Test
    void fractionsCutWhereTheyAreMeantTo() throws IOException {
        AmplitudeData data = read();
        assertThat(data.rows(Part.TRAIN)).hasSize(700).startsWith(0).endsWith(699);
        assertThat(data.rows(Part.VALIDATION)).hasSize(100).startsWith(700);
        assertThat(data.rows(Part.TEST)).hasSize(200).endsWith(999);
    }

    @Test
    void numbersOfEventsAreTakenInTheOrderOfTheRecipe() throws IOException {
        AmplitudeData data = read("data.split={test: 10, train: 100, validation: 5}");
        assertThat(data.rows(Part.TEST)).hasSize(10).startsWith(0);
        assertThat(data.rows(Part.TRAIN)).hasSize(100).startsWith(10);
        assertThat(data.rows(Part.VALIDATION)).containsExactly(110, 111, 112, 113, 114);
        assertThat(read("data.split.test=0.1").rows(Part.TRAIN)).startsWith(0);
    }

    @Test
    void onlyUpTypeEventsAreKept() throws IOException {
        double[] flags = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            flags[i] = i % 4 == 0 ? 1 : 0;
        }
        Path file = SampleRows.write(folder.resolve("flags.npy"), 1, flags);
        LabelledEvents all = read().events();
        LabelledEvents kept = read("data.flavour-flags=" + file).events();
        assertThat(kept.size()).isEqualTo(750);
        assertThat(kept.amplitudes()).startsWith(all.amplitudes()[1], all.amplitudes()[2], all.amplitudes()[3]);
        assertThat(kept.momenta().at(3, 2)).isEqualTo(all.momenta().at(5, 2));
    }

    @Test
    void shuffledLabelsAreTheSameLabelsOfOtherEvents() throws IOException {
        double[] exact = read().events().amplitudes();
        double[] shuffled = read("data.labels=shuffled").events().amplitudes();
        assertThat(shuffled).isNotEqualTo(exact);
        assertThat(read("data.labels=shuffled").events().amplitudes()).isEqualTo(shuffled);
        double[] sorted = exact.clone();
        Arrays.sort(sorted);
        Arrays.sort(shuffled);
        assertThat(shuffled).isEqualTo(sorted);
    }

    @Test
    void fromShuffledLabelsNothingIsLearnt() throws IOException {
        double exact = bestValidation("exact");
        double shuffled = bestValidation("shuffled", "data.labels=shuffled");
        assertThat(exact).as("exact labels").isLessThan(0.6);
        assertThat(shuffled).as("shuffled labels").isGreaterThan(0.8);
    }

    private double bestValidation(String name, String... changes) throws IOException {
        Path run = folder.resolve(name);
        new Study(recipe(changes), run, "test", StudyListener.NOBODY).train();
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("validation-loss"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*\"validation-loss\":|}", "")))
                .min()
                .orElseThrow();
    }
}

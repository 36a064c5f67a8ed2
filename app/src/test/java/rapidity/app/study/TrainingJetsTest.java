package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which jets taggers learn from.
class TrainingJetsTest {
    private static final String RECIPE = """
            task: tagging
            data:
              files: jets.npz
              constituents: {pt: part_pt, eta: part_eta, phi: part_phi}
              label: {signal: is_signal}
              split: {train: 0.5, validation: 0.1, test: 0.4}
            nets: {slim: {kind: slim, blocks: 1, vectors: 2, scalars: 8, heads: 1}}
            training: {steps: 2, batch: 32}
            evaluation: {train-jets: 100, bootstrap: 20}
            """;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        new InventedJets(300, 1).write(folder.resolve("jets.npz"));
        recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    }

    private Recipe recipe(String... changes) {
        return Recipe.of(new RecipeBook().read(recipe, List.of(changes)));
    }

    private TaggingData read(String... changes) throws IOException {
        return ((TaggingTask) recipe(changes).task()).read(folder, 1, StudyListener.NOBODY);
    }

    private Path train(String name, String change) throws IOException {
        Path run = folder.resolve(name);
        assertThat(new Study(recipe(change), run, "rapidity train --of-a-test", StudyListener.NOBODY).train())
                .isTrue();
        return run;
    }

    private static JsonNode evaluation(Path run) {
        return JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
    }

    @Test
    void trainingJetsAreEvaluatedFromTheWholePart() throws IOException {
        TaggingData data = read("evaluation.train-jets=20");
        int[] all = data.rows(Part.TRAIN);
        NetRecipe net = recipe("evaluation.train-jets=20").nets().getFirst();
        assertThat(data.evaluatedTraining(net)).hasSize(20).startsWith(all[0]);
        assertThat(data.evaluatedTraining(net)[10]).isEqualTo(all[all.length / 2]);
    }

    @Test
    void aNetworkMayLearnFromTheFirstJetsAlone() throws IOException {
        String other = "nets.few={kind: slim, blocks: 1, vectors: 2, scalars: 8, heads: 1, training: {jets: 40}}";
        TaggingData data = read(other);
        NetRecipe few = recipe(other).nets().getLast();
        assertThat(data.trainingRows(few)).containsExactly(Arrays.copyOf(data.rows(Part.TRAIN), 40));
        NetRecipe more = recipe("training.jets=9999").nets().getFirst();
        assertThat(data.trainingRows(more)).containsExactly(data.rows(Part.TRAIN));
        Path study = train("sizes", other);
        assertThat(evaluation(study.resolve("few")).at("/training-jets").intValue())
                .isEqualTo(40);
        assertThat(evaluation(study.resolve("few")).at("/train/jets").intValue())
                .isEqualTo(40);
        assertThat(evaluation(study.resolve("slim")).at("/training-jets").intValue())
                .isEqualTo(data.rows(Part.TRAIN).length);
        assertThat(study.resolve("few/log.txt")).content().contains("train: 40 jets (");
    }

    @Test
    void moreTrainingJetsThanThereAreAreRefusedBeforeAnyTraining() {
        String other = "nets.more={kind: slim, blocks: 1, vectors: 2, scalars: 8, heads: 1, training: {jets: 9999}}";
        assertThatThrownBy(() -> train("more", other))
                .isInstanceOf(RecipeException.class)
                .hasMessageMatching("the command line: 'nets.more.training.jets' must be at most [0-9]+, the jets of"
                        + " the training part, not the number 9999");
        assertThat(folder.resolve("more")).doesNotExist();
        assertThatThrownBy(() -> recipe("training.jets=9"))
                .hasMessageContaining("'training.jets' must be at least 32, as many as a batch");
    }

    @Test
    void anEstimateNeedsNoMoreJetsThanABatch() throws IOException {
        assertThat(new Estimate(0, 0).of(recipe("training.jets=40"))).hasSize(2);
    }
}

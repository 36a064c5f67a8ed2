package rapidity.app.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.app.study.Recipe;

class RecipeBookTest {
    private static final String PARENT = """
            task: amplitudes
            data: {process: zg, file: events.npy}
            nets: {mlp: {kind: mlp, width: 4}}
            training: {steps: 2, optimizer: {kind: adam, rate: 0.5}}
            """;

    private static final List<String> COMMON = List.of(
            "toptagging/paper.yaml", "lgae/paper.yaml", "lgae/quick.yaml", "ttbar/paper.yaml", "ttbar/sample.yaml");

    @TempDir
    private Path folder;

    private Section read(String text, String... changes) throws IOException {
        Files.createDirectories(folder.resolve("below"));
        Files.writeString(folder.resolve("below/parent.yaml"), PARENT);
        Path file = Files.writeString(folder.resolve("recipe.yaml"), text);
        return new RecipeBook().read(file, List.of(changes));
    }

    @Test
    void theNearestWordCountsDefaultsParentRecipeCommandLine() throws IOException {
        String text = "extends: below/parent.yaml\nseed: 5\ntraining: {batch: 3}\n";
        Section s = read(text, "training.optimizer.rate=0.25", "nets.mlp.layers=9");
        assertThat(s.section("training").count("steps")).isEqualTo(2);
        assertThat(s.section("training").count("batch")).isEqualTo(3);
        assertThat(s.section("training").section("optimizer").number("rate")).isEqualTo(0.25);
        assertThat(s.section("training").section("optimizer").number("beta1")).isEqualTo(0.9);
        assertThat(s.section("nets").section("mlp").count("layers")).isEqualTo(9);
        assertThat(s.section("nets").section("mlp").count("width")).isEqualTo(4);
        assertThat(s.whole("seed")).isEqualTo(5);
    }

    @Test
    void aFileIsSoughtBesideTheRecipeThatNamesIt() throws IOException {
        Section parent = read("extends: below/parent.yaml\n");
        assertThat(parent.section("data").text("file"))
                .isEqualTo(folder.resolve("below/events.npy").toString());
        Section changed = read("extends: below/parent.yaml\n", "data.file=mine.npy");
        assertThat(changed.section("data").text("file"))
                .isEqualTo(Path.of("mine.npy").toAbsolutePath().toString());
    }

    @Test
    void anotherKindTakesOverWhatItKnows() throws IOException {
        Section adamw = read("extends: below/parent.yaml\n", "training.optimizer.kind=adamw")
                .section("training")
                .section("optimizer");
        assertThat(adamw.text("kind")).isEqualTo("adamw");
        assertThat(adamw.number("rate")).isEqualTo(0.5);
        assertThat(adamw.number("weight-decay")).isEqualTo(0.01);
    }

    @Test
    void aDefaultThatDoesNotFitIsAMatterOfTheGroupThatLeavesItSo() throws IOException {
        Section s = read("task: amplitudes\nnets: {mlp: {kind: mlp}}\ntraining:\n  steps: 3\n");
        assertThatThrownBy(() -> s.section("training").reject("batch", "at most 60"))
                .hasMessage(folder.resolve("recipe.yaml")
                        + " line 4: 'training.batch' must be at most 60, not the number 256");
        assertThat(s.section("training").section("schedule").settings().place().line())
                .isEqualTo(4);
    }

    @Test
    void numbersAreDecimal() throws IOException {
        assertThat(read("extends: below/parent.yaml\nseed: 010\n").whole("seed"))
                .isEqualTo(10);
        assertThat(read("extends: below/parent.yaml\nseed: -3\n").whole("seed")).isEqualTo(-3);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Section s = read("extends: below/parent.yaml\n", "data.file='a: # \"b''.npy'", "nets.true.kind=lgatr");
        String written = SettingWriter.write(s.settings());
        assertThat(written).contains("'true':").contains("a: # \"b''.npy");
        Section again = read(written);
        assertThat(SettingWriter.write(again.settings())).isEqualTo(written);
        assertThat(again.section("data").text("file")).endsWith("a: # \"b'.npy");
    }

    static Stream<Path> recipes() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of("../recipes"), 2, (p, a) -> p.toString().endsWith(".yaml"))) {
            // what several recipes of a folder have in common names no network; the task scaling trains none
            return files
                    .filter(p -> !p.getParent().endsWith("scaling"))
                    .filter(p -> COMMON.stream().noneMatch(p::endsWith))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeOfTheProjectIsRight(Path file) {
        Recipe recipe = Recipe.of(new RecipeBook().read(file, List.of()));
        assertThat(recipe.nets()).isNotEmpty();
    }

    @Test
    void thePaperTrainsEveryNetworkForItsOwnNumberOfSteps() {
        Path file = Path.of("../recipes/amplitudes/paper-zggg.yaml");
        Recipe recipe = Recipe.of(new RecipeBook().read(file, List.of()));
        assertThat(recipe.section().section("data").text("process")).isEqualTo("zggg");
        assertThat(recipe.nets().stream().map(n -> n.training().training().steps()))
                .containsExactly(250_000L, 1_000_000L, 2_500_000L, 250_000L, 2_500_000L);
        assertThat(recipe.nets())
                .allMatch(n -> n.training().training().optimizer().rate() == 1e-4);
        assertThat(recipe.nets()).allMatch(n -> n.training().batch() == 256);
    }
}

package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts that are no recipes, recipes that extend others, and changes on the command line: mistakes are refused as in
/// [BadRecipeTest].
class RecipeTextTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("seed: 1\nseed: 2\n", "FILE line 2: 'seed' is set twice"),
                arguments("seed: 1\ndata:\n\tprocess: zg\n", "FILE line 3: this is not YAML: "),
                arguments("a: &x [1]\nb: [*x, *x]\n", "FILE line 2: a recipe has no aliases ('*'), write it out"),
                arguments("a: " + "[".repeat(100_000), "FILE line 1: a recipe is not nested so deeply"),
                arguments("- a\n", "FILE line 1: a recipe is a group of settings such as 'seed: 1', this is a list"),
                arguments("seed: !!java.util.Date 1\n", "FILE line 1: a recipe has no values of type "),
                arguments("# " + "x".repeat(2_000_000), "FILE is larger than a recipe can be (1048576 bytes)"),
                arguments(
                        "extends: other.yaml\n",
                        "FILE line 1: 'extends' names FOLDER/other.yaml, and there is no such file"),
                arguments("extends: [a]\n", "FILE line 1: 'extends' names another recipe, not a list"),
                arguments("extends: recipe.yaml\n", "FILE line 1: recipes extend each other in a circle"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextThatIsNoRecipeIsRefused(String text, String sentence) throws IOException {
        assertThat(Refusal.of(folder, text)).startsWith(sentence);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("training.stepz=3", "there is no setting 'training.stepz'; did you mean 'training.steps'?"),
                arguments("nets.mpl.width=3", "there is no network 'mpl'; did you mean 'mlp'?"),
                arguments("training.steps=many", "'training.steps' is a whole number, not the text 'many'"),
                arguments("training.steps=", "'training.steps' is a whole number, not the text ''"),
                arguments("training.steps={", "this is not YAML: "),
                arguments("--seeds=0", "'seeds' must be a whole number from 1 to 1000, not the number 0"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOnTheCommandLineIsCheckedAlike(String change, String sentence) throws IOException {
        assertThat(Refusal.of(folder, Refusal.RECIPE, change)).startsWith("the command line: " + sentence);
    }

    @Test
    void aChangeWithoutAValueIsExplained() throws IOException {
        assertThat(Refusal.of(folder, Refusal.RECIPE, "training"))
                .isEqualTo("'training' is not a change of the recipe; write key.path=value");
    }

    @Test
    void aMistakeInARecipeThatIsExtendedIsFoundThere() throws IOException {
        Path parent = Files.writeString(folder.resolve("parent.yaml"), Refusal.RECIPE.replace("batch", "bach"));
        assertThat(Refusal.of(folder, "extends: parent.yaml\nseed: 2\n"))
                .startsWith("FOLDER/parent.yaml line 8: there is no setting 'training.bach'")
                .endsWith("did you mean 'training.batch'?");
        assertThat(parent).exists();
    }

    @Test
    void binaryFilesFoldersAndMissingFilesAreNoRecipes() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
        assertThat(Run.of("train", binary).err()).contains(binary + " is no recipe: it is not text in UTF-8");
        assertThat(Run.of("train", folder).err()).contains("cannot read the recipe " + folder);
        assertThat(Run.of("train", folder.resolve("nowhere.yaml")).err())
                .contains("there is no recipe " + folder.resolve("nowhere.yaml"));
        assertThat(Run.of("train", folder.resolve("nowhere.yaml")).status()).isEqualTo(2);
    }
}

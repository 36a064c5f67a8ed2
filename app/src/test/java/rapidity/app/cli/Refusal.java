package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `train` says about a recipe that it refuses.
final class Refusal {
    /// A recipe that is right, but for its data file, which does not exist.
    static final String RECIPE = """
            task: amplitudes
            data:
              process: zg
              file: nowhere.npy
              split: {train: 60, validation: 20, test: 20}
            nets:
              mlp: {kind: mlp, layers: 1, width: 4}
            training: {steps: 2, batch: 10}
            seed: 1
            """;

    private Refusal() {}

    /// Trains and expects one sentence, wrong usage, and nothing written.
    ///
    /// @param folder for the recipe
    /// @param changes more words of the command line
    /// @return the sentence, with FILE for the recipe and FOLDER for its folder
    static String of(Path folder, String recipe, Object... changes) throws IOException {
        Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
        Path run = folder.resolve("run");
        List<Object> words = new ArrayList<>(List.of("train", file, "--run", run));
        words.addAll(List.of(changes));
        Run result = Run.of(words.toArray());
        String program = "rapidity train: ";
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip()).hasLineCount(1).startsWith(program);
        assertThat(run).doesNotExist();
        return result.err()
                .strip()
                .substring(program.length())
                .replace(file.toString(), "FILE")
                .replace(folder.toString(), "FOLDER");
    }
}

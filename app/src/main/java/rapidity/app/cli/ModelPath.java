package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rapidity.app.study.recipe.RecipeException;

/// Where the model is that a path on the command line means.
final class ModelPath {
    private static final String DESCRIPTION = "model.json";
    private static final int DEEPEST = 4;

    /// Endings of files from Python.
    static final List<String> CHECKPOINTS = List.of(".pt", ".pth", ".ckpt", ".bin", ".safetensors");

    private ModelPath() {}

    /// The model, or that of a run.
    ///
    /// @throws RecipeException if there is none, or the path is a study of several
    static Path of(Path path) throws IOException {
        if (Files.exists(path.resolve(DESCRIPTION))) {
            return path;
        }
        Path ofRun = path.resolve("model");
        if (Files.exists(ofRun.resolve(DESCRIPTION))) {
            return ofRun;
        }
        if (Files.isRegularFile(path)) {
            boolean python = CHECKPOINTS.stream().anyMatch(path.toString()::endsWith);
            throw new RecipeException(path
                    + (python ? " is a Python checkpoint: `rapidity import` it first" : " is a file, and no model"));
        }
        if (!Files.isDirectory(path)) {
            throw new RecipeException("there is no model or run " + path);
        }
        try (Stream<Path> found = Files.find(path, DEEPEST, (p, a) -> p.endsWith(Path.of("model", DESCRIPTION)))) {
            List<String> models = found.map(
                            p -> p.resolveSibling(".").normalize().toString())
                    .sorted()
                    .toList();
            throw new RecipeException(
                    models.isEmpty()
                            ? path + " holds no model: no " + DESCRIPTION
                            : path + " holds several models: name one of "
                                    + models.stream().collect(Collectors.joining(", ")));
        }
    }
}

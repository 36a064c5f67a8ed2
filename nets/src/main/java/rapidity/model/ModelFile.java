package rapidity.model;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

/// The description of a model, `model.json` in its directory; the numbers are in `weights.safetensors` beside it.
///
/// @param format version of this layout
/// @param task what the model does
/// @param network hyper-parameters
/// @param preprocessing with all its constants
/// @param weights the other file
/// @param <P> the preprocessing of the task
record ModelFile<P>(
        int format, String task, NetConfig network, P preprocessing, WeightsEntry weights, Provenance provenance) {
    private static final int FORMAT = 1;
    private static final String DESCRIPTION = "model.json";
    private static final String WEIGHTS = "weights.safetensors";

    /// The file of the weights.
    record WeightsEntry(Precision precision, String sha256) {}

    /// Writes both files into a new directory, which then takes the place of the old one.
    static <P> void write(
            Path directory, String task, NetConfig network, P preprocessing, Weights weights, Provenance provenance)
            throws IOException {
        refuseOther(directory);
        Path target = directory.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(part);
        } catch (FileSystemException e) {
            throw new IOException("cannot make the folder " + directory + " for a model", e);
        }
        Path file = part.resolve(WEIGHTS);
        WeightsFile.save(file, weights);
        WeightsEntry entry = new WeightsEntry(weights.engine().precision(), Sha256.of(file));
        JsonFile.write(
                part.resolve(DESCRIPTION), new ModelFile<>(FORMAT, task, network, preprocessing, entry, provenance));
        if (Files.isDirectory(target)) {
            Files.deleteIfExists(target.resolve(DESCRIPTION));
            Files.deleteIfExists(target.resolve(WEIGHTS));
            Files.delete(target);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// @throws IOException if something else than a model is there
    private static void refuseOther(Path directory) throws IOException {
        if (directory.toString().isEmpty()) {
            throw new IOException("a model needs the name of a folder");
        }
        if (Files.isRegularFile(directory)) {
            throw new IOException(directory + " is a file; it is not replaced by a model, a folder");
        }
        if (Files.isDirectory(directory)) {
            try (Stream<Path> inside = Files.list(directory)) {
                List<String> others = inside.map(p -> String.valueOf(p.getFileName()))
                        .filter(name -> !name.equals(DESCRIPTION) && !name.equals(WEIGHTS))
                        .sorted()
                        .toList();
                if (!others.isEmpty()) {
                    throw new IOException(directory + " is a folder with other things in it (" + others.getFirst()
                            + (others.size() > 1 ? " and " + (others.size() - 1) + " more" : "")
                            + "); it is not replaced");
                }
            }
        }
    }

    /// @throws ModelFormatException if there is no such description, or it is of another task or version
    static <P> ModelFile<P> read(Path directory, String task, Class<P> preprocessing) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        JsonNode tree = tree(directory);
        String found = tree.path("task").asString("");
        if (!found.equals(task)) {
            throw new ModelFormatException(file, "task", "'" + task + "'", "'" + found + "'");
        }
        @SuppressWarnings("unchecked")
        ModelFile<P> r = JsonFile.value(file, tree, ModelFile.class, preprocessing);
        return r;
    }

    /// A description whatever its task.
    ///
    /// @throws ModelFormatException if there is no such description, or it is of another version
    static ModelFile<JsonNode> read(Path directory) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        @SuppressWarnings("unchecked")
        ModelFile<JsonNode> r = JsonFile.value(file, tree(directory), ModelFile.class, JsonNode.class);
        return r;
    }

    /// The whole description as it is written.
    static JsonNode tree(Path directory) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        if (!Files.exists(file)) {
            throw new ModelFormatException(
                    file, "directory", "a model with " + DESCRIPTION + " and " + WEIGHTS, "no such file");
        }
        JsonNode tree = JsonTree.ofModel(file);
        JsonNode format = tree.path("format");
        if (!format.isInt() || format.intValue() != FORMAT) {
            String newer = format.isInt() && format.intValue() > FORMAT
                    ? ": it was written by a newer version of Rapidity, use that one or a later one"
                    : "";
            String found = format.isMissingNode() ? "none" : format.toString();
            throw new ModelFormatException(file, "format", Integer.toString(FORMAT), found + newer);
        }
        return tree;
    }

    /// What a model does.
    static String task(Path directory) throws IOException {
        return tree(directory).path("task").asString("");
    }

    /// The precision that a model was trained in.
    static Precision precision(Path directory) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        return JsonFile.value(file, tree(directory).path("weights"), WeightsEntry.class)
                .precision();
    }

    /// Builds something of parameters, of at most as many numbers as the file of the weights holds.
    ///
    /// @throws ModelFormatException if the weights are not those that the description was written for, or the
    ///     description fits no such thing
    <T> T build(Path directory, Function<Params, T> from) throws IOException {
        requireOwnWeights(directory);
        long most = Files.size(weightsFile(directory)) / Float.BYTES;
        try {
            return from.apply(Params.of(new RandomStreams(0)).atMost(most));
        } catch (IllegalArgumentException | ArithmeticException | NegativeArraySizeException e) {
            throw new ModelFormatException(
                    directory.resolve(DESCRIPTION),
                    "network",
                    "one that fits its preprocessing and its weights",
                    String.valueOf(e.getMessage()));
        }
    }

    private static Path weightsFile(Path directory) throws ModelFormatException {
        Path file = directory.resolve(WEIGHTS);
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(file, "directory", "the weights beside " + DESCRIPTION, "no such file");
        }
        return file;
    }

    /// Fills in the numbers, those of a training that diverged too.
    ///
    /// @throws ModelFormatException if they do not fit
    void loadAnyWeights(Path directory, Weights into) throws IOException {
        WeightsFile.load(weightsFile(directory), into);
    }

    /// Fills in the numbers.
    ///
    /// @throws ModelFormatException if they do not fit, or one is not finite: the training diverged
    void loadWeights(Path directory, Weights into) throws IOException {
        loadAnyWeights(directory, into);
        for (Parameter p : into.parameters()) {
            if (!Arrays.stream(into.read(p)).allMatch(Double::isFinite)) {
                throw new ModelFormatException(
                        directory.resolve(WEIGHTS), "tensor '" + p.name() + "'", "finite numbers", "others among them");
            }
        }
    }

    private void requireOwnWeights(Path directory) throws IOException {
        Path file = weightsFile(directory);
        String found = Sha256.of(file);
        if (!found.equals(weights.sha256)) {
            throw new ModelFormatException(
                    file, "SHA-256", weights.sha256 + ", as " + DESCRIPTION + " says", found + ": it was changed");
        }
    }
}

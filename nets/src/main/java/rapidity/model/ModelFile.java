package rapidity.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.net.LgatrConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

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
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(NetConfig.class, Kinds.class)
            .build();

    /// The file of the weights.
    record WeightsEntry(Precision precision, String sha256) {}

    /// The names of the networks in files.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LgatrConfig.class, name = "lgatr"),
        @JsonSubTypes.Type(value = TransformerConfig.class, name = "transformer"),
        @JsonSubTypes.Type(value = MlpConfig.class, name = "mlp")
    })
    private interface Kinds {}

    /// Writes both files into a new directory, which then takes the place of the old one.
    static <P> void write(
            Path directory, String task, NetConfig network, P preprocessing, Weights weights, Provenance provenance)
            throws IOException {
        Path target = directory.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        Files.createDirectories(part);
        Path file = part.resolve(WEIGHTS);
        WeightsFile.save(file, weights);
        WeightsEntry entry = new WeightsEntry(weights.engine().precision(), Sha256.of(file));
        ModelFile<P> description = new ModelFile<>(FORMAT, task, network, preprocessing, entry, provenance);
        AtomicFile.write(part.resolve(DESCRIPTION), JSON.writeValueAsString(description) + "\n");
        if (Files.isDirectory(target)) {
            Files.deleteIfExists(target.resolve(DESCRIPTION));
            Files.deleteIfExists(target.resolve(WEIGHTS));
            Files.delete(target);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// @throws ModelFormatException if there is no such description, or it is of another task or version
    static <P> ModelFile<P> read(Path directory, String task, Class<P> preprocessing) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        JsonNode tree = tree(file);
        if (!tree.path("task").asString("").equals(task)) {
            throw new ModelFormatException(
                    file, "task", "'" + task + "'", "'" + tree.path("task").asString("") + "'");
        }
        JavaType type = JSON.getTypeFactory().constructParametricType(ModelFile.class, preprocessing);
        try {
            return JSON.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new ModelFormatException(file, place(e), "a description of a model", sentence(e));
        }
    }

    /// The precision that a model was trained in.
    static Precision precision(Path directory) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        String name = tree(file).path("weights").path("precision").asString("");
        for (Precision p : Precision.values()) {
            if (p.name().equals(name)) {
                return p;
            }
        }
        throw new ModelFormatException(file, "weights, precision", "FLOAT32 or FLOAT64", "'" + name + "'");
    }

    private static JsonNode tree(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ModelFormatException(
                    file, "directory", "a model with " + DESCRIPTION + " and " + WEIGHTS, "no such file");
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new ModelFormatException(file, "contents", "JSON", sentence(e));
        }
        if (tree.path("format").asInt(-1) != FORMAT) {
            throw new ModelFormatException(
                    file,
                    "format",
                    Integer.toString(FORMAT),
                    tree.path("format").toString());
        }
        return tree;
    }

    private static String place(JacksonException e) {
        String place = e.getPath().stream()
                .map(r -> r.getPropertyName() == null ? "[" + r.getIndex() + "]" : r.getPropertyName())
                .collect(Collectors.joining(", "));
        return place.isEmpty() ? "contents" : place;
    }

    /// Without what Jackson says about its own switches.
    private static String sentence(JacksonException e) {
        return e.getOriginalMessage().replaceAll("(;| \\(set) `?DeserializationFeature.*", "");
    }

    /// Fills in the numbers.
    ///
    /// @throws ModelFormatException if they are not those that the description was written for
    void loadWeights(Path directory, Weights into) throws IOException {
        Path file = directory.resolve(WEIGHTS);
        String found = Sha256.of(file);
        if (!found.equals(weights.sha256)) {
            throw new ModelFormatException(
                    file, "SHA-256", weights.sha256 + ", as " + DESCRIPTION + " says", found + ": it was changed");
        }
        WeightsFile.load(file, into);
    }
}

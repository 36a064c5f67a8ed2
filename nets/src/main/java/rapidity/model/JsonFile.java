package rapidity.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import rapidity.net.CgennConfig;
import rapidity.net.CnnaeConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.DsiConfig;
import rapidity.net.GapConfig;
import rapidity.net.GnnaeConfig;
import rapidity.net.LgaeConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.TransformerAutoencoderConfig;
import rapidity.net.TransformerConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/// Records in JSON files. Every component of a record is a key, and there are no others.
final class JsonFile {
    /// The names of the networks in files.
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("lgatr", LgatrConfig.class),
            Map.entry("lgatr-slim", LgatrSlimConfig.class),
            Map.entry("conditional-lgatr-slim", ConditionalLgatrSlimConfig.class),
            Map.entry("conditional-lgatr", ConditionalLgatrConfig.class),
            Map.entry("gap", GapConfig.class),
            Map.entry("transformer", TransformerConfig.class),
            Map.entry("mlp", MlpConfig.class),
            Map.entry("lorentznet", LorentzNetConfig.class),
            Map.entry("pfn", PfnConfig.class),
            Map.entry("cgenn", CgennConfig.class),
            Map.entry("dsi", DsiConfig.class),
            Map.entry("lgae", LgaeConfig.class),
            Map.entry("transformer-autoencoder", TransformerAutoencoderConfig.class),
            Map.entry("gnnae", GnnaeConfig.class),
            Map.entry("cnnae", CnnaeConfig.class));

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = RecordReader.KIND)
    private interface Networks {}

    private JsonFile() {}

    /// Jackson's mapper, which is slow to load: only writing needs it.
    private static final class Writer {
        private static final JsonInclude.Value PRESENT =
                JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS);

        static final JsonMapper JSON = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                // isOpen() of a record is no component of it
                .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                // a key that joined the format later is there only where it says something
                .withConfigOverride(Optional.class, o -> o.setInclude(PRESENT))
                .addMixIn(NetConfig.class, Networks.class)
                .registerSubtypes(KINDS.entrySet().stream()
                        .map(kind -> new NamedType(kind.getValue(), kind.getKey()))
                        .toArray(NamedType[]::new))
                .build();
    }

    /// Writes the file, complete or not at all.
    static void write(Path file, Record value) throws IOException {
        AtomicFile.write(file, Writer.JSON.writeValueAsString(value) + "\n");
    }

    /// @param file for the sentence
    /// @throws ModelFormatException if a key is missing, unknown or of another type
    static <T> T value(Path file, JsonNode tree, Class<T> type) throws IOException {
        return value(file, tree, type, JsonNode.class);
    }

    /// The same for a record with a type parameter.
    static <T> T value(Path file, JsonNode tree, Class<T> type, Class<?> parameter) throws IOException {
        return new RecordReader(file, KINDS, parameter).read(tree, type);
    }
}

package rapidity.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.GapConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
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
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records in JSON files. Every component of a record is a key, and there are no others.
final class JsonFile {
    private static final long LARGEST = 1 << 24;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addMixIn(NetConfig.class, Networks.class)
            .build();

    /// The names of the networks in files.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LgatrConfig.class, name = "lgatr"),
        @JsonSubTypes.Type(value = LgatrSlimConfig.class, name = "lgatr-slim"),
        @JsonSubTypes.Type(value = ConditionalLgatrSlimConfig.class, name = "conditional-lgatr-slim"),
        @JsonSubTypes.Type(value = ConditionalLgatrConfig.class, name = "conditional-lgatr"),
        @JsonSubTypes.Type(value = GapConfig.class, name = "gap"),
        @JsonSubTypes.Type(value = TransformerConfig.class, name = "transformer"),
        @JsonSubTypes.Type(value = MlpConfig.class, name = "mlp")
    })
    private interface Networks {}

    private JsonFile() {}

    /// Writes the file, complete or not at all.
    static void write(Path file, Record value) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsString(value) + "\n");
    }

    /// @throws ModelFormatException if the file is not JSON
    static JsonNode read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > LARGEST) {
            throw new ModelFormatException(file, "size", "at most " + LARGEST + " bytes", Long.toString(bytes));
        }
        try {
            return JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(file, "contents", "text in UTF-8", "other bytes");
        } catch (JacksonException e) {
            throw JsonFault.ofText(e).of(file);
        }
    }

    /// @param file for the sentence
    /// @throws ModelFormatException if a key is missing, unknown or of another type
    static <T> T value(Path file, JsonNode tree, Class<T> type) throws IOException {
        return value(file, tree, JSON.constructType(type), type);
    }

    /// The same for a record with a type parameter.
    static <T> T value(Path file, JsonNode tree, Class<T> type, Class<?> parameter) throws IOException {
        return value(file, tree, JSON.getTypeFactory().constructParametricType(type, parameter), type);
    }

    private static <T> T value(Path file, JsonNode tree, JavaType type, Class<T> raw) throws IOException {
        try {
            return raw.cast(JSON.<Object>treeToValue(tree, type));
        } catch (JacksonException e) {
            throw JsonFault.ofValue(e).of(file);
        }
    }
}

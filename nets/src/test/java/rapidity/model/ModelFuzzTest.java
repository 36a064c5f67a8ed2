package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Damaged and hostile model files: one sentence with the file, or a model; never another failure, and no memory beyond
/// that of the files.
class ModelFuzzTest {
    private static final int ROUNDS = 200;
    private static final List<String> VALUES = List.of(
            "null",
            "-1",
            "0",
            "1",
            "3",
            "1000000",
            "2147483647",
            "9999999999999999999999",
            "1e308",
            "1.5",
            "\"\"",
            "\"x\"",
            "\"Infinity\"",
            "[]",
            "{}",
            "true",
            "[[1]]",
            "[null]");

    @TempDir
    Path folder;

    private Path description;
    private byte[] good;
    private Loader loader = model -> JetTagger.load(model, Engine.scalar(Precision.FLOAT32));

    private interface Loader {
        void load(Path model) throws IOException;
    }

    @BeforeEach
    void copyTheGoldenModel() throws IOException {
        copy(GoldenModels.NAMES.getLast());
    }

    private void copy(String name) throws IOException {
        for (String file : new String[] {"model.json", "weights.safetensors"}) {
            Files.write(
                    folder.resolve(file),
                    Files.readAllBytes(GoldenModels.FOLDER.resolve(name).resolve(file)));
        }
        description = folder.resolve("model.json");
        good = Files.readAllBytes(description);
    }

    private void assertLoadsOrSaysWhy(String what) {
        try {
            loader.load(folder);
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).as(what).startsWith(folder.toString()).doesNotContain("\n");
        } catch (Throwable other) {
            throw new AssertionError(what, other);
        }
    }

    @Test
    void changedBytes() throws IOException {
        RandomStream random = new RandomStreams(1).stream("bytes");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bad = good.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Files.write(description, random.nextInt(4) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad);
            assertLoadsOrSaysWhy("round " + round);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lgatr-tagger", "slim-tagger"})
    void everyValueReplacedByEveryOther(String name) throws IOException {
        copy(name);
        JsonMapper json = JsonMapper.shared();
        int places = places(json.readTree(good)).size();
        for (int place = 0; place < places; place++) {
            for (String value : VALUES) {
                JsonNode tree = json.readTree(good);
                Place at = places(tree).get(place);
                at.set(json.readTree(value));
                Files.writeString(description, tree.toString());
                assertLoadsOrSaysWhy(at + " = " + value);
            }
        }
    }

    @Test
    void everyKeyLeftOutOrMisspelt() throws IOException {
        JsonMapper json = JsonMapper.shared();
        int places = places(json.readTree(good)).size();
        for (int place = 0; place < places; place++) {
            JsonNode tree = json.readTree(good);
            Place at = places(tree).get(place);
            String key = at.key;
            if (at.parent instanceof ObjectNode parent) {
                JsonNode value = parent.remove(key);
                Files.writeString(description, tree.toString());
                assertRefused("without " + key);
                parent.set(key + "s", value);
                Files.writeString(description, tree.toString());
                assertRefused("with " + key + "s");
            }
        }
    }

    private void assertRefused(String what) {
        try {
            loader.load(folder);
        } catch (ModelFormatException e) {
            return;
        } catch (IOException | RuntimeException other) {
            throw new AssertionError(what, other);
        }
        throw new AssertionError("loaded " + what);
    }

    /// A flow with a particle on its shell, JetGPT, and a judge.
    private void saveGenerator(String name) throws IOException {
        Provenance origin = Provenance.now("test", "test", 1, List.of(), "test");
        Path model = folder.resolve(name);
        Engine engine = Engine.scalar(Precision.FLOAT32);
        switch (name) {
            case "flow" -> Generators.flow(engine).save(model, origin);
            case "JetGPT" -> Generators.jetGpt(engine).save(model, origin);
            default -> Generators.judge(engine).save(model, origin);
        }
        folder = model;
        description = model.resolve("model.json");
        good = Files.readAllBytes(description);
        loader = name.equals("judge") ? EventJudge::load : m -> EventGenerator.load(m, engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "JetGPT", "judge"})
    void generatorsWithSomeValuesReplaced(String name) throws IOException {
        saveGenerator(name);
        JsonMapper json = JsonMapper.shared();
        RandomStream random = new RandomStreams(3).stream(name);
        int places = places(json.readTree(good)).size();
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode tree = json.readTree(good);
            Place at = places(tree).get(random.nextInt(places));
            String value = VALUES.get(random.nextInt(VALUES.size()));
            at.set(json.readTree(value));
            Files.writeString(description, tree.toString());
            assertLoadsOrSaysWhy("round " + round + ": " + at + " = " + value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "judge"})
    void generatorsWithChangedAndTruncatedWeights(String name) throws IOException {
        saveGenerator(name);
        changedAndTruncatedWeights();
    }

    @Test
    void changedAndTruncatedWeights() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        RandomStream random = new RandomStreams(2).stream("weights");
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] bad = bytes.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(weights, round % 2 == 0 ? bad : Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            assertRefused("round " + round);
            // with the hash put right the damage reaches the reader of tensors
            String text = new String(good, StandardCharsets.UTF_8);
            Files.writeString(description, text.replaceAll("[0-9a-f]{64}", Sha256.of(weights)));
            assertLoadsOrSaysWhy("round " + round + " with its hash");
            Files.write(description, good);
        }
    }

    @Test
    void aFileWithoutEndIsRefusedWithoutReadingIt() throws IOException {
        try (var file = new java.io.RandomAccessFile(description.toFile(), "rw")) {
            file.setLength(1L << 33);
        }
        assertLoadsOrSaysWhy("8 GB of zeros");
    }

    /// A value in a tree: the key of an object, or the index in an array.
    private record Place(JsonNode parent, String key, int index) {
        void set(JsonNode value) {
            if (parent instanceof ObjectNode o) {
                o.set(key, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        @Override
        public String toString() {
            return key + "[" + index + "]";
        }
    }

    private static List<Place> places(JsonNode node) {
        List<Place> r = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(e -> {
                r.add(new Place(node, e.getKey(), 0));
                r.addAll(places(e.getValue()));
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            r.add(new Place(node, "", i));
            r.addAll(places(node.get(i)));
        }
        return r;
    }
}

package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.model.ModelFormatException;
import rapidity.model.Safetensors;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.random.RandomStreams;

class WeightMatchTest {
    private static final Stored NUMBER = Stored.of(StoredType.F32, new double[] {3}, 1);
    private static final Stored PAIR = Stored.of(StoredType.F32, new double[] {1, 2}, 2);

    @TempDir
    private Path folder;

    private final Weights network;

    WeightMatchTest() {
        Params p = Params.of(new RandomStreams(0));
        p.in("linear_in").constant("weight", 0, 2);
        p.in("linear_in").constant("bias", 0, 1);
        network = p.weights(Engine.scalar(Precision.FLOAT32));
    }

    private static Map<String, Stored> state(String prefix) {
        Map<String, Stored> r = new LinkedHashMap<>();
        r.put(prefix + "linear_in.weight", PAIR);
        r.put(prefix + "linear_in.bias", NUMBER);
        return r;
    }

    private WeightMatch match(Map<String, Stored> tensors) throws IOException {
        Path file = folder.resolve("x.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        try (PythonCheckpoint c = PythonCheckpoint.open(file)) {
            WeightMatch match = WeightMatch.find(c, network.parameters(), Optional.empty());
            match.load(network);
            return match;
        }
    }

    private void refused(Map<String, Stored> tensors, String sentence) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> match(tensors))
                .withMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "net.", "module.", "_orig_mod.", "_orig_mod.module.net."})
    void prefixesAreFoundAndReported(String prefix) throws IOException {
        assertThat(match(state(prefix)).prefix()).isEqualTo(prefix);
        assertThat(network.read().get("linear_in.weight")).containsExactly(1, 2);
        assertThat(network.read().get("linear_in.bias")).containsExactly(3);
    }

    @Test
    void whatBelongsToAWrapperIsLeftOutAndReported() throws IOException {
        Map<String, Stored> s = state("net.");
        s.put("t_embedding.1.weight", PAIR);
        assertThat(match(s).leftOut()).containsExactly("t_embedding.1.weight");
    }

    @Test
    void metricBuffersAndEmptyTensorsAreDropped() throws IOException {
        Map<String, Stored> s = state("");
        s.put("blocks.0.attention.metric", Stored.of(StoredType.F32, new double[4], 4));
        s.put("linear_out.weight_v", Stored.of(StoredType.F32, new double[0], 0, 8));
        assertThat(match(s).dropped()).containsExactlyInAnyOrder("blocks.0.attention.metric", "linear_out.weight_v");
    }

    @Test
    void aMissingTensorIsNamedWithTheNearest() {
        Map<String, Stored> s = state("net.");
        s.remove("net.linear_in.bias");
        refused(s, "the tensor 'net.linear_in.bias' of shape [1], as the arguments say, found none");
        s.put("net.linear_in.biased", NUMBER);
        refused(s, "found none, but 'net.linear_in.biased'");
    }

    @Test
    void anUnknownTensorIsNamed() {
        Map<String, Stored> s = state("");
        s.put("linear_out.weight", PAIR);
        refused(s, "found also 'linear_out.weight' of shape [2]");
    }

    @Test
    void anotherShapeIsNamed() {
        Map<String, Stored> s = state("module.");
        s.put("module.linear_in.weight", NUMBER);
        refused(s, "tensor 'module.linear_in.weight': expected shape [2], as the arguments say, found [1]");
    }

    @Test
    void otherNetworksAreToldByTheirNames() {
        refused(Map.of("conv1.kernel", PAIR), "such as 'linear_in.weight', found tensors such as 'conv1.kernel'");
        refused(Map.of(), "no named tensor");
    }

    /// `{"model": {..}, "ema": {..}}`, the second with other numbers.
    private Path withAverage() throws IOException {
        PickleProgram p = new PickleProgram().op('}').op('(');
        for (String name : List.of("model", "ema")) {
            int offset = name.equals("ema") ? 3 : 0;
            p.text(name).op('}').op('(');
            p.text("linear_in.weight").tensor("FloatStorage", "0", 6, offset, new int[] {2}, new int[] {1});
            p.text("linear_in.bias").tensor("FloatStorage", "0", 6, offset + 2, new int[] {1}, new int[] {1});
            p.op('u');
        }
        StoredZip zip = new StoredZip().with("n/data.pkl", p.op('u').stop()).with("n/data/0", new byte[24]);
        return Files.write(folder.resolve("x.pt"), zip.bytes());
    }

    @Test
    void ofSeveralFittingDictionariesTheUserChooses() throws IOException {
        try (PythonCheckpoint c = PythonCheckpoint.open(withAverage())) {
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> WeightMatch.find(c, network.parameters(), Optional.empty()))
                    .withMessageContaining("choose it by --state, found 'model', 'ema'");
            assertThat(WeightMatch.find(c, network.parameters(), Optional.of("ema"))
                            .state()
                            .path())
                    .isEqualTo("ema");
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> WeightMatch.find(c, network.parameters(), Optional.of("em")))
                    .withMessageContaining("one named 'em', found 'model', 'ema'");
        }
    }
}

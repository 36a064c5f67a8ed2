package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Shape;
import rapidity.model.ModelFormatException;

class PythonCheckpointTest {
    @ParameterizedTest
    @MethodSource("rapidity.model.python.Fixture#all")
    void bothFilesHoldTheTensorsThatPythonWrote(Fixture f) throws IOException {
        try (PythonCheckpoint pickled = PythonCheckpoint.open(f.pickled());
                PythonCheckpoint plain = PythonCheckpoint.open(f.safetensors())) {
            Map<String, StateTensor> first = pickled.states().getFirst().tensors();
            Map<String, StateTensor> second = plain.states().getFirst().tensors();
            assertThat(shapes(first)).containsExactlyEntriesOf(f.tensors());
            assertThat(shapes(second)).containsExactlyInAnyOrderEntriesOf(f.tensors());
            for (Map.Entry<String, StateTensor> e : first.entrySet()) {
                StateTensor other = Objects.requireNonNull(second.get(e.getKey()));
                assertThat(e.getValue().type()).isEqualTo(other.type());
                assertThat(e.getValue().values()).as(e.getKey()).isEqualTo(other.values());
            }
        }
    }

    private static Map<String, Shape> shapes(Map<String, StateTensor> tensors) {
        Map<String, Shape> r = new LinkedHashMap<>();
        tensors.forEach((name, t) -> r.put(name, t.shape()));
        return r;
    }

    @Test
    void nestedDictionariesAreFoundWithTheirPath() throws IOException {
        try (PythonCheckpoint c = PythonCheckpoint.open(Fixture.path("lgatr-v1-headscale-nested.pt"))) {
            assertThat(c.states()).hasSize(1);
            assertThat(c.states().getFirst().path()).isEqualTo("model");
            assertThat(c.states().getFirst().tensors()).containsKey("net.linear_in.weight");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "a text of more than 8 bytes", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
    void otherFilesAreNoSafetensors(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.pt"), content);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonCheckpoint.open(file))
                .withMessageStartingWith(file + ": beginning: expected a zip file of torch.save, or safetensors");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonCheckpoint.open(folder))
                .withMessage(folder + ": file: expected a checkpoint, or a folder with "
                        + "weights_encoder/best_encoder_weights.pth, found a folder");
    }

    @Test
    void aShortFileMayBeCut(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(new Fixture("slim-v2").safetensors());
        for (int size : new int[] {100, whole.length - 9}) {
            Path file = Files.write(folder.resolve("x.safetensors"), Arrays.copyOf(whole, size));
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> PythonCheckpoint.open(file))
                    .withMessageContaining("cut short");
        }
    }

    /// A header of 128 bytes makes the first byte of the file that of a pickle.
    @Test
    void theLengthOfTheHeaderIsNoSignature(@TempDir Path folder) throws IOException {
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}";
        ByteBuffer b =
                ByteBuffer.allocate(8 + 128).order(ByteOrder.LITTLE_ENDIAN).putLong(128);
        b.put((header + " ".repeat(128 - header.length())).getBytes(StandardCharsets.UTF_8));
        try (PythonCheckpoint c = PythonCheckpoint.open(Files.write(folder.resolve("x.safetensors"), b.array()))) {
            assertThat(c.states().getFirst().tensors()).containsOnlyKeys("w");
        }
    }
}

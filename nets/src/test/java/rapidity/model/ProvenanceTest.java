package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    @TempDir
    Path folder;

    @Test
    void filesAreNamedWithTheirChecksum() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertThat(Provenance.Source.of(file))
                .isEqualTo(new Provenance.Source(
                        file.toString(), 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path data = Files.writeString(folder.resolve("data"), "numbers");
        Provenance p =
                Provenance.now("rapidity 1 (commit 7)", "train x.yaml", -5, List.of(Provenance.Source.of(data)), "e");
        Path file = folder.resolve("provenance.json");
        p.write(file);
        assertThat(Provenance.read(file)).isEqualTo(p);
        Files.writeString(file, Files.readString(file).replace("machine", "engine2"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Provenance.read(file))
                .withMessageContaining("found 'engine2'");
    }
}

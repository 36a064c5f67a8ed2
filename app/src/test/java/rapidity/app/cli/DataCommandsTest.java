package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.NpyArray;
import tools.jackson.databind.json.JsonMapper;

final class DataCommandsTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(folder.resolve("jets.csv"), "pt,eta\n600,0.5\n550,-1\n");
    }

    @Test
    void infoListsColumnsWithTypeAndRows() {
        Run run = Run.of("info", table);
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("jets.csv: text table, 2 columns", "pt", "eta", "f8", "2 rows");
    }

    @Test
    void infoWritesJson() {
        Run run = Run.of("info", table, "--json");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"kind\" : \"text table\"", "\"name\" : \"pt\"", "\"rows\" : 2");
    }

    @Test
    void infoOfSomethingElseIsOneSentence() throws IOException {
        Path other = Files.write(folder.resolve("noise.bin2"), new byte[] {1, 2, 3});
        Run run = Run.of("info", other);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("noise.bin2", "HDF5, ROOT, Parquet").hasLineCount(1);
    }

    @Test
    void convertWritesTheChosenColumns() throws IOException {
        Path out = folder.resolve("eta.npy");
        assertThat(Run.of("convert", table, out, "--columns", "eta").status()).isZero();
        try (NpyArray array = NpyArray.open(out)) {
            assertThat(array.doubles(0, 2)).containsExactly(0.5, -1);
        }
        Run again = Run.of("convert", table, out, "--columns", "eta");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("eta.npy exists", "--force");
    }

    @Test
    void convertNamesTheColumnsThatItLeavesOut() throws IOException {
        Path mixed = Path.of("../data/src/test/resources/rapidity/data/format/parquet/nulls.parquet");
        Run text = Run.of("convert", mixed, folder.resolve("a.npz"));
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.err()).contains("left out: nested (lists of lists)");
        Run json = Run.of("convert", mixed, folder.resolve("b.npz"), "--json");
        assertThat(new JsonMapper().readTree(json.out()).at("/not-read/nested").stringValue())
                .isEqualTo("lists of lists");
        assertThat(Run.of("convert", mixed, folder.resolve("c.npz"), "--columns", "x")
                        .err())
                .doesNotContain("left out");
    }

    @Test
    void aFolderIsNoFile() {
        Run run = Run.of("convert", folder, folder.resolve("x.npz"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(folder + " is a folder; name a file in it");
    }

    @Test
    void aColumnIsWrittenOnce() {
        Run run = Run.of("convert", table, folder.resolve("x.npz"), "--columns", "eta,eta");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--columns names a column twice: [eta, eta]");
    }

    @Test
    void convertRefusesWhatCannotBeMeant() {
        assertThat(Run.of("convert", table, folder.resolve("x.xls")).status()).isEqualTo(2);
        Run missing = Run.of("convert", table, folder.resolve("x.npz"), "--columns", "phi");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("'phi'", "rapidity info");
        assertThat(folder.resolve("x.npz")).doesNotExist();
        assertThat(Run.of("convert", table, table).err()).contains("would be lost");
    }
}

package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @TempDir
    private Path folder;

    private Table open(String text) throws IOException {
        return CsvTable.open(Files.writeString(folder.resolve("x.csv"), text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# made by hand\npt,eta\n1.5,-2\n\n3e2,.25\n+7.,0\n",
                "\"pt\";'eta'\n1.5; -2\n3e2;.25\n7;0",
                "\ufeffpt,eta\n\"1.5\",-2\n3e2,\".25\"\n7,0\n",
                "pt\teta\r\n1.5\t-2\r\n3e2\t.25\r\n7\t0\r\n",
                "  pt  eta\n 1.5  -2\n 3e2 .25\n 7 0\n"
            })
    void anyUsualSeparatorIsFound(String text) throws IOException {
        try (Table table = open(text)) {
            assertThat(table.columns()).extracting(Column::name).containsExactly("pt", "eta");
            Column pt = table.columns().get(0);
            Column eta = table.columns().get(1);
            assertThat(pt.rows()).isEqualTo(3);
            assertThat(table.read(pt, 0, 3).values()).containsExactly(1.5, 300, 7);
            assertThat(table.read(eta, 1, 3).values()).containsExactly(0.25, 0);
            assertThat(table.read(pt, 2, 3).values()).containsExactly(7);
            assertThat(table.read(eta, 0, 1).values()).containsExactly(-2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5d", "0x10", "1f", "abc", "''", "1 2", "1.5D3"})
    void whatIsNoNumberIsRefusedWithRowAndColumn(String field) throws IOException {
        try (Table table = open("pt,eta\n1,2\n3," + field + "\n")) {
            assertThatThrownBy(() -> table.read(table.columns().get(0), 0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("x.csv: row 1, column eta: expected a number");
        }
    }

    @Test
    void aRowOfAnotherLengthIsRefused() throws IOException {
        try (Table table = open("pt,eta\n1,2\n3\n")) {
            assertThatThrownBy(() -> table.read(table.columns().get(0), 0, 2))
                    .hasMessageContainingAll("row 1: expected 2 numbers", "found 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2\n3,4\n", "pt,pt\n1,2\n", "pt,\n1,2\n"})
    void aFirstLineWithoutNamesIsRefused(String text) {
        assertThatThrownBy(() -> open(text))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("the names of the columns");
    }

    @Test
    void aColumnOfAnotherTableIsRefused() throws IOException {
        try (Table table = open("pt,eta\n1,2\n3,4\n")) {
            Column other = Column.flat("phi", NpyType.FLOAT64, 2);
            assertThatThrownBy(() -> table.read(other, 0, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("x.csv has no column", "phi");
        }
    }

    /// 3 GB without a line break, which no array of letters holds.
    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsMemory() throws IOException {
        Path path = folder.resolve("endless.csv");
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap("pt,eta\n1,2\n".getBytes(StandardCharsets.US_ASCII)));
            channel.write(ByteBuffer.allocate(1), 3L << 30);
        }
        assertThatThrownBy(() -> CsvTable.open(path))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("endless.csv: line 3", "1048576 letters");
    }

    @Test
    void rowsOfTwoBillionAreTooManyForOneArray() {
        assertThat(Table.count(5, 9, 10)).isEqualTo(4);
        assertThatThrownBy(() -> Table.count(0, 1L << 32, 1L << 33))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4294967296 rows", "fewer rows");
        assertThatThrownBy(() -> Table.count(3, 11, 10)).hasMessage("rows 3 to 11 are not within the 10 rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a;b", "\"a\"", "a\tb", "a\nb", "#a"})
    void aNameThatWouldReadBackAsAnotherIsNotWritten(String name) {
        Path path = folder.resolve("names.csv");
        assertThatThrownBy(
                        () -> CsvWriter.create(path, WhenExists.REFUSE, List.of(Column.flat(name, NpyType.FLOAT64, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("names.csv", name, "--columns");
        assertThat(path).doesNotExist();
    }
}

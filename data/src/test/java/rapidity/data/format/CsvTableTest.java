package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}

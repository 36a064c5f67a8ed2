package rapidity.data.format.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpzFile;

class PandasTableTest {
    @ParameterizedTest
    @CsvSource({"pandas.h5, table", "pandas_zlib.h5, deep/jets"})
    void everyColumnIsFoundByItsName(String name, String key) throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file(name));
                NpzFile expected = NpzFile.open(Hdf5Fixtures.file("pandas.npz"))) {
            assertThat(PandasTable.keys(file)).containsExactly(key);
            PandasTable table = PandasTable.open(file, key);
            assertThat(table.names()).containsExactlyInAnyOrderElementsOf(expected.names());
            for (String column : table.names()) {
                double[] values = table.doubles(table.place(column).orElseThrow(), 0, table.rows());
                assertThat(values).as(column).isEqualTo(expected.array(column).doubles(0, 30));
            }
        }
    }

    @Test
    void aFrameOfFixedFormatIsRefusedWithTheCure() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("pandas_fixed.h5"))) {
            assertThatThrownBy(() -> PandasTable.open(file, "table"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("pandas_fixed.h5: key table", "format=\"table\"", "fixed");
        }
    }

    @Test
    void aKeyThatIsNotThereIsAnErrorThatNamesWhatIs() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("pandas.h5"))) {
            assertThatThrownBy(() -> PandasTable.open(file, "jets")).hasMessageContainingAll("key jets", "table/table");
        }
    }

    @Test
    void columnsOfSeveralKeysAreToldApartAndTextIsNamed() throws IOException {
        try (Hdf5Table table = Hdf5Table.open(Hdf5Fixtures.file("pandas_keys.h5"))) {
            assertThat(table.columns())
                    .extracting(Column::name)
                    .containsExactlyInAnyOrder("train/pt", "train/eta", "test/pt", "test/eta");
            for (Column column : table.columns()) {
                double first = column.name().endsWith("eta") ? 0 : column.name().startsWith("train") ? 0.5 : 10.5;
                assertThat(table.read(column, 0, 3).values()).containsExactly(first, first + 1, first + 2);
            }
            assertThat(table.unread())
                    .containsEntry("train/name", "an array of text")
                    .containsEntry("test/name", "an array of text");
        }
    }
}

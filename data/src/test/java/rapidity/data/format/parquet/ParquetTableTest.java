package rapidity.data.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;
import rapidity.data.format.Table;
import rapidity.data.format.WhenExists;
import rapidity.data.format.codec.DamagedBytesException;

class ParquetTableTest {
    @TempDir
    private Path folder;

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(ParquetTableTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Column column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + table.columns()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "snappy", "gzip", "zstd", "lz4", "two_level", "pages_v2", "byte_stream_split", "delta"})
    void everyColumnHasTheValuesThatPyarrowWrote(String name) throws IOException {
        try (Table table = ParquetTable.open(file(name + ".parquet"));
                NpzFile expected = NpzFile.open(file("jets.npz"))) {
            int[] offsets = ints(expected.array("part_offsets"));
            assertThat(table.columns()).hasSizeGreaterThan(2);
            for (Column column : table.columns()) {
                NpyArray array = expected.array(column.name());
                Jagged all = table.read(column, 0, 400);
                assertThat(column.type())
                        .as(column.name())
                        .isEqualTo(array.header().type());
                assertThat(all.values()).as(column.name()).isEqualTo(array.doubles(0, array.rows()));
                if (column.jagged()) {
                    assertThat(all.offsets()).as(column.name()).isEqualTo(offsets);
                }
                Jagged some = table.read(column, 140, 310);
                assertThat(some.values())
                        .isEqualTo(Arrays.copyOfRange(all.values(), all.offsets()[140], all.offsets()[310]));
            }
        }
    }

    private static int[] ints(NpyArray array) throws IOException {
        return Arrays.stream(array.longs(0, array.rows()))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    @Test
    void aListThatIsNullHoldsNothing() throws IOException {
        try (Table table = ParquetTable.open(file("nulls.parquet"))) {
            Jagged x = table.read(column(table, "x"), 0, 5);
            assertThat(x.values()).containsExactly(1.5, 2.5, 3.5);
            assertThat(x.offsets()).containsExactly(0, 0, 0, 2, 2, 3);
            assertThat(table.unread()).containsEntry("nested", "lists of lists");
        }
        try (Table table = ParquetTable.open(file("many_nulls.parquet"))) {
            assertThat(table.read(column(table, "x"), 349_525, 349_526).values())
                    .containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "flat"})
    void aNullAmongNumbersIsRefusedWithItsPlace(String name) throws IOException {
        try (Table table = ParquetTable.open(file("null_inside.parquet"))) {
            assertThatThrownBy(() -> table.read(column(table, name), 0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("null_inside.parquet: column " + name, "fill the nulls", "null");
        }
    }

    @Test
    void halfFloatsAreRead() throws IOException {
        try (Table table = ParquetTable.open(file("half.parquet"))) {
            assertThat(table.read(column(table, "half"), 0, 3).values()).containsExactly(65504, 0x1p-24, -2.5);
        }
    }

    @Test
    void aCodecThatIsNotReadIsNamed() throws IOException {
        try (Table table = ParquetTable.open(file("brotli.parquet"))) {
            assertThatThrownBy(() -> table.read(column(table, "jet_pt"), 0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("brotli.parquet: column jet_pt", "rotli");
        }
    }

    @Test
    void anotherOrShortFileIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.parquet"), "E,px,py,pz\n1,2,3,4\n1,2,3,4\n");
        assertThatThrownBy(() -> ParquetTable.open(other))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("other.parquet: footer");
        byte[] bytes = Files.readAllBytes(file("zstd.parquet"));
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
        assertThatThrownBy(() -> ParquetTable.open(cut))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("cut.parquet: footer", "cut short?");
    }

    @Test
    void membersOfStructuresInAListAreColumnsOfTheirOwn() throws IOException {
        try (Table table = ParquetTable.open(file("structs.parquet"))) {
            assertThat(table.columns())
                    .extracting(Column::name)
                    .containsExactly("jets.pt", "jets.eta", "one.jets.pt", "one.jets.eta");
            Jagged pt = table.read(column(table, "jets.pt"), 0, 3);
            assertThat(pt.values()).containsExactly(1.5, 2.5, 1.5);
            assertThat(pt.offsets()).containsExactly(0, 2, 2, 3);
            assertThat(table.read(column(table, "jets.eta"), 0, 3).values()).containsExactly(2, 3, 2);
            assertThat(table.read(column(table, "one.jets.pt"), 0, 3).offsets()).containsExactly(0, 2, 2, 2);
        }
    }

    /// In files of older writers the repeated group is the structure itself.
    @Test
    void membersOfStructuresInListsOfTwoLevelsHaveTheirNames() throws DamagedBytesException {
        List<ParquetLeaf> leaves = ParquetLeaf.of(List.of(
                node("root", -1, 0, 3),
                new ParquetFooter.SchemaElement("jets", -1, 0, 1, 1, 3, 0, 0, true),
                node("jet", -1, 2, 2),
                node("pt", ParquetLeaf.DOUBLE, 0, 0),
                node("eta", ParquetLeaf.DOUBLE, 0, 0),
                new ParquetFooter.SchemaElement("tracks", -1, 0, 1, 1, 3, 0, 0, true),
                node("array", -1, 2, 1),
                node("d0", ParquetLeaf.DOUBLE, 0, 0),
                node("bare", ParquetLeaf.DOUBLE, 2, 0)));
        assertThat(leaves).extracting(ParquetLeaf::name).containsExactly("jets.pt", "jets.eta", "tracks.d0", "bare");
    }

    private static ParquetFooter.SchemaElement node(String name, int type, int repetition, int children) {
        return new ParquetFooter.SchemaElement(name, type, 0, repetition, children, -1, 0, 0, true);
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        Path path = folder.resolve("twice.parquet");
        List<Column> columns = List.of(Column.flat("x", NpyType.FLOAT64, 1), Column.flat("x", NpyType.FLOAT32, 1));
        try (ParquetWriter writer = ParquetWriter.create(path, WhenExists.REFUSE, columns)) {
            Jagged one = Jagged.of(new double[] {1}, 1, 1);
            Jagged two = Jagged.of(new double[] {2}, 1, 1);
            writer.write(List.of(one, two));
            writer.commit();
        }
        assertThatThrownBy(() -> ParquetTable.open(path))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("twice.parquet: footer", "each column once", "x");
    }

    @Test
    void differencesOfUnsignedIntegersAreNotTakenForNegativeOnes() throws IOException {
        try (Table table = ParquetTable.open(file("unsigned.parquet"))) {
            assertThat(table.read(column(table, "u4"), 0, 4).values()).containsExactly(0, 0x1p31 + 5, 0x1p32 - 1, 7);
            assertThat(table.read(column(table, "u8"), 0, 4).values()).containsExactly(1, 0x1p53, 3, 0x1p40);
            assertThatThrownBy(() -> table.read(column(table, "beyond"), 0, 4))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("column beyond", "18446744073709551615");
        }
    }
}

package rapidity.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;
import rapidity.data.format.WhenExists;

class ConversionTest {
    @TempDir
    private Path folder;

    private static Table open(String name, String tree) throws IOException {
        try {
            var url = Objects.requireNonNull(ConversionTest.class.getResource(name), name);
            return new DataFile(Path.of(url.toURI()), Optional.of(tree).filter(text -> !text.isEmpty())).open();
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
    @ValueSource(strings = {"jets.npz", "jets.h5"})
    void anArchiveHoldsEveryColumnOfATree(String name) throws IOException {
        Path out = folder.resolve(name);
        try (Table tree = open("dataset/jetclass.root", "tree")) {
            new Conversion(tree, tree.columns(), done -> {}).to(out, WhenExists.REFUSE);
            try (Table archive = DataFile.of(out.toString()).open()) {
                for (Column column : tree.columns()) {
                    Jagged expected = tree.read(column, 0, 30);
                    Column written = column(archive, column.name());
                    assertThat(written.type()).isEqualTo(column.type());
                    assertThat(archive.read(written, 0, written.rows()).values())
                            .isEqualTo(expected.values());
                    if (column.jagged()) {
                        Column offsets = column(archive, column.name() + "_offsets");
                        double[] places = archive.read(offsets, 0, 31).values();
                        for (int row = 0; row <= 30; row++) {
                            assertThat(places[row]).isEqualTo(expected.offsets()[row]);
                        }
                    }
                }
            }
            assertThatThrownBy(() -> new Conversion(tree, tree.columns(), done -> {}).to(out, WhenExists.REFUSE))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @Test
    void aParquetFileHoldsEveryColumnOfATree() throws IOException {
        Path out = folder.resolve("types.parquet");
        try (Table tree = open("format/root/types.root", "t")) {
            new Conversion(tree, tree.columns(), done -> {}).to(out, WhenExists.REFUSE);
            try (Table parquet = DataFile.of(out.toString()).open()) {
                assertThat(parquet.columns()).hasSameSizeAs(tree.columns());
                for (Column column : tree.columns()) {
                    Column written = column(parquet, column.name());
                    assertThat(written.type()).isEqualTo(column.type());
                    assertThat(parquet.read(written, 0, 150).values())
                            .isEqualTo(tree.read(column, 0, 150).values());
                    assertThat(parquet.read(written, 0, 150).offsets())
                            .isEqualTo(tree.read(column, 0, 150).offsets());
                }
            }
        }
    }

    @Test
    void allTypesOfNumbersReadBackFromHdf5() throws IOException {
        Path out = folder.resolve("types.h5");
        try (Table tree = open("format/root/types.root", "t")) {
            List<Column> flat =
                    tree.columns().stream().filter(column -> !column.jagged()).toList();
            new Conversion(tree, flat, done -> {}).to(out, WhenExists.REFUSE);
            try (Table file = DataFile.of(out.toString()).open()) {
                for (Column column : flat) {
                    Column written = column(file, column.name());
                    assertThat(written).isEqualTo(column);
                    assertThat(file.read(written, 0, 150).values())
                            .isEqualTo(tree.read(column, 0, 150).values());
                }
            }
        }
    }

    @Test
    void aTextTableReadsBackExactly() throws IOException {
        Path out = folder.resolve("jets.csv");
        try (Table file = open("dataset/t.hdf5", "")) {
            Column jets = column(file, "jet_features");
            new Conversion(file, List.of(jets), done -> {}).to(out, WhenExists.REFUSE);
            try (Table text = DataFile.of(out.toString()).open()) {
                double[] expected = file.read(jets, 0, 9).values();
                for (int i = 0; i < 4; i++) {
                    double[] column = text.read(column(text, "jet_features[" + i + "]"), 0, 9)
                            .values();
                    for (int row = 0; row < 9; row++) {
                        assertThat(column[row]).isEqualTo(expected[4 * row + i]);
                    }
                }
            }
        }
    }

    @Test
    void anArrayHoldsOneColumn() throws IOException {
        try (Table file = open("dataset/t.hdf5", "")) {
            Column particles = column(file, "particle_features");
            Path out = folder.resolve("particles.npy");
            new Conversion(file, List.of(particles), done -> {}).to(out, WhenExists.REFUSE);
            try (Table array = DataFile.of(out.toString()).open()) {
                Column column = array.columns().getFirst();
                assertThat(column.description()).isEqualTo("f4 [30, 4]");
                assertThat(array.read(column, 0, 9).values())
                        .isEqualTo(file.read(particles, 0, 9).values());
            }
            assertThatThrownBy(() -> new Conversion(file, file.columns(), done -> {})
                            .to(folder.resolve("x.npy"), WhenExists.REFUSE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(".npz");
        }
    }

    @Test
    void aRaggedColumnIsNoTextTable() throws IOException {
        try (Table tree = open("dataset/jetclass.root", "tree")) {
            assertThatThrownBy(() -> new Conversion(tree, tree.columns(), done -> {})
                            .to(folder.resolve("x.csv"), WhenExists.REFUSE))
                    .hasMessageContainingAll("x.csv", "part_", "--columns");
            assertThat(folder.resolve("x.csv")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jets.npz", "jets.h5", "jets.parquet"})
    void progressCountsEachRowOfAColumnOnce(String name) throws IOException {
        try (Table tree = open("dataset/jetclass.root", "tree")) {
            AtomicLong done = new AtomicLong();
            new Conversion(tree, tree.columns(), done::addAndGet).to(folder.resolve(name), WhenExists.REFUSE);
            assertThat(done.get()).isEqualTo(30L * tree.columns().size());
        }
    }
}

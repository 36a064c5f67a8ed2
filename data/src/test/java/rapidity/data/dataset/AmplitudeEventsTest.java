package rapidity.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.data.DataFile;
import rapidity.data.dataset.AmplitudeEvents.LabelColumn;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.matrixelement.MatrixElement;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.matrixelement.QuarkFlavour;
import rapidity.matrixelement.StandardModel;

class AmplitudeEventsTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final double Z_MASS = StandardModel.DEFAULT.zMass();
    /// MadGraph's labels and ours: 3e-12 measured over all rows.
    private static final double LABELS = 1e-11;
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    private static AmplitudeEvents sample(String name) throws IOException {
        return events(SAMPLES.resolve(name + ".npy"), LabelColumn.REQUIRED);
    }

    private static AmplitudeEvents events(Path file, LabelColumn label) throws IOException {
        return AmplitudeEvents.of(DataFile.of(file.toString()).open(), Z_MASS, label);
    }

    @ParameterizedTest
    @CsvSource({"zg, 1, 20000", "zgg, 2, 10000", "zggg, 3, 5000"})
    void labelsOfTheSamplesAreReproduced(String name, int gluons, long count) throws IOException {
        try (AmplitudeEvents events = sample(name);
                NpyArray down = NpyArray.open(SAMPLES.resolve(name + ".downtype.npy"))) {
            assertThat(events.gluons()).isEqualTo(gluons);
            assertThat(events.count()).isEqualTo(count);
            double[] rows = events.rows(count - ROWS, count);
            double[] isDown = down.doubles(count - ROWS, count);
            MatrixElement.Evaluator[] exact = Arrays.stream(QuarkFlavour.values())
                    .map(flavour -> new QqbarToZGluons(gluons, flavour, StandardModel.DEFAULT).evaluator())
                    .toArray(MatrixElement.Evaluator[]::new);
            for (int i = 0; i < ROWS; i++) {
                double label = rows[(i + 1) * events.columns() - 1];
                double value = exact[(int) isDown[i]].value(rows, i * events.columns());
                assertThat(value).isCloseTo(label, within(LABELS * label));
            }
        }
    }

    private static double[] event() throws IOException {
        try (AmplitudeEvents events = sample("zgg")) {
            return events.rows(0, 1);
        }
    }

    private Path written(double[] rows, int columns) throws IOException {
        Path file = folder.resolve("events.npy");
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REPLACE, NpyType.FLOAT64, columns)) {
            writer.rows().write(rows);
            writer.commit();
        }
        return file;
    }

    /// What reading says of a second event that was changed.
    private AbstractThrowableAssert<?, ? extends Throwable> reading(Consumer<double[]> change) throws IOException {
        double[] rows = Arrays.copyOf(event(), 42);
        double[] second = event();
        change.accept(second);
        System.arraycopy(second, 0, rows, 21, 21);
        Path file = written(rows, 21);
        return assertThatThrownBy(() -> {
                    try (AmplitudeEvents events = events(file, LabelColumn.REQUIRED)) {
                        events.rows(0, 2);
                    }
                })
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("events.npy: row 1");
    }

    private static void swap(double[] row, int i, int j) {
        double[] held = Arrays.copyOfRange(row, 4 * i, 4 * i + 4);
        System.arraycopy(row, 4 * j, row, 4 * i, 4);
        System.arraycopy(held, 0, row, 4 * j, 4);
    }

    @Test
    void anUnphysicalMomentumIsRefusedWithRowAndParticle() throws IOException {
        reading(row -> row[13] = Double.NaN)
                .hasMessageContaining("particle 3 (g1)")
                .hasMessageContaining("not finite");
        reading(row -> row[12] *= 0.99)
                .hasMessageContaining("particle 3 (g1)")
                .hasMessageContaining("less energy than");
        reading(row -> row[0] = -row[0]).hasMessageContaining("particle 0 (q)").hasMessageContaining("negative energy");
        reading(row -> row[16] *= 1.01)
                .hasMessageContaining("particle 4 (g2)")
                .hasMessageContaining("the mass 0.0 GeV");
        reading(row -> Arrays.fill(row, 12, 16, 0)).hasMessageContaining("which is zero");
    }

    @Test
    void anotherOrderOfParticlesIsRefused() throws IOException {
        reading(row -> swap(row, 2, 3)).hasMessageContaining("particle 2 (Z)").hasMessageContaining("mend the order");
        reading(row -> swap(row, 0, 2)).hasMessageContaining("particle 0 (q)");
        reading(row -> swap(row, 1, 3)).hasMessageContaining("add up");
        reading(row -> {
                    double e = row[12];
                    row[12] = row[15];
                    row[15] = e;
                })
                .hasMessageContaining("particle 3 (g1)");
    }

    @Test
    void aLabelThatIsNoSquareIsRefusedWhereItIsWanted() throws IOException {
        reading(row -> row[20] = -1).hasMessageContaining("column 20").hasMessageContaining("found -1.0");
        double[] rows = event();
        rows[20] = Double.NaN;
        try (AmplitudeEvents events = events(written(rows, 21), LabelColumn.IGNORED)) {
            assertThat(events.rows(0, 1)).hasSize(21);
        }
    }

    @Test
    void rowsOfAnotherLengthAreRefused() throws IOException {
        Path file = written(new double[22], 22);
        assertThatThrownBy(() -> events(file, LabelColumn.IGNORED))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("found events f8 [22]");
        Path unlabelled = written(Arrays.copyOf(event(), 20), 20);
        try (AmplitudeEvents events = events(unlabelled, LabelColumn.IGNORED)) {
            assertThat(events.labelled()).isFalse();
            assertThat(events.rows(0, 1)).hasSize(20);
        }
        assertThatThrownBy(() -> events(unlabelled, LabelColumn.REQUIRED)).hasMessageContaining("20 columns");
    }

    @Test
    void eventsAreTheOnlyArrayOfAnArchive() throws IOException {
        Path file = archive("events");
        try (AmplitudeEvents events = events(file, LabelColumn.REQUIRED)) {
            assertThat(events.rows(0, 1)).isEqualTo(event());
        }
        Path two = archive("events", "others");
        assertThatThrownBy(() -> events(two, LabelColumn.REQUIRED))
                .hasMessageContaining("found events f8 [21], others f8 [21]");
    }

    /// Beside some flags.
    private Path archive(String... names) throws IOException {
        Path file = folder.resolve("events.npz");
        try (NpzWriter writer = NpzWriter.create(file, WhenExists.REPLACE)) {
            writer.array("flags", NpyType.FLOAT64, 3).write(0, 1, 0);
            for (String name : names) {
                writer.array(name, NpyType.FLOAT64, 1, 21).write(event());
            }
            writer.commit();
        }
        return file;
    }

    @Test
    void aTableHasAColumnForEachNumber() throws IOException {
        double[] event = event();
        String names = IntStream.range(0, 21).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        String line = Arrays.stream(event).mapToObj(Double::toString).collect(Collectors.joining(","));
        Path file = Files.writeString(folder.resolve("events.csv"), names + "\n" + line + "\n" + line + "\n");
        try (AmplitudeEvents events = events(file, LabelColumn.REQUIRED)) {
            assertThat(events.count()).isEqualTo(2);
            assertThat(events.rows(1, 2)).isEqualTo(event);
            assertThat(Arrays.copyOfRange(events.rows(0, 2), 21, 42)).isEqualTo(event);
        }
    }

    @Test
    void columnsOfKnownNamesAreTakenByName() throws IOException {
        double[] event = event();
        List<String> names = AmplitudeEvents.names(2);
        assertThat(names)
                .hasSize(21)
                .startsWith("q.E", "q.px", "q.py", "q.pz", "qbar.E")
                .endsWith("g2.pz", "me2");
        String head = "weight," + String.join(",", names.reversed());
        String line =
                "7," + IntStream.range(0, 21).mapToObj(i -> event[20 - i] + "").collect(Collectors.joining(","));
        Path file = Files.writeString(folder.resolve("events.csv"), head + "\n" + line + "\n");
        try (AmplitudeEvents events = events(file, LabelColumn.REQUIRED)) {
            assertThat(events.rows(0, 1)).isEqualTo(event);
        }
        Path unlabelled = Files.writeString(file, head.replace("me2", "score") + "\n" + line + "\n");
        try (AmplitudeEvents events = events(unlabelled, LabelColumn.IGNORED)) {
            assertThat(events.rows(0, 1)).isEqualTo(Arrays.copyOf(event, 20));
        }
    }

    @Test
    void momentaInSinglePrecisionAreGoodEnough() throws IOException {
        try (AmplitudeEvents events = sample("zggg")) {
            double[] rows = events.rows(0, ROWS);
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (float) rows[i];
            }
            try (AmplitudeEvents rounded = events(written(rows, 25), LabelColumn.REQUIRED)) {
                assertThat(rounded.rows(0, ROWS)).isEqualTo(rows);
            }
        }
    }
}

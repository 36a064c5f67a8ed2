package rapidity.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.WhenExists;
import rapidity.data.format.hdf5.Hdf5Writer;
import rapidity.events.Events;
import rapidity.kinematics.Body;
import rapidity.kinematics.TopPair;

class TtbarEventsTest {
    private static final Path SAMPLE = Path.of("..", "samples", "ttbar", "event_generation_ttbar_pythia.hdf5");
    /// Of float32 momenta that were made float64 before a square root.
    private static final double ROUNDING = 1e-12;

    /// A mass squared of 1e4 is a difference of squares of 1e6, twice.
    private static final double MASS = 1e-9;

    @TempDir
    private Path folder;

    /// The smallest pT is what h5py and NumPy say.
    @ParameterizedTest
    @CsvSource({
        "0, 3821, 22.00513827555376",
        "1, 3433, 22.003544004834765",
        "2, 1883, 22.00299655232348",
        "3, 685, 22.00181179947051",
        "4, 248, 22.027026418426743"
    })
    void theSampleIsWhatPythonReads(int jets, long count, double smallestPt) throws IOException {
        try (TtbarEvents file = TtbarEvents.open(SAMPLE)) {
            assertThat(file.counts()).containsEntry(jets, count).hasSize(5);
            Events events = file.read(jets, 0, count);
            assertThat(events.size()).isEqualTo((int) count);
            double pt = IntStream.range(0, events.size() * events.particles())
                    .mapToDouble(i -> events.momentum(i / events.particles(), i % events.particles())
                            .pt())
                    .min()
                    .orElseThrow();
            assertThat(pt).isCloseTo(smallestPt, within(ROUNDING));
            assertThat(file.read(jets, 17, 19).momenta())
                    .isEqualTo(events.slice(17, 19).momenta());
        }
    }

    /// The medians are what NumPy says.
    @Test
    void theOrderOfParticlesMakesTopsAndWs() throws IOException {
        try (TtbarEvents file = TtbarEvents.open(SAMPLE)) {
            Events events = file.read(0, 0, 3821);
            assertThat(median(events, TopPair.PAIR)).isCloseTo(483.952087729497, within(MASS));
            assertThat(median(events, TopPair.TOP)).isCloseTo(172.25735997092016, within(MASS));
            assertThat(median(events, TopPair.ANTITOP)).isCloseTo(165.78066141867305, within(MASS));
            assertThat(median(events, TopPair.W_PLUS)).isCloseTo(78.43521432518548, within(MASS));
            assertThat(median(events, TopPair.W_MINUS)).isCloseTo(81.58930847096757, within(MASS));
        }
    }

    private static double median(Events events, Body body) {
        double[] masses = IntStream.range(0, events.size())
                .mapToDouble(event -> events.momentum(event, body).mass())
                .sorted()
                .toArray();
        return masses[masses.length / 2];
    }

    private static double[] event(int jets) throws IOException {
        try (TtbarEvents file = TtbarEvents.open(SAMPLE)) {
            return file.read(jets, 0, 1).momenta();
        }
    }

    private Path array(String name, double[] rows, int columns) throws IOException {
        Path file = folder.resolve(name);
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REPLACE, NpyType.FLOAT64, columns)) {
            writer.rows().write(rows);
            writer.commit();
        }
        return file;
    }

    @Test
    void anArrayHoldsOneMultiplicity() throws IOException {
        Path path = array("ttbar_2j.npy", event(2), 32);
        try (TtbarEvents file = TtbarEvents.open(path)) {
            assertThat(file.counts()).isEqualTo(Map.of(2, 1L));
            assertThat(file.read(2, 0, 1).momenta()).isEqualTo(event(2));
            assertThatThrownBy(() -> file.read(1, 0, 1))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("1 further jets", "[2]");
            assertThatThrownBy(() -> file.read(2, 0, 2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anotherMultiplicityThanTheNameSaysIsRefused() throws IOException {
        Path named = array("ttbar_1j.npy", event(2), 32);
        assertThatThrownBy(() -> TtbarEvents.open(named))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("ttbar_1j.npy", "28 numbers", "[1, 32]");
        for (int columns : new int[] {20, 30}) {
            Path other = array("x.npy", new double[columns], columns);
            assertThatThrownBy(() -> TtbarEvents.open(other)).hasMessageContainingAll("4 (6 + n)", "[1, " + columns);
        }
        Path file = folder.resolve("events.h5");
        Hdf5Writer.Dataset dataset = new Hdf5Writer.Dataset("ttbar+3jet", NpyType.FLOAT64, 1, 32);
        try (Hdf5Writer writer = Hdf5Writer.create(file, WhenExists.REFUSE, List.of(dataset))) {
            writer.next().write(event(2));
            writer.commit();
        }
        assertThatThrownBy(() -> TtbarEvents.open(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("ttbar+3jet", "36 numbers", "[1, 32]");
    }

    @Test
    void aFileOfSomethingElseIsRefusedWithWhatIsThere() {
        assertThatThrownBy(() -> TtbarEvents.open(Path.of("..", "samples", "jetnet", "t.hdf5")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("ttbar+0jet", "particle_features");
    }

    /// What reading says of a second event that was changed.
    private AbstractThrowableAssert<?, ? extends Throwable> reading(Consumer<double[]> change) throws IOException {
        double[] rows = Arrays.copyOf(event(1), 56);
        double[] second = event(1);
        change.accept(second);
        System.arraycopy(second, 0, rows, 28, 28);
        Path path = array("events.npy", rows, 28);
        return assertThatThrownBy(() -> {
                    try (TtbarEvents file = TtbarEvents.open(path)) {
                        file.read(1, 1, 2);
                    }
                })
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("events.npy: row 1, particle ");
    }

    @Test
    void whatIsNoMomentumOfAJetIsRefusedWithRowAndParticle() throws IOException {
        reading(row -> row[13] = Double.NaN).hasMessageContainingAll("particle 3 (b2)", "not finite");
        reading(row -> row[4] *= 0.9).hasMessageContainingAll("particle 1 (q1)", "less energy than");
        reading(row -> row[0] *= -1).hasMessageContainingAll("particle 0 (b1)", "negative energy");
        reading(row -> Arrays.fill(row, 24, 28, 0)).hasMessageContainingAll("particle 6 (j1)", "no transverse");
        reading(row -> Arrays.fill(row, 21, 23, 0)).hasMessageContainingAll("particle 5 (q4)", "no transverse");
    }
}

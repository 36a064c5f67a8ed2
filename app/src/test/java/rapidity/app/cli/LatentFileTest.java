package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.layer.irreps.Aggregation;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;
import rapidity.net.LgaeConfig;

/// Latents that are written block by block are read again block by block.
class LatentFileTest {
    private static final int PARTICLES = 4;
    private static final int ROWS = 3000;
    private static final int BLOCK = 700;
    private static final String FINGERPRINT = "0a".repeat(31) + "ff";

    @TempDir
    private Path folder;

    private static JetAutoencoder model(Coordinates coordinates) {
        return JetAutoencoder.of(
                LgaeConfig.corrected(PARTICLES, Aggregation.parse("min&max"), 1),
                AutoencoderPreprocessing.momenta(PARTICLES).withCoordinates(coordinates),
                1,
                Engine.of(Precision.FLOAT64));
    }

    /// Every seventh row has no jet.
    private static double[] block(int from, int to, int width) {
        double[] r = new double[(to - from) * width];
        Arrays.setAll(r, i -> (from + i / width) % 7 == 3 ? Double.NaN : from * width + i);
        return r;
    }

    private Path write(JetAutoencoder model) throws IOException {
        Path file = folder.resolve("latents.npz");
        int width = model.layout().size() + model.preprocessing().frame();
        try (LatentFile out = LatentFile.create(file, WhenExists.REFUSE, model, FINGERPRINT)) {
            for (int from = 0; from < ROWS; from += BLOCK) {
                out.add(from, block(from, Math.min(ROWS, from + BLOCK), width));
            }
            assertThat(out.commit()).isEqualTo(ROWS - 3000 / 7 - 1);
        }
        return file;
    }

    @Test
    void whatIsReadIsWhatWasWrittenAndNothingIsLeftBeside() throws IOException {
        JetAutoencoder model = model(Coordinates.CENTRED_MOMENTA);
        int size = model.layout().size();
        int width = size + 8;
        Path file = write(model);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        try (StoredLatents found = StoredLatents.open(file, model, FINGERPRINT);
                NpzFile archive = NpzFile.open(file);
                NpyArray rows = archive.array("rows")) {
            for (long from = 0; from < found.jets(); from += 500) {
                long to = Math.min(found.jets(), from + 500);
                Latents z = found.read(from, to);
                double[] places = rows.doubles(from, to);
                for (int i = 0; i < to - from; i++) {
                    double[] row = block((int) places[i], (int) places[i] + 1, width);
                    assertThat(Arrays.copyOfRange(z.values(), i * size, (i + 1) * size))
                            .isEqualTo(Arrays.copyOf(row, size));
                    assertThat(Arrays.copyOfRange(z.frames(), 8 * i, 8 * i + 8))
                            .isEqualTo(Arrays.copyOfRange(row, size, width));
                }
            }
        }
    }

    @Test
    void aNumberThatIsNotFiniteIsRefusedWithItsPlace() throws IOException {
        JetAutoencoder model = model(Coordinates.CENTRED_MOMENTA);
        double[] rows = new double[3 * (model.layout().size() + 8)];
        rows[2 * (model.layout().size() + 8) + 1] = Double.NaN;
        Path file = folder.resolve("latents.npz");
        try (LatentFile out = LatentFile.create(file, WhenExists.REFUSE, model, FINGERPRINT)) {
            out.add(0, rows);
            out.commit();
        }
        try (StoredLatents found = StoredLatents.open(file, model, FINGERPRINT)) {
            assertThat(found.read(0, 2).values()).containsOnly(0);
            assertThatThrownBy(() -> found.read(2, 3))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining(file + ": scalars, row 2: expected finite numbers, found NaN");
        }
    }

    @Test
    void latentsOfAnotherModelAreRefused() throws IOException {
        JetAutoencoder model = model(Coordinates.CENTRED_MOMENTA);
        Path file = write(model);
        assertThatThrownBy(() -> StoredLatents.open(file, model, "0b".repeat(32)))
                .isInstanceOf(DataFormatException.class)
                .hasMessage(file + ": model: expected latents of this model, 0b0b0b0b0b0b, found those of 0a0a0a0a0a0a:"
                        + " decode them with the model that encoded them");
    }

    @Test
    void latentsThatSomebodyElseMadeNeedNameNoModel() throws IOException {
        JetAutoencoder model = model(Coordinates.MOMENTA);
        Path file = folder.resolve("own.npz");
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REFUSE)) {
            out.array("frames", NpyType.FLOAT64, 2, 4).write(new double[8]);
            out.array("scalars", NpyType.FLOAT64, 2, 2, 2).write(new double[8]);
            out.array("vectors", NpyType.FLOAT64, 2, 2, 4, 2).write(new double[32]);
            out.commit();
        }
        try (StoredLatents found = StoredLatents.open(file, model, FINGERPRINT)) {
            assertThat(found.jets()).isEqualTo(2);
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsToldByTheNameThatTheUserGave() {
        Path file = folder.resolve("nowhere").resolve("latents.npz");
        assertThatThrownBy(() -> LatentFile.create(file, WhenExists.REFUSE, model(Coordinates.MOMENTA), FINGERPRINT))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": its rows wait beside it")
                .hasMessageEndingWith("name a file in a folder that you may write to, on a disk with room");
    }

    @Test
    void latentsWithOtherFramesAreRefused() throws IOException {
        Path file = write(model(Coordinates.CENTRED_MOMENTA));
        assertThatThrownBy(() -> StoredLatents.open(file, model(Coordinates.MOMENTA), FINGERPRINT))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("rows of 4 numbers");
    }
}

package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Cut and flipped files: they are read, or refused with a [DataFormatException], and nothing else happens.
class DamagedNumpyFilesTest {
    private static final long SEED = 20261125;
    private static final int TRIALS = 250;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cube.npy", "fortran_cube.npy", "version2.npy", "bool.npy", "stored.npz", "deflated.npz"})
    void onlyDataFormatExceptionsComeOut(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(NumpyFixtures.file(name));
        Path file = folder.resolve(name);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] damaged = damage(bytes, new RandomStreams(SEED).stream(name, trial));
            Files.write(file, damaged);
            try {
                readAll(file);
            } catch (DataFormatException e) {
                assertThat(e).hasMessageContaining(name);
                refused++;
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(name + ", seed " + SEED + ", trial " + trial, e);
            }
        }
        assertThat(refused).isGreaterThan(TRIALS / 4);
    }

    private static byte[] damage(byte[] bytes, RandomStream random) {
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] damaged = bytes.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static void readAll(Path file) throws IOException {
        if (file.toString().endsWith(".npy")) {
            try (NpyArray array = NpyArray.open(file)) {
                readAll(array);
            }
            return;
        }
        try (NpzFile npz = NpzFile.open(file)) {
            for (String name : npz.names()) {
                try (NpyArray array = npz.array(name)) {
                    readAll(array);
                }
            }
        }
    }

    private static void readAll(NpyArray array) throws IOException {
        long rows = Math.min(array.rows(), 100);
        if (array.rowLength() < 1000) {
            array.floats(0, rows);
            array.doubles(0, rows);
        }
    }
}

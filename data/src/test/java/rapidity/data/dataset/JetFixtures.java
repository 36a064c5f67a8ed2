package rapidity.data.dataset;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;

/// Files in the layouts of the published data sets, see `make_fixtures.py` beside them.
final class JetFixtures {
    private JetFixtures() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(JetFixtures.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static double[] expected(String key) throws IOException {
        try (NpzFile file = NpzFile.open(file("expected.npz"));
                NpyArray array = file.array(key)) {
            return array.doubles(0, array.rows());
        }
    }

    static int[] expectedInts(String key) throws IOException {
        return Arrays.stream(expected(key)).mapToInt(value -> (int) value).toArray();
    }
}

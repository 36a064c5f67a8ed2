package rapidity.data.format;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/// Files that NumPy wrote, see `make_fixtures.py` beside them.
final class NumpyFixtures {
    static final double[] PAIRS = {1, 2, 3, 4, 5, 6};

    private NumpyFixtures() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(NumpyFixtures.class.getResource("numpy/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static double[] upTo(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }
}

package rapidity.data.format.hdf5;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/// Files that h5py, pandas and PyTables wrote, see `make_fixtures.py` beside them.
final class Hdf5Fixtures {
    private Hdf5Fixtures() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(Hdf5Fixtures.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

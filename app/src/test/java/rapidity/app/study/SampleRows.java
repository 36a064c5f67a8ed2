package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.WhenExists;

/// The first events of the zg sample, for tests to change and to write down.
///
/// @param values rows of momenta and label, one after another
public record SampleRows(double[] values) {
    public static final int COLUMNS = 17;

    public static SampleRows of(int events) throws IOException {
        try (NpyArray file = NpyArray.open(Path.of("../samples/zg.npy"))) {
            return new SampleRows(file.doubles(0, events));
        }
    }

    public int events() {
        return values.length / COLUMNS;
    }

    public SampleRows with(int row, int column, double value) {
        double[] changed = values.clone();
        changed[row * COLUMNS + column] = value;
        return new SampleRows(changed);
    }

    /// The first row, again and again.
    public SampleRows repeated() {
        double[] changed = values.clone();
        Arrays.setAll(changed, i -> values[i % COLUMNS]);
        return new SampleRows(changed);
    }

    public Path write(Path file) throws IOException {
        return write(file, COLUMNS, values);
    }

    public static Path write(Path file, int columns, double... values) throws IOException {
        try (NpyWriter out = NpyWriter.create(file, WhenExists.REPLACE, NpyType.FLOAT64, columns)) {
            out.rows().write(values);
            out.commit();
        }
        return file;
    }
}

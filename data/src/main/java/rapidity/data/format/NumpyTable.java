package rapidity.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A NumPy file or archive as columns: one for each array, rows along its first axis.
public final class NumpyTable implements Table {
    private final Path path;
    private final String kind;
    private final Map<Column, NpyArray> arrays;
    private final Closeable file;

    private NumpyTable(Path path, String kind, Map<Column, NpyArray> arrays, Closeable file) {
        this.path = path;
        this.kind = kind;
        this.arrays = arrays;
        this.file = file;
    }

    /// Opens a `.npy` file; its one column has the file's name, without the ending.
    public static NumpyTable ofArray(Path path) throws IOException {
        NpyArray array = NpyArray.open(path);
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.npy$", "");
        return new NumpyTable(path, "NumPy array", Map.of(column(name, array), array), array);
    }

    /// Opens a `.npz` file.
    public static NumpyTable ofArchive(Path path) throws IOException {
        NpzFile file = NpzFile.open(path);
        try {
            Map<Column, NpyArray> arrays = new LinkedHashMap<>();
            for (String name : file.names()) {
                NpyArray array = file.array(name);
                arrays.put(column(name, array), array);
            }
            return new NumpyTable(path, "NumPy archive", arrays, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Column column(String name, NpyArray array) {
        List<Long> shape =
                array.header().shape().stream().skip(1).map(Number::longValue).toList();
        return new Column(name, array.header().type(), shape, array.rows());
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(arrays.keySet());
    }

    @Override
    public Jagged read(Column column, long from, long to) throws IOException {
        NpyArray array = Objects.requireNonNull(arrays.get(column), column.name());
        double[] values = array.doubles(from, to);
        return Jagged.of(values, (int) (to - from), (int) array.rowLength());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

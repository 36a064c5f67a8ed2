package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;

/// An HDF5 file as columns: one for each dataset of numbers, for each member of a compound dataset (`DATASET/MEMBER`)
/// and for each column of a pandas table (by its own name, behind its key if there are several:
/// `KEY/COLUMN`). Rows run along the first axis.
public final class Hdf5Table implements Table {
    private final Hdf5File file;
    private final Map<Column, Reader> readers = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> unread = new LinkedHashMap<>();
    private final StringBuilder kind = new StringBuilder("HDF5");

    private interface Reader {
        Jagged read(long from, long to) throws IOException;
    }

    private Hdf5Table(Hdf5File file) throws IOException {
        this.file = file;
        List<String> keys = PandasTable.keys(file);
        for (String key : keys) {
            addPandas(PandasTable.open(file, key), keys.size() == 1 ? "" : key + "/");
        }
        for (String name : file.names()) {
            boolean index = name.contains("_i_table/");
            boolean pandas = keys.stream().anyMatch(key -> name.equals(key + "/table"));
            if (!index && !pandas) {
                add(name);
            }
        }
    }

    /// Opens a file. Datasets that hold something else than numbers are left out.
    public static Hdf5Table open(Path path) throws IOException {
        Hdf5File file = Hdf5File.open(path);
        try {
            return new Hdf5Table(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void addPandas(PandasTable table, String prefix) throws IOException {
        kind.append(", pandas table with key ").append(table.key());
        for (String name : table.names()) {
            PandasTable.Place place = table.place(name).orElseThrow();
            Column column = Column.flat(prefix + name, place.block().type(), table.rows());
            put(column, (from, to) -> Jagged.of(table.doubles(place, from, to), (int) (to - from), 1));
        }
        table.unread().forEach((name, what) -> unread.put(prefix + name, what));
    }

    private void put(Column column, Reader reader) throws DataFormatException {
        if (!names.add(column.name())) {
            throw file.fault("columns", "each once", "two of the name " + column.name());
        }
        readers.put(column, reader);
    }

    private void add(String name) throws IOException {
        if (file.members(name).isEmpty()) {
            addNumbers(name, () -> file.dataset(name));
            return;
        }
        Hdf5Dataset compound = file.dataset(name);
        for (String member : compound.members()) {
            addNumbers(name + "/" + member, () -> compound.member(member));
        }
    }

    private interface Opening {
        Hdf5Dataset open() throws IOException;
    }

    private void addNumbers(String name, Opening opening) throws IOException {
        Hdf5Dataset data;
        try {
            data = opening.open();
        } catch (DataFormatException e) {
            unread.put(name, String.valueOf(e.getMessage()));
            return;
        }
        List<Long> shape = Arrays.stream(data.shape()).skip(1).boxed().toList();
        Column column = new Column(name, data.type(), shape, data.rows());
        put(column, (from, to) -> Jagged.of(data.doubles(from, to), (int) (to - from), (int) data.rowLength()));
    }

    @Override
    public Map<String, String> unread() {
        return Map.copyOf(unread);
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String kind() {
        return kind.toString();
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(readers.keySet());
    }

    @Override
    public Jagged read(Column column, long from, long to) throws IOException {
        return Objects.requireNonNull(readers.get(column), column.name()).read(from, to);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

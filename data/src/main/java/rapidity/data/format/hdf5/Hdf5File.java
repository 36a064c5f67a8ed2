package rapidity.data.format.hdf5;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.FileBytes;

/// An HDF5 file, open for reading: its datasets by path, such as `table/table`.
///
/// Read are contiguous, compact and chunked datasets of integers, bools, floats (half to double), arrays and compounds
/// of these, in either byte order, with every chunk index, through gzip, shuffle, Fletcher32, LZF, LZ4, bitshuffle,
/// Zstandard and Blosc. Memory is what is asked for, and some chunks. For use by one thread.
///
/// Soft and external links are not followed.
public final class Hdf5File implements Closeable {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DATASETS = 100_000;

    private final Path path;
    private final ByteSource source;
    private final Metadata file;
    private final Map<String, ObjectHeader> headers = new TreeMap<>();
    private final Set<Long> visited = new HashSet<>();

    private Hdf5File(Path path, ByteSource source) throws IOException {
        this.path = path;
        this.source = source;
        Metadata.Root root = Metadata.open(source);
        file = root.file();
        visit("", root.address(), MAX_DEPTH);
    }

    /// Opens a file and lists what is in it.
    ///
    /// @throws DataFormatException if it is no HDF5 file, or is damaged
    public static Hdf5File open(Path path) throws IOException {
        ByteSource source = new FileBytes(path);
        try {
            return new Hdf5File(path, source);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void visit(String name, long address, int depth) throws IOException {
        if (depth == 0 || headers.size() > MAX_DATASETS) {
            throw fault("group " + name, "at most " + MAX_DEPTH + " groups within each other, and datasets", "more");
        }
        ObjectHeader header = ObjectHeader.read(file, address);
        if (header.has(ObjectHeader.LAYOUT)) {
            headers.put(name, header);
            return;
        }
        if (!visited.add(address)) {
            return;
        }
        for (Map.Entry<String, Long> link : Links.of(file, header).entrySet()) {
            visit(name.isEmpty() ? link.getKey() : name + "/" + link.getKey(), link.getValue(), depth - 1);
        }
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// The paths of all datasets, whatever they hold, in alphabetical order.
    public List<String> names() {
        return List.copyOf(headers.keySet());
    }

    /// Whether there is a dataset of this path.
    public boolean has(String name) {
        return headers.containsKey(name);
    }

    /// The dataset of this path.
    ///
    /// @throws DataFormatException if there is none, or it is of a kind that is not read
    public Hdf5Dataset dataset(String name) throws IOException {
        ObjectHeader header = headers.get(name);
        if (header == null) {
            throw fault("datasets", "one named '" + name + "'", "only " + names());
        }
        return Hdf5Dataset.open(file, name, header);
    }

    /// The names of the members of a compound dataset; empty for any other.
    List<String> members(String name) throws IOException {
        ObjectHeader header = headers.get(name);
        if (header == null) {
            return List.of();
        }
        DataType type = DataType.read(header.required(file, ObjectHeader.DATATYPE, "a type"));
        return Hdf5Dataset.members(type);
    }

    /// The exception for something wrong in this file.
    public DataFormatException fault(String place, String expected, String found) {
        return source.fault(place, expected, found);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

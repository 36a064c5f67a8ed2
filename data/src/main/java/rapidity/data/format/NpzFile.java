package rapidity.data.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A NumPy archive: a zip file of `.npy` members, stored or deflated, of any size.
///
/// Members are found by name through the central directory, in whatever order they were written. Reading one takes the
/// memory of the rows asked for, whatever the archive claims. A deflated member is a stream: rows are cheap in
/// rising order, and going back starts it again.
public final class NpzFile implements Closeable {
    private static final String SUFFIX = ".npy";

    private final Path file;
    private final ZipFile zip;

    private NpzFile(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /// Opens a `.npz` file.
    ///
    /// @throws DataFormatException if it is no zip file, or is cut short
    public static NpzFile open(Path file) throws IOException {
        try {
            return new NpzFile(file, new ZipFile(file.toFile()));
        } catch (ZipException | EOFException e) {
            throw new DataFormatException(file, "zip directory", "a NumPy archive, a complete zip file", e);
        }
    }

    /// The names of the arrays, without `.npy`.
    public List<String> names() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    /// Opens the array of this name. It is closed with the archive, or before.
    ///
    /// @throws DataFormatException if there is none, or it is damaged, or it holds something else than numbers
    public NpyArray array(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name + SUFFIX);
        if (entry == null) {
            throw new DataFormatException(file, "members", "an array '" + name + "'", "only " + names());
        }
        return NpyArray.open(new MemberBytes(file, zip, entry));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

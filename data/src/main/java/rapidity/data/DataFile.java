package rapidity.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.CsvTable;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NumpyTable;
import rapidity.data.format.Table;
import rapidity.data.format.event.EventTable;
import rapidity.data.format.hdf5.Hdf5Table;
import rapidity.data.format.parquet.ParquetTable;
import rapidity.data.format.root.RootTree;

/// A file with columns, of any format: what it is, its first bytes say. In a ROOT file with several trees one is named
/// behind a colon: `jets.root:tree`.
///
/// @param part the tree in a ROOT file
public record DataFile(Path path, Optional<String> part) {
    private static final int MAGIC = 8;

    /// The file of this name, with a tree behind a colon.
    public static DataFile of(String name) {
        int colon = name.lastIndexOf(':');
        if (colon > 1 && !Files.exists(Path.of(name))) {
            return new DataFile(Path.of(name.substring(0, colon)), Optional.of(name.substring(colon + 1)));
        }
        return new DataFile(Path.of(name), Optional.empty());
    }

    /// The files that a name with `*`, `?`, `[..]` or `{..}` in its last part stands for, in alphabetical order, or
    /// the one file of a plain name.
    ///
    /// @param folder where a relative name begins
    /// @throws NoSuchFileException if there is none
    public static List<DataFile> matching(Path folder, String pattern) throws IOException {
        DataFile named = of(folder.resolve(pattern).toString());
        Path parent = Optional.ofNullable(named.path.getParent()).orElse(Path.of(""));
        String glob = String.valueOf(named.path.getFileName());
        if (Files.exists(named.path) || glob.chars().noneMatch(letter -> "*?[{".indexOf(letter) >= 0)) {
            return List.of(named);
        }
        List<DataFile> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, glob)) {
            found.forEach(path -> files.add(new DataFile(path, named.part)));
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(named.path.toString(), null, "no file matches");
        }
        files.sort((a, b) -> a.path.compareTo(b.path));
        return files;
    }

    /// Opens the columns of the file.
    ///
    /// @throws DataFormatException if it is of no format that is read, or is damaged
    public Table open() throws IOException {
        String magic = magic();
        if (magic.startsWith("root")) {
            return RootTree.open(path, part);
        }
        if (part.isPresent()) {
            throw new DataFormatException(path, "name", "a tree behind the colon for ROOT files only", part.get());
        }
        if (magic.startsWith("\u0093NUMPY")) {
            return NumpyTable.ofArray(path);
        }
        if (magic.startsWith("PK")) {
            return NumpyTable.ofArchive(path);
        }
        if (magic.startsWith("PAR1")) {
            return ParquetTable.open(path);
        }
        if (magic.startsWith("HepMC::") || magic.startsWith("\u001f\u008b")) {
            return EventTable.open(path);
        }
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(".csv") || name.endsWith(".txt")) {
            return CsvTable.open(path);
        }
        if (magic.startsWith("\u0089HDF") || name.endsWith(".h5") || name.endsWith(".hdf5")) {
            return Hdf5Table.open(path);
        }
        if (magic.startsWith("<") || EventOutput.isRecord(path)) {
            return EventTable.open(path);
        }
        throw new DataFormatException(
                path,
                "first bytes",
                "a NumPy array or archive, HDF5, ROOT, Parquet, Les Houches or HepMC3 events, or a text table named"
                        + " .csv",
                "\"" + magic.replaceAll("[^\\x20-\\x7e]", "?") + "\"");
    }

    private String magic() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(MAGIC), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public String toString() {
        return path + part.map(name -> ":" + name).orElse("");
    }
}

package rapidity.data.format.root;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.FileBytes;

/// A ROOT file, open for reading: the trees in it and in its directories, by path such as `tree` or `deep/tree`. Of a
/// tree that was saved several times the newest counts.
public final class RootFile implements Closeable {
    private static final int HEAD = 64;
    private static final int LARGE_VERSION = 1_000_000;
    private static final int LARGE_DIRECTORY = 1000;
    private static final int MAX_DIRECTORIES = 10_000;
    private static final int MAX_KEYS = 1 << 26;
    private static final Set<String> TREES = Set.of("TTree", "TNtuple", "TNtupleD");

    private final Path path;
    private final ByteSource source;
    private final Map<String, RootKey> trees = new TreeMap<>();
    private final Map<String, RootKey> newTuples = new TreeMap<>();
    private final Set<Long> visited = new HashSet<>();
    private final Map<String, ClassDescription> classes = new HashMap<>();

    private RootFile(Path path, ByteSource source) throws IOException {
        this.path = path;
        this.source = source;
        RootCursor head = RootKey.cursor(source, "head", 0, HEAD);
        if (!new String(head.bytes(4), java.nio.charset.StandardCharsets.ISO_8859_1).equals("root")) {
            throw source.fault("byte 0", "the letters \"root\" with which a ROOT file begins", "others");
        }
        boolean large = head.i32() >= LARGE_VERSION;
        int begin = head.i32();
        long end = head.place(large);
        head.place(large);
        head.skip(8);
        int nameLength = head.i32();
        head.skip(5);
        long descriptions = head.place(large);
        if (end > source.size()) {
            throw source.fault("size", end + " bytes", source.size() + " bytes (cut short?)");
        }
        readClasses(descriptions);
        directory("", (long) begin + nameLength);
    }

    /// Opens a file and lists what is in it.
    ///
    /// @throws DataFormatException if it is no ROOT file, or is damaged or cut short
    public static RootFile open(Path path) throws IOException {
        ByteSource source = new FileBytes(path);
        try {
            return new RootFile(path, source);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void readClasses(long place) throws IOException {
        if (place <= 0) {
            throw source.fault("head", "descriptions of the classes in the file", "none (was it closed?)");
        }
        RootCursor list = RootKey.at(source, place).open(source);
        ObjectReader reader = new ObjectReader(list, Map.of());
        reader.list((className, end) -> {
            if (className.equals("TStreamerInfo")) {
                ClassDescription description = ClassDescription.read(list, reader);
                classes.put(description.name() + ";" + description.version(), description);
                ClassDescription newest = classes.get(description.name());
                if (newest == null || newest.version() < description.version()) {
                    classes.put(description.name(), description);
                }
            }
            list.moveTo(end);
        });
    }

    /// Lists a directory, whose data begin at this place.
    private void directory(String prefix, long place) throws IOException {
        String what = "directory " + prefix;
        if (!visited.add(place)) {
            return;
        }
        if (visited.size() > MAX_DIRECTORIES) {
            throw source.fault(what, "at most " + MAX_DIRECTORIES + " directories", "more");
        }
        RootCursor cursor = RootKey.cursor(source, what, place, HEAD);
        boolean large = cursor.i16() > LARGE_DIRECTORY;
        cursor.skip(8);
        int keysLength = cursor.i32();
        cursor.skip(4);
        cursor.place(large);
        cursor.place(large);
        long keys = cursor.place(large);
        if (keys == 0) {
            return;
        }
        if (keysLength < 0 || keysLength > MAX_KEYS || keys > source.size() - keysLength) {
            throw source.fault(what, "a list of keys within the file", keysLength + " bytes at " + keys);
        }
        ByteBuffer bytes = ByteBuffer.allocate(keysLength);
        source.read(keys, bytes);
        RootCursor list = new RootCursor(source, what, bytes.array(), 0);
        RootKey.read(list);
        int count = list.count(18);
        for (int i = 0; i < count; i++) {
            add(prefix, RootKey.read(list));
        }
    }

    private void add(String prefix, RootKey key) throws IOException {
        String name = prefix + key.name();
        if (TREES.contains(key.className())) {
            trees.merge(name, key, (a, b) -> a.cycle() >= b.cycle() ? a : b);
        } else if (key.className().endsWith("RNTuple")) {
            newTuples.put(name, key);
        } else if (key.className().startsWith("TDirectory")) {
            directory(name + "/", key.place() + key.keyLength());
        }
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// The paths of all trees, in alphabetical order.
    public List<String> names() {
        return List.copyOf(trees.keySet());
    }

    /// Opens the tree of this path; if none is given, the only one there is.
    ///
    /// @throws DataFormatException if there is no such tree, or none is given and there are several
    public RootTree tree(Optional<String> name) throws IOException {
        if (name.isEmpty() && trees.size() > 1) {
            throw source.fault("trees", "the name of one, as " + path.getFileName() + ":TREE", "several: " + names());
        }
        String wanted = name.orElse(trees.isEmpty() ? "" : names().getFirst());
        RootKey key = trees.get(wanted);
        if (key == null) {
            throw missing(wanted);
        }
        return new RootTree(this, source, wanted, key, classes);
    }

    private DataFormatException missing(String wanted) {
        boolean tuple = wanted.isEmpty() ? !newTuples.isEmpty() : newTuples.containsKey(wanted);
        if (tuple) {
            return source.fault(
                    "trees",
                    "a TTree",
                    "the RNTuple " + (wanted.isEmpty() ? newTuples.keySet() : wanted)
                            + ", which is not read (save it as a TTree, in uproot by file.mktree, or as Parquet with"
                            + " awkward)");
        }
        return source.fault("trees", wanted.isEmpty() ? "a tree" : "a tree '" + wanted + "'", "only " + names());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

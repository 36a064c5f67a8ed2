package rapidity.data.format.root;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rapidity.data.format.ByteSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;

/// A TTree as columns: its branches of numbers, of arrays of fixed or counted length and of `vector<...>` of numbers.
/// Branches of a split class are `BRANCH.MEMBER`. What holds anything else is left out, and named in [#unread].
public final class RootTree implements Table {
    private final RootFile file;
    private final ByteSource source;
    private final String name;
    private final RootCursor record;
    private final Map<String, ClassDescription> classes;
    private final long entries;
    private final Map<String, RootBranch> branches = new LinkedHashMap<>();
    private final Map<Column, RootBranch> columns = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    RootTree(RootFile file, ByteSource source, String name, RootKey key, Map<String, ClassDescription> classes)
            throws IOException {
        this.file = file;
        this.source = source;
        this.name = name;
        this.classes = classes;
        record = key.open(source);
        RootObject tree = new ObjectReader(record, classes).object(key.className());
        entries = tree.number(record, "fEntries");
        if (entries < 0) {
            throw record.fault("a number of entries", entries + "");
        }
        for (RootObject branch : tree.objects(record, "fBranches")) {
            add("", branch);
        }
        for (Map.Entry<String, RootBranch> branch : branches.entrySet()) {
            columns.put(branch.getValue().column(branch.getKey(), entries), branch.getValue());
        }
    }

    /// Opens a tree of a file; without a name, the only one. The file is closed with the tree.
    ///
    /// @throws DataFormatException if there is no such tree, or none is named and there are several
    public static RootTree open(Path path, Optional<String> tree) throws IOException {
        RootFile file = RootFile.open(path);
        try {
            return file.tree(tree);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void add(String prefix, RootObject branch) throws DataFormatException {
        String own = branch.text(record, "fName").replaceFirst("(\\[\\w*])*\\.?$", "");
        String full = prefix.isEmpty() || own.startsWith(prefix + ".") ? own : prefix + "." + own;
        List<RootObject> below = branch.objects(record, "fBranches");
        for (RootObject part : below) {
            add(full, part);
        }
        List<RootObject> leaves = branch.objects(record, "fLeaves");
        int offset = 0;
        for (RootObject leaf : leaves) {
            String column = leaves.size() == 1 ? full : full + "." + leaf.text(record, "fName");
            LeafType type = LeafType.of(record, classes, branch, leaf, below.isEmpty());
            if (type.fault().isPresent() || leaves.size() > 1 && type.counted()) {
                unread.put(column, type.fault().orElse("a counted array beside other leaves"));
            } else {
                RootBranch made = new RootBranch(source, record, name + "/" + column, branch, type.at(offset, leaves));
                counter(leaf).ifPresent(made::countedBy);
                branches.put(unused(column), made);
            }
            offset += type.entryBytes();
        }
    }

    /// A tree may have several branches of one name: the second is `NAME;2`.
    private String unused(String column) {
        String free = column;
        for (int i = 2; branches.containsKey(free); i++) {
            free = column + ";" + i;
        }
        return free;
    }

    /// The branch that counts the numbers of a leaf, if it is there.
    private Optional<RootBranch> counter(RootObject leaf) throws DataFormatException {
        Optional<RootObject> counter = leaf.object("fLeafCount");
        return counter.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(branches.get(counter.get().text(record, "fName")));
    }

    /// The path of the tree in the file.
    public String name() {
        return name;
    }

    /// The number of entries.
    public long rows() {
        return entries;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String kind() {
        return "ROOT tree " + name;
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public Map<String, String> unread() {
        return Map.copyOf(unread);
    }

    @Override
    public Jagged read(Column column, long from, long to) throws IOException {
        int rows = Table.count(from, to, entries);
        return Objects.requireNonNull(columns.get(column), column.name()).read(from, rows, entries);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

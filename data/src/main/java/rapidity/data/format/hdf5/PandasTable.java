package rapidity.data.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A data frame that pandas saved with `to_hdf(..., format="table")`: the compound dataset `KEY/table`, in which the
/// columns of one type share a member. Which column is where is written in attributes, and read from there: pandas
/// groups and orders the columns as it likes.
public final class PandasTable {
    private static final String SUFFIX = "/table";

    private final String key;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();
    private final long rows;

    /// Where a column is: number `index` of each row of a block of columns.
    public record Place(Hdf5Dataset block, int index) {}

    private PandasTable(String key, Hdf5Dataset table) throws IOException {
        this.key = key;
        rows = table.rows();
        for (String member : table.members()) {
            if (!member.equals("index")) {
                add(table, member);
            }
        }
    }

    /// The keys of all data frames in a file.
    public static List<String> keys(Hdf5File file) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String name : file.names()) {
            if (name.endsWith(SUFFIX) && file.members(name).contains("index")) {
                keys.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        return keys;
    }

    /// Opens the data frame of this key.
    ///
    /// @throws rapidity.data.format.DataFormatException if there is none, or it was saved with `format="fixed"`
    public static PandasTable open(Hdf5File file, String key) throws IOException {
        if (file.has(key + "/axis0")) {
            throw file.fault(
                    "key " + key,
                    "a data frame saved with to_hdf(..., format=\"table\")",
                    "one saved with format=\"fixed\"");
        }
        if (!file.has(key + SUFFIX)) {
            throw file.fault("key " + key, "a pandas table", "only the datasets " + file.names());
        }
        return new PandasTable(key, file.dataset(key + SUFFIX));
    }

    private void add(Hdf5Dataset table, String member) throws IOException {
        List<String> names = names(table.attribute(member + "_kind").orElse(""));
        Optional<String> other = table.otherThanNumbers(member);
        if (other.isPresent()) {
            (names.isEmpty() ? List.of(member) : names).forEach(name -> unread.put(name, other.get()));
            return;
        }
        Hdf5Dataset block = table.member(member);
        long count = block.rowLength();
        for (int i = 0; i < count; i++) {
            String name = names.size() == count ? names.get(i) : count == 1 ? member : member + "[" + i + "]";
            places.put(name, new Place(block, i));
        }
    }

    /// The texts in a pickled list of protocol 0, in which each line begins with what to do: `V` and `S` begin a text,
    /// and `a` appends the one before to the list.
    private static List<String> names(String pickle) {
        List<String> names = new ArrayList<>();
        pickle.lines().forEach(line -> {
            String code = line.startsWith("a") ? line.substring(1) : line;
            if (code.startsWith("V")) {
                names.add(code.substring(1));
            } else if (code.startsWith("S'") && code.endsWith("'")) {
                names.add(code.substring(2, code.length() - 1));
            }
        });
        return names;
    }

    /// The key.
    public String key() {
        return key;
    }

    /// The names of the columns of numbers.
    public List<String> names() {
        return List.copyOf(places.keySet());
    }

    /// The columns that are no numbers, by name, with what they are.
    Map<String, String> unread() {
        return unread;
    }

    /// The number of rows.
    public long rows() {
        return rows;
    }

    /// Where a column is, if there is one of this name.
    public Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /// The rows from .. to-1 of a column.
    public double[] doubles(Place column, long from, long to) throws IOException {
        return column.block.number(column.index).doubles(from, to);
    }
}

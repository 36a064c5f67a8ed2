package rapidity.data.format.root;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.ByteSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;

/// A leaf of a branch: the baskets that hold it, and what its bytes mean. The basket read last is kept.
final class RootBranch {
    private final ByteSource source;
    private final String place;
    private final LeafType type;
    private final List<Part> parts = new ArrayList<>();
    private int keptPart = -1;
    private @Nullable RootBasket kept;
    private @Nullable RootBranch counter;

    /// A basket: in the file, or embedded in the tree's record.
    ///
    /// @param first its first entry
    /// @param seek its place in the file, 0 if it is embedded
    private record Part(
            long first, long seek, int length, @Nullable RootBasket embedded) {}

    RootBranch(ByteSource source, RootCursor record, String place, RootObject branch, LeafType type)
            throws DataFormatException {
        this.source = source;
        this.place = "branch " + place;
        this.type = type;
        if (branch.has("fFileName") && !branch.text(record, "fFileName").isEmpty()) {
            throw record.fault("baskets in the file itself", "those of " + place + " in another file");
        }
        long[] seeks = branch.numbers(record, "fBasketSeek");
        long[] firsts = branch.numbers(record, "fBasketEntry");
        long[] lengths = branch.numbers(record, "fBasketBytes");
        List<@Nullable RootObject> embedded = branch.list(record, "fBaskets").all();
        long writing = branch.number(record, "fWriteBasket");
        int usable = Math.min(Math.min(seeks.length, firsts.length), lengths.length);
        for (int i = 0; i <= writing && i < usable; i++) {
            RootObject basket = i < embedded.size() ? embedded.get(i) : null;
            if (seeks[i] != 0) {
                parts.add(new Part(firsts[i], seeks[i], (int) lengths[i], null));
            } else if (basket != null && basket.has(EmbeddedBasket.BYTES)) {
                parts.add(new Part(firsts[i], 0, 0, RootBasket.embedded(source, this.place, record, basket)));
            }
        }
    }

    /// Names the branch that counts the numbers of each entry here, for baskets that leave this out.
    void countedBy(RootBranch branch) {
        counter = branch;
    }

    Column column(String name, long rows) {
        return new Column(name, type.type(), type.shape(), rows);
    }

    /// So many entries from one on.
    Jagged read(long from, int rows, long entries) throws IOException {
        int[] offsets = new int[rows + 1];
        double[] values = new double[Math.max(16, rows)];
        int width = type.shape().stream()
                .filter(n -> n > 0)
                .reduce(1L, (a, b) -> a * b)
                .intValue();
        boolean counted = type.counted();
        int row = 0;
        while (row < rows) {
            int part = partOf(from + row);
            RootBasket basket = basket(part, entries);
            int first = (int) (from + row - parts.get(part).first);
            int count = Math.min(rows - row, basket.entries() - first);
            for (int i = 0; i < count; i++) {
                int numbers = counted ? basket.length(first + i, type) : width;
                offsets[row + i + 1] = Math.addExact(offsets[row + i], numbers);
            }
            int end = offsets[row + count];
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
            }
            basket.decode(type, first, count, offsets, row, values);
            row += count;
        }
        return new Jagged(values.length == offsets[rows] ? values : Arrays.copyOf(values, offsets[rows]), offsets);
    }

    private int partOf(long entry) throws DataFormatException {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (parts.get(middle).first <= entry) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (parts.isEmpty() || parts.get(low).first > entry) {
            throw source.fault(place, "a basket with entry " + entry, "none");
        }
        return low;
    }

    private RootBasket basket(int number, long entries) throws IOException {
        if (keptPart == number && kept != null) {
            return kept;
        }
        Part part = parts.get(number);
        String what = place + ", basket " + number + " from entry " + part.first + " on";
        RootBasket basket =
                part.embedded != null ? part.embedded : RootBasket.read(source, what, part.seek, part.length);
        long next = number + 1 < parts.size() ? parts.get(number + 1).first : entries;
        if (part.first + basket.entries() != next) {
            throw source.fault(what, next - part.first + " entries", basket.entries() + "");
        }
        if (type.counted() && basket.offsets().length == 0 && counter != null) {
            basket = basket.withOffsets(
                    counter.read(part.first, basket.entries(), entries).values(), type);
        }
        basket.check(type);
        keptPart = number;
        kept = basket;
        return basket;
    }
}

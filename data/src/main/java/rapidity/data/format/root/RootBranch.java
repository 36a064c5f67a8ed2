package rapidity.data.format.root;

import java.io.IOException;
import java.nio.ByteBuffer;
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
    private @Nullable Basket kept;

    /// A basket: in the file, or embedded in the tree's record.
    ///
    /// @param first its first entry
    /// @param seek its place in the file, 0 if it is embedded
    private record Part(
            long first, long seek, int length, @Nullable Basket embedded) {}

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
                parts.add(new Part(firsts[i], 0, 0, Basket.embedded(record, basket)));
            }
        }
    }

    Column column(String name, long rows) {
        return new Column(name, type.format().type(), type.shape(), rows);
    }

    /// The entries from .. to-1.
    Jagged read(long from, long to, long entries) throws IOException {
        int rows = (int) (to - from);
        int[] offsets = new int[rows + 1];
        double[] values = new double[Math.max(16, rows)];
        long width = type.shape().stream().filter(n -> n > 0).reduce(1L, (a, b) -> a * b);
        int row = 0;
        while (row < rows) {
            int part = partOf(from + row);
            Basket basket = basket(part, entries);
            int first = (int) (from + row - parts.get(part).first);
            int count = Math.min(rows - row, basket.entries() - first);
            for (int i = 0; i < count; i++) {
                int numbers = type.counted() ? basket.length(first + i, type, place, source) : (int) width;
                int end = Math.addExact(offsets[row], numbers);
                if (end > values.length) {
                    values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
                }
                decode(basket, first + i, numbers, values, offsets[row]);
                offsets[++row] = end;
            }
        }
        return new Jagged(values.length == offsets[rows] ? values : Arrays.copyOf(values, offsets[rows]), offsets);
    }

    private void decode(Basket basket, int entry, int numbers, double[] values, int at) throws DataFormatException {
        int begin = basket.begin(entry, type) + type.head() + type.first();
        if (type.packing().kind() != PackedNumbers.Kind.PLAIN) {
            type.packing().decode(basket.bytes(), begin, numbers, values, at);
            return;
        }
        try {
            type.format().doubles(basket.bytes(), begin, numbers, values, at);
        } catch (ArithmeticException e) {
            throw source.fault(place, "numbers that a double holds", String.valueOf(e.getMessage()));
        }
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

    private Basket basket(int number, long entries) throws IOException {
        if (keptPart == number && kept != null) {
            return kept;
        }
        Part part = parts.get(number);
        String what = place + ", basket " + number + " from entry " + part.first + " on";
        Basket basket = part.embedded != null ? part.embedded : Basket.read(source, what, part.seek, part.length);
        long next = number + 1 < parts.size() ? parts.get(number + 1).first : entries;
        if (part.first + basket.entries() != next) {
            throw source.fault(what, next - part.first + " entries", basket.entries() + "");
        }
        basket.check(type, source, what);
        keptPart = number;
        kept = basket;
        return basket;
    }

    /// The decompressed bytes of a basket, and where in them each entry ends.
    ///
    /// @param offsets where entries begin, counted with the key before the bytes; none if all are of equal length
    /// @param border where the data end and the offsets begin
    record Basket(ByteBuffer bytes, int[] offsets, int entries, int keyLength, int border) {
        static Basket read(ByteSource source, String what, long place, int length) throws IOException {
            RootCursor head = RootKey.cursor(source, what, place, 8192);
            RootKey key = RootKey.read(head);
            if (key.length() != length
                    || key.place() != place
                    || !key.className().equals("TBasket")) {
                throw source.fault(
                        what,
                        "a TBasket of " + length + " bytes at byte " + place,
                        printable(key.className()) + " of " + key.length());
            }
            BasketHead basket = BasketHead.read(head);
            if (basket.offsetsLeftOut()) {
                throw source.fault(what, "offsets in the basket", "a basket that leaves them out");
            }
            byte[] content = key.content(source);
            int border = basket.last() - key.keyLength();
            if (border < 0 || border > content.length) {
                throw source.fault(what, "data within its " + content.length + " bytes", border + "");
            }
            int[] offsets = new int[0];
            if (content.length > border) {
                RootCursor after = new RootCursor(source, what, content, 0).skip(border);
                int count = after.count(4);
                if (count < basket.entries()) {
                    throw source.fault(what, basket.entries() + " offsets", count + "");
                }
                offsets = new int[basket.entries()];
                for (int i = 0; i < offsets.length; i++) {
                    offsets[i] = after.i32();
                }
            }
            return new Basket(ByteBuffer.wrap(content), offsets, basket.entries(), key.keyLength(), border);
        }

        private static String printable(String className) {
            return '"' + className.replaceAll("[^\\x20-\\x7e]", "?") + '"';
        }

        static Basket embedded(RootCursor record, RootObject basket) throws DataFormatException {
            byte[] bytes = basket.bytes(record, EmbeddedBasket.BYTES);
            long[] offsets = basket.numbers(record, EmbeddedBasket.OFFSETS);
            int entries = (int) basket.number(record, EmbeddedBasket.ENTRIES);
            int key = (int) basket.number(record, EmbeddedBasket.KEY_LENGTH);
            if (offsets.length > 0 && offsets.length < entries || bytes.length < key) {
                throw record.fault("an embedded basket with its " + entries + " entries", "less");
            }
            int[] places = Arrays.stream(offsets)
                    .limit(entries)
                    .mapToInt(offset -> (int) offset)
                    .toArray();
            ByteBuffer content = ByteBuffer.wrap(bytes, key, bytes.length - key).slice();
            return new Basket(content, places, entries, key, bytes.length - key);
        }

        /// Every entry lies within the data, and those of fixed length have it.
        void check(LeafType type, ByteSource source, String what) throws DataFormatException {
            if (offsets.length == 0 && type.counted() && entries > 0) {
                throw source.fault(what, "offsets of its entries", "none");
            }
            long fixed = offsets.length == 0 && entries > 0 ? (long) border / entries : 0;
            if (offsets.length == 0 && (fixed * entries != border || fixed < type.first() + type.bytes())) {
                throw source.fault(
                        what, entries + " entries of " + (type.first() + type.bytes()) + " bytes", border + " bytes");
            }
            for (int i = 0; i < offsets.length; i++) {
                int least = begin(i, type) + (type.counted() ? type.head() : type.first() + type.bytes());
                if (begin(i, type) < 0 || end(i) < least || end(i) > border) {
                    throw source.fault(
                            what,
                            "entry " + i + " within its " + border + " bytes",
                            "bytes " + begin(i, type) + " to " + end(i));
                }
            }
        }

        /// Where an entry begins.
        int begin(int entry, LeafType type) {
            return offsets.length > 0 ? offsets[entry] - keyLength : (int) ((long) border / entries) * entry;
        }

        private int end(int entry) {
            return entry + 1 < offsets.length ? offsets[entry + 1] - keyLength : border;
        }

        /// How many numbers an entry holds.
        int length(int entry, LeafType type, String place, ByteSource source) throws DataFormatException {
            int begin = begin(entry, type);
            int size = end(entry) - begin - type.head();
            int group = type.bytes();
            int groups = type.head() > 0 ? bytes.getInt(begin + type.head() - 4) : size / group;
            if (groups < 0 || (long) groups * group != size) {
                throw source.fault(
                        place + ", entry " + entry + " of its basket",
                        groups + " times " + group + " bytes",
                        size + " bytes");
            }
            return size / type.numberBytes();
        }
    }
}

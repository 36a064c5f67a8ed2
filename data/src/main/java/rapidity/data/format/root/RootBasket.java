package rapidity.data.format.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;

/// The decompressed bytes of a basket, and where in them each entry begins.
///
/// @param what the basket, for a sentence
/// @param offsets where entries begin, counted with the key before the bytes; none if all are of equal length
/// @param border where the data end and the offsets begin
record RootBasket(ByteSource source, String what, byte[] bytes, int[] offsets, int entries, int keyLength, int border) {
    private static final int HEAD = 8192;

    /// Reads a basket from the file.
    static RootBasket read(ByteSource source, String what, long place, int length) throws IOException {
        RootCursor head = RootKey.cursor(source, what, place, HEAD);
        RootKey key = RootKey.read(head);
        if (key.length() != length || key.place() != place || !key.className().equals("TBasket")) {
            throw source.fault(
                    what,
                    "a TBasket of " + length + " bytes at byte " + place,
                    DataFormatException.printable(key.className()) + " of " + key.length());
        }
        BasketHead basket = BasketHead.read(head);
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
            ByteBuffer.wrap(content, border + 4, 4 * count).asIntBuffer().get(offsets);
        }
        return new RootBasket(source, what, content, offsets, basket.entries(), key.keyLength(), border);
    }

    /// A basket that is part of the tree's record.
    static RootBasket embedded(ByteSource source, String what, RootCursor record, RootObject basket)
            throws DataFormatException {
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
        byte[] content = Arrays.copyOfRange(bytes, key, bytes.length);
        return new RootBasket(source, what, content, places, entries, key, content.length);
    }

    /// The same with the offsets that were left out when it was written, from how many times each entry has the fixed
    /// part.
    RootBasket withOffsets(double[] counts, LeafType type) throws DataFormatException {
        if (counts.length != entries) {
            throw source.fault(what, "a count for each of its " + entries + " entries", counts.length + " counts");
        }
        int[] places = new int[entries];
        long place = keyLength;
        for (int i = 0; i < entries; i++) {
            places[i] = (int) place;
            place += (long) counts[i] * type.entryBytes();
            if (counts[i] < 0 || place > (long) keyLength + border) {
                throw source.fault(what, "the " + border + " bytes that its counter says", place - keyLength + "");
            }
        }
        if (place - keyLength != border) {
            throw source.fault(
                    what, "numbers for all of its " + border + " bytes in the counter", place - keyLength + " bytes");
        }
        return new RootBasket(source, what, bytes, places, entries, keyLength, border);
    }

    /// Every entry lies within the data, and those of fixed length have it.
    void check(LeafType type) throws DataFormatException {
        if (offsets.length == 0 && type.counted() && entries > 0) {
            throw source.fault(what, "offsets of its entries", "none");
        }
        int fixed = type.first() + type.entryBytes();
        int shortest = type.counted() ? type.head() : fixed;
        if (offsets.length == 0 && ((long) stride() * entries != border || entries > 0 && stride() < fixed)) {
            throw source.fault(what, entries + " entries of " + fixed + " bytes", border + " bytes");
        }
        for (int i = 0; i < offsets.length; i++) {
            if (begin(i) < 0 || end(i) - shortest < begin(i) || end(i) > border) {
                throw source.fault(
                        what, "entry " + i + " within its " + border + " bytes", "bytes " + begin(i) + " to " + end(i));
            }
        }
    }

    /// The bytes from one entry of fixed length to the next.
    private int stride() {
        return entries == 0 ? 0 : border / entries;
    }

    private int begin(int entry) {
        return offsets.length > 0 ? offsets[entry] - keyLength : stride() * entry;
    }

    private int end(int entry) {
        return entry + 1 < offsets.length ? offsets[entry + 1] - keyLength : border;
    }

    /// How many numbers an entry holds whose length differs from that of others.
    int length(int entry, LeafType type) throws DataFormatException {
        int begin = begin(entry);
        int size = end(entry) - begin - type.head();
        int group = type.entryBytes();
        int groups = type.head() > LeafType.POINTER_HEAD
                ? ByteBuffer.wrap(bytes).getInt(begin + type.head() - Integer.BYTES)
                : size / group;
        if (groups < 0 || (long) groups * group != size) {
            throw source.fault(
                    what + ", entry " + entry + " of it", groups + " times " + group + " bytes", size + " bytes");
        }
        return size / type.numberBytes();
    }

    /// Decodes the numbers of some entries, one after another.
    ///
    /// @param places where the numbers of each begin among the values, and where the last end, from `places[at]` on
    void decode(LeafType type, int first, int count, int[] places, int at, double[] values) throws DataFormatException {
        int numbers = places[at + count] - places[at];
        int size = type.numberBytes();
        boolean together = type.head() == 0
                && (type.counted() || offsets.length == 0 && type.first() == 0 && stride() == type.entryBytes());
        byte[] from = bytes;
        int begin = count == 0 ? 0 : begin(first);
        if (!together) {
            from = new byte[numbers * size];
            begin = 0;
            for (int i = 0; i < count; i++) {
                int length = (places[at + i + 1] - places[at + i]) * size;
                System.arraycopy(
                        bytes,
                        begin(first + i) + type.head() + type.first(),
                        from,
                        (places[at + i] - places[at]) * size,
                        length);
            }
        }
        try {
            type.decode(ByteBuffer.wrap(from), begin, numbers, values, places[at]);
        } catch (ArithmeticException e) {
            throw source.fault(what, "numbers that a double holds", String.valueOf(e.getMessage()));
        }
    }
}

package rapidity.data.format.root;

import rapidity.data.format.DataFormatException;

/// A basket in the record of its tree, as a job leaves it that saved the tree and ended before the basket was full.
///
/// Its flag says what follows: offsets of the entries unless its last digit is 2 or it is 0, displacements above 40,
/// and the bytes if it is 1 or above 10.
final class EmbeddedBasket {
    static final String BYTES = "bytes";
    static final String OFFSETS = "offsets";
    static final String ENTRIES = "entries";
    static final String KEY_LENGTH = "keyLength";

    private static final int GENERATED = 80;

    private EmbeddedBasket() {}

    static void read(RootCursor cursor, int end, RootObject basket) throws DataFormatException {
        RootKey key = RootKey.read(cursor);
        BasketHead head = BasketHead.read(cursor);
        int flag = head.flag() >= GENERATED ? head.flag() - GENERATED : head.flag();
        boolean offsets = head.flag() < GENERATED && flag != 0 && flag % 10 != 2;
        long[] places = new long[0];
        if (offsets) {
            if (head.entries() > 0) {
                places = array(cursor, flag > 20 && flag < 40 ? 0x00ffffff : -1);
            }
            if (flag > 40) {
                array(cursor, -1);
            }
        }
        if (flag == 1 || flag > 10) {
            basket.put(BYTES, new RawBytes(cursor.bytes(head.last())));
            basket.put(OFFSETS, places);
            basket.put(ENTRIES, (long) head.entries());
            basket.put(KEY_LENGTH, (long) key.keyLength());
        }
        cursor.moveTo(end);
    }

    /// Bytes as a member of an object.
    record RawBytes(byte[] bytes) {}

    /// @param mask the highest byte may tell of displacements, which trees of numbers do not have
    private static long[] array(RootCursor cursor, int mask) throws DataFormatException {
        long[] values = new long[cursor.count(4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = cursor.i32() & mask;
        }
        return values;
    }
}

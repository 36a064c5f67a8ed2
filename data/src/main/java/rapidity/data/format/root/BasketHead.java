package rapidity.data.format.root;

import rapidity.data.format.DataFormatException;

/// What a basket has in its head beside a key.
///
/// @param entries how many entries it holds
/// @param last where its data end, counted from the beginning of its key
/// @param flag what follows in an embedded basket
record BasketHead(int entries, int last, int flag) {
    static BasketHead read(RootCursor cursor) throws DataFormatException {
        cursor.i16();
        cursor.i32();
        int sizeOfOffsets = cursor.i32();
        if (sizeOfOffsets < 0) {
            // features follow: offsets may be left out
            cursor.u8();
        }
        int entries = cursor.i32();
        int last = cursor.i32();
        int flag = cursor.u8();
        if (entries < 0 || last < 0) {
            throw cursor.fault("a basket of some entries", entries + " entries up to byte " + last);
        }
        return new BasketHead(entries, last, flag);
    }
}

package rapidity.data.format.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;

/// The head of a record: what it is, and where and how large.
///
/// @param length the bytes of head and content as stored
/// @param contentLength the bytes of the content once decompressed
/// @param keyLength the bytes of the head
record RootKey(int length, int contentLength, int keyLength, int cycle, long place, String className, String name) {
    /// Records are baskets, trees and directories: some megabytes at most.
    private static final int MAX_RECORD = 1 << 29;

    /// No codec shrinks more than xz shrinks a constant.
    private static final long MAX_RATIO = 1 << 14;

    private static final int LARGE_VERSION = 1000;

    static RootKey read(RootCursor cursor) throws DataFormatException {
        int length = cursor.i32();
        int version = cursor.i16();
        int contentLength = cursor.i32();
        cursor.skip(4);
        int keyLength = cursor.i16();
        int cycle = cursor.i16();
        boolean large = version > LARGE_VERSION;
        long place = cursor.place(large);
        cursor.place(large);
        RootKey key = new RootKey(length, contentLength, keyLength, cycle, place, cursor.text(), cursor.text());
        cursor.text();
        return key;
    }

    /// Reads the key at a place in the file.
    static RootKey at(ByteSource source, long place) throws IOException {
        RootCursor cursor = cursor(source, "record at byte " + place, place, 8192);
        return read(cursor);
    }

    static RootCursor cursor(ByteSource source, String what, long place, int most) throws IOException {
        if (place < 0 || place >= source.size()) {
            throw source.fault(what, "a place in the file's " + source.size() + " bytes (cut short?)", place + "");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, source.size() - place));
        source.read(place, bytes);
        return new RootCursor(source, what, bytes.array(), 0);
    }

    /// The content, decompressed.
    byte[] content(ByteSource source) throws IOException {
        String what = "record " + className + " " + name + " at byte " + place;
        int stored = length - keyLength;
        boolean sane = keyLength > 0 && stored >= 0 && contentLength >= 0 && contentLength < MAX_RECORD;
        if (!sane || contentLength > MAX_RATIO * Math.max(1, stored)) {
            throw source.fault(what, "a record with content", stored + " bytes that become " + contentLength);
        }
        if (place < 0 || place > source.size() - length) {
            throw source.fault(what, length + " bytes", "the end of the file at " + source.size() + " (cut short?)");
        }
        byte[] bytes = new byte[stored];
        source.read(place + keyLength, ByteBuffer.wrap(bytes));
        return stored >= contentLength ? bytes : RootCompression.decode(source, what, bytes, contentLength);
    }

    /// The content, to be read field by field.
    RootCursor open(ByteSource source) throws IOException {
        return new RootCursor(source, className + " " + name, content(source), keyLength);
    }
}

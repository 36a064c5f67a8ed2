package rapidity.data.format.root;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;

/// A record of a ROOT file, read field by field, big-endian; nothing is read beyond its end.
final class RootCursor {
    private static final int COUNTED = 0x40000000;

    private final ByteSource source;
    private final String place;
    private final ByteBuffer bytes;
    /// What has to be added to a position to get the one that references count: the length of the key before it.
    private final int displacement;

    RootCursor(ByteSource source, String place, byte[] bytes, int displacement) {
        this.source = source;
        this.place = place;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        this.displacement = displacement;
    }

    /// A version number, and where the object that has it ends.
    ///
    /// @param end the position behind the object, or -1 if it does not say
    record Version(int number, int end) {}

    /// The position as references count it.
    int reference() {
        return bytes.position() + displacement;
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    void moveTo(int position) throws DataFormatException {
        if (position < bytes.position() || position > bytes.limit()) {
            throw fault("an object that ends within its record", "one that ends at byte " + position);
        }
        bytes.position(position);
    }

    RootCursor skip(int count) throws DataFormatException {
        require(count);
        bytes.position(bytes.position() + count);
        return this;
    }

    int u8() throws DataFormatException {
        require(1);
        return bytes.get() & 0xff;
    }

    int i16() throws DataFormatException {
        require(2);
        return bytes.getShort();
    }

    int i32() throws DataFormatException {
        require(4);
        return bytes.getInt();
    }

    long i64() throws DataFormatException {
        require(8);
        return bytes.getLong();
    }

    double f32() throws DataFormatException {
        require(4);
        return bytes.getFloat();
    }

    double f64() throws DataFormatException {
        require(8);
        return bytes.getDouble();
    }

    /// A position in the file, of four bytes in files below 2 GiB and of eight in larger ones.
    long place(boolean large) throws DataFormatException {
        return large ? i64() : i32() & 0xffffffffL;
    }

    /// A count of things that take at least `size` bytes each, and so must fit into what is left.
    int count(int size) throws DataFormatException {
        int count = i32();
        if (count < 0 || count > bytes.remaining() / size) {
            throw fault("a count of what is in the " + bytes.remaining() + " bytes left", count + "");
        }
        return count;
    }

    byte[] bytes(int count) throws DataFormatException {
        require(count);
        byte[] copy = new byte[count];
        bytes.get(copy);
        return copy;
    }

    /// Text with its length before it.
    String text() throws DataFormatException {
        int length = u8();
        if (length == 255) {
            length = i32();
        }
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /// Text that ends with a zero: the name of a class.
    String className() throws DataFormatException {
        int start = bytes.position();
        int end = start;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        String name = new String(bytes(end - start), StandardCharsets.UTF_8);
        skip(1);
        return name;
    }

    /// The version with which an object begins, after the count of its bytes if it has one.
    Version version() throws DataFormatException {
        require(2);
        if (bytes.remaining() >= 6 && (bytes.getInt(bytes.position()) & COUNTED) != 0) {
            int length = i32() & ~COUNTED;
            int end = bytes.position() + length;
            if (length < 2 || length > bytes.remaining()) {
                throw fault("an object within its record", length + " bytes of it");
            }
            return new Version(i16(), end);
        }
        return new Version(i16(), -1);
    }

    DataFormatException fault(String expected, String found) {
        return source.fault(place + ", byte " + bytes.position(), expected, found);
    }

    private void require(int count) throws DataFormatException {
        if (count < 0 || count > bytes.remaining()) {
            throw fault("at least " + count + " more bytes", bytes.remaining() + " bytes");
        }
    }
}

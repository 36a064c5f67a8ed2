package rapidity.data.format.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import rapidity.data.format.DataFormatException;

/// A block of metadata, read field by field; nothing is read beyond its end.
final class Cursor {
    private final Metadata file;
    private final ByteBuffer bytes;
    private final long address;

    Cursor(Metadata file, ByteBuffer bytes, long address) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.address = address;
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() throws DataFormatException {
        require(1);
        return bytes.get() & 0xff;
    }

    int u16() throws DataFormatException {
        require(2);
        return bytes.getShort() & 0xffff;
    }

    long u32() throws DataFormatException {
        require(4);
        return bytes.getInt() & 0xffffffffL;
    }

    /// A number that Java's arrays can count.
    int count32() throws DataFormatException {
        require(4);
        int value = bytes.getInt();
        if (value < 0) {
            throw fault("a size below 2^31", Integer.toUnsignedString(value));
        }
        return value;
    }

    /// An unsigned number of some bytes; the largest of eight bytes come out negative.
    long number(int size) throws DataFormatException {
        require(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes.get() & 0xffL) << (8 * i);
        }
        return value;
    }

    /// An address in the file, or [Metadata#UNDEFINED].
    long address() throws DataFormatException {
        long value = number(file.addressBytes());
        return value == file.undefined() ? Metadata.UNDEFINED : value;
    }

    /// A length, count or dimension.
    long length() throws DataFormatException {
        long value = number(file.lengthBytes());
        if (value < 0) {
            throw fault("a length below 2^63", Long.toUnsignedString(value));
        }
        return value;
    }

    Cursor skip(int count) throws DataFormatException {
        require(count);
        bytes.position(bytes.position() + count);
        return this;
    }

    /// The same block, read from another place on.
    Cursor at(int place) {
        return new Cursor(file, bytes.slice(place, bytes.limit() - place), address + place);
    }

    /// The next bytes as a block of their own.
    Cursor part(int count) throws DataFormatException {
        require(count);
        Cursor part = new Cursor(file, bytes.slice(bytes.position(), count), address + bytes.position());
        bytes.position(bytes.position() + count);
        return part;
    }

    byte[] bytes(int count) throws DataFormatException {
        require(count);
        byte[] copy = new byte[count];
        bytes.get(copy);
        return copy;
    }

    /// Text of a fixed number of bytes, up to its first zero.
    String text(int count) throws DataFormatException {
        byte[] copy = bytes(count);
        int end = 0;
        while (end < copy.length && copy[end] != 0) {
            end++;
        }
        return new String(copy, 0, end, StandardCharsets.UTF_8);
    }

    /// Text that ends with a zero.
    String text() throws DataFormatException {
        int start = bytes.position();
        int end = start;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        String text = text(end - start);
        skip(1);
        return text;
    }

    /// The four letters with which a block begins.
    void signature(String letters) throws DataFormatException {
        String found = text(4);
        if (!found.equals(letters)) {
            throw fault("a block that begins with " + letters, DataFormatException.printable(found));
        }
    }

    /// A number of which only these values are known.
    void version(String what, int found, int least, int most) throws DataFormatException {
        if (found < least || found > most) {
            throw fault(what + " of version " + least + (most > least ? " to " + most : ""), "version " + found);
        }
    }

    DataFormatException fault(String expected, String found) {
        return file.fault("byte " + (address + bytes.position()), expected, found);
    }

    Metadata file() {
        return file;
    }

    private void require(int count) throws DataFormatException {
        if (count < 0 || count > bytes.remaining()) {
            throw fault("at least " + count + " more bytes of metadata", bytes.remaining() + " bytes");
        }
    }
}

package rapidity.data.format.parquet;

import java.nio.charset.StandardCharsets;
import rapidity.data.format.codec.DamagedBytesException;

/// Reads structures in Thrift's compact protocol, in which Parquet writes what it says of itself.
///
/// A field begins with a byte: four bits of distance from the field before, four bits of type.
final class Thrift {
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int BYTE = 3;
    private static final int DOUBLE = 7;
    static final int BINARY = 8;
    static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    static final int STRUCT = 12;

    private static final int MAX_DEPTH = 32;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int depth;

    Thrift(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /// What to do with a field: read it, or leave it, and it is read over.
    interface Fields {
        void field(int id, int type) throws DamagedBytesException;
    }

    /// What to do with an element of a list.
    interface Element {
        void read() throws DamagedBytesException;
    }

    int position() {
        return position;
    }

    /// Reads a structure, field by field.
    void struct(Fields fields) throws DamagedBytesException {
        enter();
        int id = 0;
        int head = u8();
        while (head != 0) {
            int type = head & 15;
            id = head >> 4 == 0 ? i32() : id + (head >> 4);
            int before = position;
            fields.field(id, type);
            if (position == before) {
                skip(type);
            }
            head = u8();
        }
        depth--;
    }

    private void enter() throws DamagedBytesException {
        if (++depth > MAX_DEPTH) {
            throw new DamagedBytesException("more than " + MAX_DEPTH + " structures within each other");
        }
    }

    /// Reads a list, element by element.
    void list(int type, Element element) throws DamagedBytesException {
        expect(type, LIST);
        int head = u8();
        int size = head >> 4 == 15 ? i32Unsigned() : head >> 4;
        // every element takes a byte at least
        if (size < 0 || size > end - position) {
            throw new DamagedBytesException("a list of " + size + " elements in " + (end - position) + " bytes");
        }
        for (int i = 0; i < size; i++) {
            element.read();
        }
    }

    private static void expect(int type, int expected) throws DamagedBytesException {
        if (type != expected) {
            throw new DamagedBytesException("a field of type " + type + " instead of " + expected);
        }
    }

    int u8() throws DamagedBytesException {
        if (position >= end) {
            throw new DamagedBytesException("the end of the structures at byte " + end);
        }
        return bytes[position++] & 0xff;
    }

    long varint() throws DamagedBytesException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedBytesException("a number of more than 64 bits");
    }

    private int i32Unsigned() throws DamagedBytesException {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new DamagedBytesException("a size of " + value);
        }
        return (int) value;
    }

    long i64() throws DamagedBytesException {
        long zigzag = varint();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    int i32() throws DamagedBytesException {
        return (int) i64();
    }

    String text(int type) throws DamagedBytesException {
        expect(type, BINARY);
        int length = length();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private int length() throws DamagedBytesException {
        int length = i32Unsigned();
        if (length > end - position) {
            throw new DamagedBytesException("a text of " + length + " bytes in " + (end - position));
        }
        return length;
    }

    private void skip(int type) throws DamagedBytesException {
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> u8();
            case 4, 5, 6 -> varint();
            case DOUBLE -> advance(8);
            case BINARY -> advance(length());
            case LIST, SET -> skipList();
            case MAP -> skipMap();
            case STRUCT -> struct((id, inner) -> {});
            default -> throw new DamagedBytesException("a field of the unknown type " + type);
        }
    }

    private void skipList() throws DamagedBytesException {
        enter();
        int type = position < end ? bytes[position] & 15 : 0;
        list(LIST, () -> skipElement(type));
        depth--;
    }

    private void skipMap() throws DamagedBytesException {
        enter();
        int size = i32Unsigned();
        int types = size == 0 ? 0 : u8();
        if (size > end - position) {
            throw new DamagedBytesException("a map of " + size + " entries in " + (end - position) + " bytes");
        }
        for (int i = 0; i < size; i++) {
            skipElement(types >> 4);
            skipElement(types & 15);
        }
        depth--;
    }

    /// In lists, bools take a byte.
    private void skipElement(int type) throws DamagedBytesException {
        skip(type == TRUE || type == FALSE ? BYTE : type);
    }

    void advance(int count) throws DamagedBytesException {
        if (count > end - position) {
            throw new DamagedBytesException("the end of the structures at byte " + end);
        }
        position += count;
    }
}

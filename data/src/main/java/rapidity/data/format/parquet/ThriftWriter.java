package rapidity.data.format.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes structures in Thrift's compact protocol, field by field in rising order of their numbers.
final class ThriftWriter {
    private static final int I32 = 5;
    private static final int I64 = 6;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    private void field(int id, int type) {
        if (id - last > 0 && id - last < 16) {
            out.write((id - last) << 4 | type);
        } else {
            out.write(type);
            zigzag(id);
        }
        last = id;
    }

    private void varint(long value) {
        varint(out, value);
    }

    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    ThriftWriter i32(int id, int value) {
        field(id, I32);
        zigzag(value);
        return this;
    }

    ThriftWriter i64(int id, long value) {
        field(id, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter i8(int id, int value) {
        field(id, Thrift.BYTE);
        out.write(value);
        return this;
    }

    ThriftWriter bool(int id, boolean value) {
        field(id, value ? Thrift.TRUE : Thrift.FALSE);
        return this;
    }

    ThriftWriter text(int id, String text) {
        field(id, Thrift.BINARY);
        return text(text);
    }

    /// A text as an element of a list.
    ThriftWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /// A number as an element of a list.
    ThriftWriter i32(int value) {
        zigzag(value);
        return this;
    }

    /// Begins a list; its elements follow.
    ThriftWriter list(int id, int type, int size) {
        field(id, Thrift.LIST);
        if (size < 15) {
            out.write(size << 4 | type);
        } else {
            out.write(0xf0 | type);
            varint(size);
        }
        return this;
    }

    /// Begins a structure in a field.
    ThriftWriter begin(int id) {
        field(id, Thrift.STRUCT);
        return begin();
    }

    /// Begins a structure as an element of a list, or the outermost.
    ThriftWriter begin() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftWriter end() {
        out.write(0);
        last = outer.pop();
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}

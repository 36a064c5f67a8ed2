package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import rapidity.data.format.NpyType;
import rapidity.data.format.NumberFormat;

/// What one element of a dataset is.
sealed interface DataType {
    /// The size of an element in bytes.
    int size();

    /// A number, or a bool.
    record Number(NumberFormat format) implements DataType {
        @Override
        public int size() {
            return format.bytes();
        }
    }

    /// An array of fixed shape.
    record Array(int[] shape, DataType element, int size) implements DataType {}

    /// Named members at byte offsets.
    record Compound(List<Member> members, int size) implements DataType {}

    record Member(String name, int offset, DataType type) {}

    /// Text of a fixed number of bytes.
    record Text(int size) implements DataType {}

    /// Anything else, by its name.
    record Other(String name, int size) implements DataType {}

    /// Types contain types, but not without end.
    int MAX_DEPTH = 16;

    static DataType read(Cursor message) throws IOException {
        return read(message, MAX_DEPTH);
    }

    private static DataType read(Cursor message, int depth) throws IOException {
        int head = message.u8();
        int bits = (int) message.number(3);
        int size = message.count32();
        if (depth == 0 || size == 0) {
            throw message.fault("a type of some bytes, at most " + MAX_DEPTH + " within each other", "another");
        }
        return switch (head & 15) {
            case 0 -> integer(message, bits, size);
            case 1 -> floating(message, bits, size);
            case 2 -> skipped(message, 2, new Other("time", size));
            case 3 -> new Text(size);
            case 4 -> skipped(message, 4, bitField(bits, size));
            case 5 -> skipped(message, bits & 0xff, new Other("opaque", size));
            case 6 -> compound(message, head >> 4, bits & 0xffff, size, depth);
            case 7 -> new Other("reference", size);
            case 8 -> enumeration(message, head >> 4, bits & 0xffff, depth);
            case 9 -> containing("variable-length", message, size, depth);
            case 10 -> array(message, head >> 4, size, depth);
            case 11 -> containing("complex", message, size, depth);
            default -> throw message.fault("a type of class 0 to 11", "class " + (head & 15));
        };
    }

    private static DataType skipped(Cursor message, int properties, DataType type) throws IOException {
        message.skip(properties);
        return type;
    }

    private static DataType containing(String name, Cursor message, int size, int depth) throws IOException {
        read(message, depth - 1);
        return new Other(name, size);
    }

    private static DataType bitField(int bits, int size) {
        return size == 1 ? new Number(format(NpyType.BOOL, bits)) : new Other("bit field", size);
    }

    private static NumberFormat format(NpyType type, int bits) {
        return new NumberFormat(type, (bits & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static DataType integer(Cursor message, int bits, int size) throws IOException {
        int offset = message.u16();
        int precision = message.u16();
        boolean signed = (bits & 8) != 0;
        if (offset != 0 || precision != 8 * size) {
            return new Other("integer of " + precision + " bits in " + size + " bytes", size);
        }
        return switch (size) {
            case 1 -> new Number(format(signed ? NpyType.INT8 : NpyType.UINT8, bits));
            case 2 -> new Number(format(signed ? NpyType.INT16 : NpyType.UINT16, bits));
            case 4 -> new Number(format(signed ? NpyType.INT32 : NpyType.UINT32, bits));
            case 8 -> new Number(format(signed ? NpyType.INT64 : NpyType.UINT64, bits));
            default -> new Other("integer of " + size + " bytes", size);
        };
    }

    private static DataType floating(Cursor message, int bits, int size) throws IOException {
        message.skip(5);
        int exponent = message.u8();
        message.skip(1);
        int mantissa = message.u8();
        message.skip(4);
        boolean vax = (bits & 0x40) != 0;
        if (!vax && size == 2 && exponent == 5 && mantissa == 10) {
            return new Number(format(NpyType.FLOAT16, bits));
        }
        if (!vax && size == 4 && exponent == 8 && mantissa == 23) {
            return new Number(format(NpyType.FLOAT32, bits));
        }
        if (!vax && size == 8 && exponent == 11 && mantissa == 52) {
            return new Number(format(NpyType.FLOAT64, bits));
        }
        return new Other("float of " + exponent + " + " + mantissa + " bits in " + size + " bytes", size);
    }

    private static DataType compound(Cursor message, int version, int count, int size, int depth) throws IOException {
        message.version("a compound type", version, 1, 3);
        List<Member> members = new ArrayList<>();
        int offsetBytes = version < 3 ? 4 : (Integer.SIZE - Integer.numberOfLeadingZeros(size) + 7) / 8;
        for (int i = 0; i < count; i++) {
            String name = name(message, version);
            long offset = message.number(offsetBytes);
            int rank = version == 1 ? message.u8() : 0;
            message.skip(version == 1 ? 11 : 0);
            long[] shape = new long[4];
            for (int axis = 0; version == 1 && axis < 4; axis++) {
                shape[axis] = message.u32();
            }
            DataType type = read(message, depth - 1);
            if (rank > 0) {
                type = new Other("array member of the oldest kind", type.size());
            }
            if (offset < 0 || offset > size - type.size()) {
                throw message.fault("a member within the " + size + " bytes of its compound", "offset " + offset);
            }
            members.add(new Member(name, (int) offset, type));
        }
        return new Compound(List.copyOf(members), size);
    }

    /// h5py writes bools as an enumeration of FALSE and TRUE; any other enumeration is its numbers.
    private static DataType enumeration(Cursor message, int version, int count, int depth) throws IOException {
        DataType base = read(message, depth - 1);
        boolean bool = count == 2 && base.size() == 1 && base instanceof Number;
        for (int i = 0; i < count; i++) {
            bool &= name(message, version).equals(i == 0 ? "FALSE" : "TRUE");
        }
        for (int i = 0; i < count; i++) {
            message.skip(base.size());
        }
        return bool ? new Number(new NumberFormat(NpyType.BOOL, ByteOrder.LITTLE_ENDIAN)) : base;
    }

    /// A member's name, in older versions padded to a multiple of eight bytes.
    private static String name(Cursor message, int version) throws IOException {
        int start = message.position();
        String name = message.text();
        if (version < 3) {
            message.skip((8 - (message.position() - start) % 8) % 8);
        }
        return name;
    }

    private static DataType array(Cursor message, int version, int size, int depth) throws IOException {
        int rank = message.u8();
        message.skip(version < 3 ? 3 : 0);
        int[] shape = new int[rank];
        long count = 1;
        for (int i = 0; i < rank; i++) {
            shape[i] = message.count32();
            count *= shape[i];
            if (count > size || count <= 0) {
                throw message.fault("an array of " + size + " bytes", "more numbers");
            }
        }
        message.skip(version < 3 ? 4 * rank : 0);
        DataType element = read(message, depth - 1);
        if (count * element.size() != size) {
            throw message.fault("an array of " + size + " bytes", count * element.size() + " bytes");
        }
        return new Array(shape, element, size);
    }
}

package rapidity.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a NumPy file says about its numbers.
///
/// ```
/// 0x93 "NUMPY" | major, minor | header length: u2 in version 1, u4 in 2 and 3 | a Python dictionary, blanks, newline
/// ```
///
/// @param type the type of the numbers
/// @param order their byte order
/// @param fortranOrder whether the first index runs fastest, not the last
/// @param shape the lengths of the axes; empty for a single number
/// @source NumPy Enhancement Proposal 1
public record NpyHeader(NpyType type, ByteOrder order, boolean fortranOrder, List<Long> shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX_1 = 10;
    private static final int PREFIX_2 = 12;
    private static final int ALIGNMENT = 64;

    /// Far more than a header of numbers needs; keeps a damaged length from asking for memory.
    private static final int LONGEST = 1 << 20;

    /// The header of numbers in C order and little-endian, as everything is written here.
    static NpyHeader of(NpyType type, long... shape) {
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("an axis of an array has no length " + length);
            }
        }
        List<Long> axes = Arrays.stream(shape).boxed().toList();
        return new NpyHeader(type, ByteOrder.LITTLE_ENDIAN, false, axes);
    }

    /// The number of rows: the length of the first axis, 1 for a single number.
    public long rows() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /// The count of numbers in a row: the product of the other axes.
    ///
    /// @throws ArithmeticException if it exceeds 2^63
    public long rowLength() {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }

    /// A header and how many bytes of the file it takes.
    record Placed(NpyHeader header, int bytes) {}

    static Placed read(ByteSource source) throws IOException {
        ByteBuffer prefix = littleEndian((int) Math.min(PREFIX_2, source.size()));
        source.read(0, prefix);
        prefix.flip();
        if (prefix.limit() < PREFIX_1 || !startsWithMagic(prefix)) {
            throw source.fault("byte 0", "the magic \\x93NUMPY of a NumPy array", "something else");
        }
        int major = prefix.get(MAGIC.length);
        if (major < 1 || major > 3) {
            throw source.fault("byte 6", "version 1, 2 or 3 of the format", "version " + major);
        }
        int start = major == 1 ? PREFIX_1 : PREFIX_2;
        if (prefix.limit() < start) {
            throw source.fault("header", "at least " + start + " bytes", source.size() + " bytes");
        }
        long length = major == 1
                ? Short.toUnsignedLong(prefix.getShort(MAGIC.length + 2))
                : Integer.toUnsignedLong(prefix.getInt(MAGIC.length + 2));
        if (length > Math.min(LONGEST, source.size() - start)) {
            throw source.fault(
                    "header", "a header of at most " + LONGEST + " bytes inside the file", length + " bytes of it");
        }
        ByteBuffer text = ByteBuffer.allocate((int) length);
        source.read(start, text);
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        NpyHeader header = new NpyHeaderParser(source, new String(text.array(), charset)).parse();
        return new Placed(header, start + (int) length);
    }

    private static boolean startsWithMagic(ByteBuffer prefix) {
        return prefix.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /// The bytes of the header, padded to at least this many.
    ByteBuffer toBytes(int least) {
        char mark = type.bytes() == 1 ? '|' : order == ByteOrder.LITTLE_ENDIAN ? '<' : '>';
        String lengths = shape.stream().map(Object::toString).collect(Collectors.joining(", "));
        String tuple = "(" + lengths + (shape.size() == 1 ? ",)" : ")");
        String text = "{'descr': '" + mark + type.code() + "', 'fortran_order': " + (fortranOrder ? "True" : "False")
                + ", 'shape': " + tuple + ", }";
        int total = Math.max(least, Math.ceilDiv(PREFIX_1 + text.length() + 1, ALIGNMENT) * ALIGNMENT);
        String padded = text + " ".repeat(total - PREFIX_1 - text.length() - 1) + "\n";
        return littleEndian(total)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.ISO_8859_1))
                .flip();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

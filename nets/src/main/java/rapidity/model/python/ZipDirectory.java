package rapidity.model.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;
import rapidity.model.python.StoredArchive.Member;

/// The directory at the end of a zip file. Memory is taken only for what the file really holds.
///
/// @source PKWARE, APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16
final class ZipDirectory {
    private static final int END = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LONG_END = 56;
    private static final int LONG_END_SIGNATURE = 0x06064b50;
    private static final int LOCATOR = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ENTRY = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final long ELSEWHERE = 0xffffffffL;
    private static final int LONG_SIZES = 1;
    private static final int LARGEST = 1 << 25;

    private final RandomAccess in;
    private final long size;

    ZipDirectory(RandomAccess in) {
        this.in = in;
        this.size = in.size();
    }

    private record Extent(long begin, long length) {}

    List<Member> members() throws IOException {
        Extent e = extent();
        if (e.begin < 0 || e.length < 0 || e.begin > size - e.length) {
            throw wrong("a directory inside the file of " + size + " bytes", e.length + " bytes at " + e.begin);
        }
        if (e.length > LARGEST) {
            throw wrong("at most " + LARGEST + " bytes", Long.toString(e.length));
        }
        ByteBuffer b = in.bytes(e.begin, (int) e.length);
        List<Member> r = new ArrayList<>();
        while (b.hasRemaining()) {
            r.add(entry(b, e.begin));
        }
        return r;
    }

    private Extent extent() throws IOException {
        if (size < END) {
            throw wrong("a complete zip file", size + " bytes");
        }
        ByteBuffer end = in.bytes(size - END, END);
        if (end.getInt(0) != END_SIGNATURE) {
            throw wrong("a directory at the end of the zip file", "something else (cut short?)");
        }
        Extent e = new Extent(Integer.toUnsignedLong(end.getInt(16)), Integer.toUnsignedLong(end.getInt(12)));
        if (size < END + LOCATOR) {
            return e;
        }
        ByteBuffer locator = in.bytes(size - END - LOCATOR, LOCATOR);
        return locator.getInt(0) == LOCATOR_SIGNATURE ? longExtent(locator.getLong(8)) : e;
    }

    private Extent longExtent(long position) throws IOException {
        if (position < 0 || position > size - LONG_END) {
            throw wrong("its end inside the file of " + size + " bytes", "at " + Long.toUnsignedString(position));
        }
        ByteBuffer end = in.bytes(position, LONG_END);
        if (end.getInt(0) != LONG_END_SIGNATURE) {
            throw wrong("its end at byte " + position, "something else");
        }
        return new Extent(end.getLong(48), end.getLong(40));
    }

    private Member entry(ByteBuffer b, long directory) throws IOException {
        int at = b.position();
        if (b.remaining() < ENTRY || b.getInt(at) != ENTRY_SIGNATURE) {
            throw wrong("an entry at byte " + (directory + at), "something else");
        }
        int nameLength = Short.toUnsignedInt(b.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(b.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(b.getShort(at + 32));
        if (b.remaining() - ENTRY < nameLength + extraLength + commentLength) {
            throw wrong("a complete entry at byte " + (directory + at), "its beginning");
        }
        byte[] name = new byte[nameLength];
        b.get(at + ENTRY, name);
        Member m = member(b, at, new String(name, StandardCharsets.UTF_8));
        if (m.size() < 0 || m.header() < 0 || m.header() > directory - m.size() || m.end() > directory) {
            throw wrong(
                    "member '" + Quoted.of(m.name()) + "' before the directory", m.size() + " bytes at " + m.header());
        }
        b.position(at + ENTRY + nameLength + extraLength + commentLength);
        return m;
    }

    private Member member(ByteBuffer b, int at, String name) throws IOException {
        if (b.getShort(at + 10) != 0 || (b.getShort(at + 8) & 1) != 0) {
            throw new ModelFormatException(
                    in.file(),
                    "member '" + Quoted.of(name) + "'",
                    "plain bytes, as torch.save stores them",
                    "compressed or encrypted ones: unpack it and store it again, or save it again with PyTorch");
        }
        LongSizes extra = new LongSizes(
                b, at + ENTRY + Short.toUnsignedInt(b.getShort(at + 28)), Short.toUnsignedInt(b.getShort(at + 30)));
        long full = extra.value(b.getInt(at + 24));
        long stored = extra.value(b.getInt(at + 20));
        long header = extra.value(b.getInt(at + 42));
        if (full != stored) {
            throw new ModelFormatException(
                    in.file(),
                    "member '" + Quoted.of(name) + "'",
                    "one size",
                    stored + " stored, " + full + " unpacked");
        }
        return new Member(name, header, full, Integer.toUnsignedLong(b.getInt(at + 16)));
    }

    /// The extra field with what does not fit into 4 bytes, taken in order.
    private final class LongSizes {
        private final ByteBuffer b;
        private int next;
        private final int end;

        LongSizes(ByteBuffer b, int from, int length) {
            this.b = b;
            int at = from;
            int stop = from + length;
            while (at + 4 <= stop && b.getShort(at) != LONG_SIZES) {
                at += 4 + Short.toUnsignedInt(b.getShort(at + 2));
            }
            this.next = at + 4;
            this.end = at + 4 <= stop ? Math.min(stop, next + Short.toUnsignedInt(b.getShort(at + 2))) : next;
        }

        long value(int small) throws ModelFormatException {
            if (Integer.toUnsignedLong(small) != ELSEWHERE) {
                return Integer.toUnsignedLong(small);
            }
            if (next + Long.BYTES > end) {
                throw wrong("sizes of 8 bytes where 4 are too few", "none");
            }
            next += Long.BYTES;
            return b.getLong(next - Long.BYTES);
        }
    }

    private ModelFormatException wrong(String expected, String found) {
        return new ModelFormatException(in.file(), "zip directory", expected, found);
    }
}

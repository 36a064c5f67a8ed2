package rapidity.model.python;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;

/// A zip file whose members are stored as they are, as PyTorch writes them. Nothing is unpacked, so nothing can grow.
///
/// @source PKWARE, APPNOTE.TXT 6.3.10, 4.3 and 4.5.3
final class StoredArchive implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int LOCAL_HEADER = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;

    private final RandomAccess in;
    private final Map<String, Member> members;

    /// @param header position of the local header
    /// @param size of the contents
    record Member(String name, long header, long size, long crc) {
        /// The first position that another member may have.
        long end() {
            return header + LOCAL_HEADER + name.getBytes(StandardCharsets.UTF_8).length + size;
        }
    }

    /// Takes pieces of a member's contents, from front to back.
    interface Sink {
        void accept(ByteBuffer piece);
    }

    private StoredArchive(RandomAccess in, Map<String, Member> members) {
        this.in = in;
        this.members = members;
    }

    /// @throws ModelFormatException if it is no complete zip file, a name occurs twice, or members are compressed or
    ///     overlap
    static StoredArchive open(Path file) throws IOException {
        RandomAccess in = RandomAccess.open(file);
        try {
            return new StoredArchive(in, byName(file, new ZipDirectory(in).members()));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static Map<String, Member> byName(Path file, List<Member> members) throws IOException {
        Map<String, Member> r = new LinkedHashMap<>();
        Member last = null;
        for (Member m : members.stream()
                .sorted(Comparator.comparingLong(Member::header))
                .toList()) {
            String place = "member '" + Quoted.of(m.name()) + "'";
            if (last != null && m.header() < last.end()) {
                throw new ModelFormatException(
                        file,
                        place,
                        "bytes after the member before it, from " + last.end() + " on",
                        "from " + m.header() + " on (an overlap)");
            }
            if (r.put(m.name(), m) != null) {
                throw new ModelFormatException(file, place, "every name once", "it twice");
            }
            last = m;
        }
        return r;
    }

    Map<String, Member> members() {
        return members;
    }

    /// All bytes of a member.
    ///
    /// @throws ModelFormatException if they are more than `most`, or damaged
    byte[] bytes(Member m, int most) throws IOException {
        if (m.size() > most) {
            throw wrong(m, "at most " + most + " bytes", Long.toString(m.size()));
        }
        ByteBuffer all = ByteBuffer.allocate((int) m.size());
        read(m, all::put);
        return all.array();
    }

    /// Reads a member through and compares its checksum.
    ///
    /// @throws ModelFormatException if it is damaged
    void read(Member m, Sink sink) throws IOException {
        long position = start(m);
        long end = position + m.size();
        CRC32 crc = new CRC32();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(CHUNK, m.size()));
        while (position < end) {
            piece.clear().limit((int) Math.min(CHUNK, end - position));
            in.fill(piece, position);
            position += piece.remaining();
            crc.update(piece.duplicate());
            sink.accept(piece);
        }
        if (crc.getValue() != m.crc()) {
            throw wrong(
                    m,
                    "the checksum " + Long.toHexString(m.crc()),
                    Long.toHexString(crc.getValue()) + " (damaged, or saved by PyTorch without checksums)");
        }
    }

    private long start(Member m) throws IOException {
        ByteBuffer head = in.bytes(m.header(), LOCAL_HEADER);
        int nameLength = Short.toUnsignedInt(head.getShort(26));
        long nameAt = m.header() + LOCAL_HEADER;
        long start = nameAt + nameLength + Short.toUnsignedInt(head.getShort(28));
        if (head.getInt(0) != LOCAL_SIGNATURE || start + m.size() > in.size()) {
            throw wrong(m, "its header and " + m.size() + " bytes", "something else (damaged?)");
        }
        String found =
                StandardCharsets.UTF_8.decode(in.bytes(nameAt, nameLength)).toString();
        if (!found.equals(m.name())) {
            throw wrong(m, "the same name at its contents", "'" + Quoted.of(found) + "'");
        }
        return start;
    }

    private ModelFormatException wrong(Member m, String expected, String found) {
        return new ModelFormatException(in.file(), "member '" + Quoted.of(m.name()) + "'", expected, found);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

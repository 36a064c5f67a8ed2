package rapidity.data.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The bytes of a member of a zip file: a stream that goes forward, and starts again to go back.
///
/// The checksum is compared whenever the last byte is reached without a jump; only in stored members are there jumps.
final class MemberBytes implements ByteSource {
    /// A shorter way is read through, so that the checksum stays of use.
    private static final int SHORTEST_JUMP = 1 << 16;

    private final Path file;
    private final ZipFile zip;
    private final ZipEntry entry;
    private final CRC32 crc = new CRC32();
    private InputStream stream;
    private long position;
    private boolean jumped;

    MemberBytes(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        this.file = file;
        this.zip = zip;
        this.entry = entry;
        stream = start();
    }

    private InputStream start() throws IOException {
        try {
            return zip.getInputStream(entry);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    @Override
    public long size() {
        return entry.getSize();
    }

    @Override
    public void read(long from, ByteBuffer buffer) throws IOException {
        try {
            if (from < position) {
                restart();
            }
            skipTo(from);
            readFully(buffer);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private void restart() throws IOException {
        stream.close();
        stream = start();
        position = 0;
        jumped = false;
        crc.reset();
    }

    private void skipTo(long from) throws IOException {
        if (entry.getMethod() == ZipEntry.STORED && from - position > SHORTEST_JUMP) {
            stream.skipNBytes(from - position);
            position = from;
            jumped = true;
        }
        ByteBuffer skipped = ByteBuffer.allocate((int) Math.min(SHORTEST_JUMP, from - position));
        while (position < from) {
            readFully(skipped.clear().limit((int) Math.min(skipped.capacity(), from - position)));
        }
    }

    private void readFully(ByteBuffer buffer) throws IOException {
        int wanted = buffer.remaining();
        byte[] bytes = buffer.array();
        int offset = buffer.arrayOffset() + buffer.position();
        int read = stream.readNBytes(bytes, offset, wanted);
        crc.update(bytes, offset, read);
        position += read;
        if (read < wanted) {
            throw fault("byte " + position, "at least " + (position + wanted - read) + " bytes", position + " bytes");
        }
        buffer.position(buffer.position() + read);
        if (position == size() && !jumped && crc.getValue() != entry.getCrc()) {
            throw fault("checksum", Long.toHexString(entry.getCrc()), Long.toHexString(crc.getValue()));
        }
    }

    private DataFormatException damaged(IOException cause) {
        return new DataFormatException(file, "member " + entry.getName(), "an undamaged zip member", cause);
    }

    @Override
    public DataFormatException fault(String place, String expected, String found) {
        return new DataFormatException(file, "member " + entry.getName() + ", " + place, expected, found);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}

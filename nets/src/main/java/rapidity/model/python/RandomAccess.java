package rapidity.model.python;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rapidity.model.ModelFormatException;

/// The bytes of a file at any position.
record RandomAccess(Path file, FileChannel channel, long size) implements Closeable {
    static RandomAccess open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new RandomAccess(file, channel, channel.size());
    }

    /// Some bytes as little-endian numbers.
    ///
    /// @throws ModelFormatException if the file ends before
    ByteBuffer bytes(long position, int n) throws IOException {
        checkInside(position, n);
        ByteBuffer b = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
        fill(b, position);
        return b;
    }

    /// Fills the buffer from a position and flips it.
    ///
    /// @throws ModelFormatException if the file ends before
    void fill(ByteBuffer b, long position) throws IOException {
        long at = position;
        while (b.hasRemaining()) {
            int n = channel.read(b, at);
            if (n < 0) {
                checkInside(at, b.remaining());
                throw new IOException(file + " was cut while it was read");
            }
            at += n;
        }
        b.flip();
    }

    private void checkInside(long position, int n) throws ModelFormatException {
        if (position < 0 || position > size - n) {
            throw new ModelFormatException(
                    file, "byte " + position, n + " bytes", "the end of the file at " + size + " (cut short?)");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

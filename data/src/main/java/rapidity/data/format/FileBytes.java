package rapidity.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a file, at any position.
public final class FileBytes implements ByteSource {
    private final Path file;
    private final FileChannel channel;
    private final long size;

    /// Opens a file for reading.
    public FileBytes(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
        if (position < 0) {
            throw fault("byte " + position, "a place within its " + size + " bytes", "one before them");
        }
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw fault("byte " + at, "at least " + (at + buffer.remaining()) + " bytes", at + " bytes");
            }
            at += read;
        }
    }

    @Override
    public DataFormatException fault(String place, String expected, String found) {
        return new DataFormatException(file, place, expected, found);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

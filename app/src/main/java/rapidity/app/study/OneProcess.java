package rapidity.app.study;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rapidity.train.RunDirectory;

/// Keeps other processes from the same work, as long as it is open: a locked file, which is gone afterwards.
final class OneProcess implements Closeable {
    private final Path file;
    private final FileChannel channel;

    private OneProcess(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws IOException with a sentence that begins with the file, if another process does the work
    static OneProcess at(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!RunDirectory.lock(channel)) {
            channel.close();
            throw new IOException(file + " is locked: another process is at this work; wait until it is done");
        }
        return new OneProcess(file, channel);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}

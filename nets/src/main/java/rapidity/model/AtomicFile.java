package rapidity.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that appear at their place complete or not at all, also when the process is killed or the disk is full: they
/// are written beside, forced to the disk and moved. What stood there before stays until then.
public final class AtomicFile {
    private AtomicFile() {}

    /// What writes the bytes.
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Replaces the file by new content.
    ///
    /// @throws IOException with the file and the reason; the old file is then still there
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(target.resolveSibling("."));
        } catch (IOException e) {
            throw failure(file, part, e);
        }
    }

    /// Replaces the file by a text in UTF-8.
    ///
    /// @throws IOException with the file and the reason; the old file is then still there
    public static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        write(file, channel -> writeAll(channel, bytes));
    }

    /// Writes all of a buffer.
    public static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static IOException failure(Path file, Path part, IOException cause) {
        IOException failure = new IOException("cannot write " + file + ": " + reason(file, cause), cause);
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static String reason(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return Files.isDirectory(file.toAbsolutePath().resolveSibling("."))
                    ? "no file can be made there"
                    : "its folder does not exist";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    /// A move survives a power cut only once the folder has reached the disk; systems that cannot open a folder do
    /// without.
    private static void force(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

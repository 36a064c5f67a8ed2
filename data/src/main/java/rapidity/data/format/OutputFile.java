package rapidity.data.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that appears at its place complete or not at all: it is written beside, under another name, and moved when it
/// is committed. Closed without a commit it leaves nothing.
public final class OutputFile implements PendingFile {
    private final Path target;
    private final Path part;
    private final WhenExists whenExists;
    private final FileChannel channel;

    private OutputFile(Path target, Path part, WhenExists whenExists, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.whenExists = whenExists;
        this.channel = channel;
    }

    /// Opens the file beside the target.
    ///
    /// @throws FileAlreadyExistsException if the target is there and is not to be replaced
    public static OutputFile create(Path target, WhenExists whenExists) throws IOException {
        refuseExisting(target, whenExists);
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
        Path part = target.toAbsolutePath().resolveSibling(name);
        try {
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new OutputFile(target, part, whenExists, channel);
        } catch (NoSuchFileException e) {
            throw Files.isDirectory(part.resolveSibling("."))
                    ? new FileSystemException(target.toString(), null, "no file can be made there")
                    : new NoSuchFileException(String.valueOf(part.getParent()));
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(target.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(target.toString(), null, e.getReason());
        }
    }

    private static void refuseExisting(Path target, WhenExists whenExists) throws IOException {
        if (whenExists == WhenExists.REFUSE && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it exists and is not overwritten");
        }
    }

    /// Where the bytes go before the commit.
    public FileChannel channel() {
        return channel;
    }

    /// Moves the file to its place, in one step.
    ///
    /// @throws FileAlreadyExistsException if the target has appeared meanwhile and is not to be replaced
    @Override
    public void commit() throws IOException {
        channel.force(true);
        channel.close();
        refuseExisting(target, whenExists);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Removes what was written, unless it was committed.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}

package rapidity.data.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a `.npz` file, member after member, deflated. The same arrays give the same bytes.
///
/// ```
/// try (NpzWriter writer = NpzWriter.create(path, WhenExists.REFUSE)) {
///     writer.array("scores", NpyType.FLOAT32, n).write(scores);
///     writer.array("labels", NpyType.BOOL, n).write(labels);
///     writer.commit();
/// }
/// ```
public final class NpzWriter implements PendingFile {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final OutputFile output;
    private final ZipOutputStream zip;
    private final WritableByteChannel channel;
    private @Nullable Member open;

    private record Member(String name, NpyHeader header, NpyRows rows) {}

    private NpzWriter(OutputFile output) {
        this.output = output;
        zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(output.channel())));
        channel = Channels.newChannel(zip);
    }

    /// Opens an archive.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    public static NpzWriter create(Path file, WhenExists whenExists) throws IOException {
        return new NpzWriter(OutputFile.create(file, whenExists));
    }

    /// Begins the next array; the one before must be complete.
    ///
    /// @throws IllegalStateException if the array before has not got all its rows
    public NpyRows array(String name, NpyType type, long... shape) throws IOException {
        finishArray();
        NpyHeader header = NpyHeader.of(type, shape);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        channel.write(header.toBytes(0));
        Member member = new Member(name, header, new NpyRows(channel, type, header.rowLength()));
        open = member;
        return member.rows();
    }

    /// @throws IllegalStateException if the last array has not got all its rows
    @Override
    public void commit() throws IOException {
        finishArray();
        zip.finish();
        zip.flush();
        output.commit();
    }

    @Override
    public void close() throws IOException {
        try (output) {
            zip.close();
        }
    }

    private void finishArray() throws IOException {
        Member member = open;
        if (member == null) {
            return;
        }
        member.rows().flush();
        if (member.header().rowLength() > 0
                && member.rows().count() != member.header().rows()) {
            throw new IllegalStateException("array " + member.name() + " of shape "
                    + member.header().shape() + " got " + member.rows().count() + " rows");
        }
        zip.closeEntry();
        open = null;
    }
}

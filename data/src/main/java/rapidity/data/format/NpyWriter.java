package rapidity.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.stream.LongStream;

/// Writes a `.npy` file row by row, in C order and little-endian, without knowing how many rows will come.
///
/// ```
/// try (NpyWriter writer = NpyWriter.create(path, WhenExists.REFUSE, NpyType.FLOAT64, 21)) {
///     writer.rows().write(events);
///     writer.commit();
/// }
/// ```
public final class NpyWriter implements PendingFile {
    private final OutputFile output;
    private final NpyType type;
    private final long[] rowShape;
    private final int headerBytes;
    private final NpyRows rows;

    private NpyWriter(OutputFile output, NpyType type, long[] rowShape) throws IOException {
        this.output = output;
        this.type = type;
        this.rowShape = rowShape;
        ByteBuffer longest = header(Long.MAX_VALUE).toBytes(0);
        headerBytes = longest.limit();
        rows = new NpyRows(output.channel(), type, header(0).rowLength());
        write(longest);
    }

    /// Opens a file for rows of this type and shape; without a shape a row is one number.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    public static NpyWriter create(Path file, WhenExists whenExists, NpyType type, long... rowShape)
            throws IOException {
        OutputFile output = OutputFile.create(file, whenExists);
        try {
            return new NpyWriter(output, type, rowShape.clone());
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /// Where the rows go.
    public NpyRows rows() {
        return rows;
    }

    @Override
    public void commit() throws IOException {
        rows.flush();
        output.channel().position(0);
        write(header(rows.count()).toBytes(headerBytes));
        output.commit();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }

    private NpyHeader header(long count) {
        return NpyHeader.of(
                type,
                LongStream.concat(LongStream.of(count), LongStream.of(rowShape)).toArray());
    }

    private void write(ByteBuffer bytes) throws IOException {
        FileChannel channel = output.channel();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

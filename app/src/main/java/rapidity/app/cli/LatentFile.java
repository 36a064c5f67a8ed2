package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;

/// Writes latent numbers of jets into an NPZ file: `scalars` and `vectors`, or `latents`, with `frames` and `rows`, and
/// the fingerprint of the `model`, 32 bytes.
///
/// Members of an archive are written one after another, and how many jets there are is known at the end only: until
/// then the rows wait in a file beside it, and not in memory.
final class LatentFile implements Closeable {
    private static final int ROWS = 1 << 10;

    private final Path target;
    private final WhenExists whenExists;
    private final Latents.Layout layout;
    private final int frame;
    private final byte[] fingerprint;
    private final Path waiting;
    private final FileChannel channel;
    private final NpyRows rows;

    private LatentFile(
            Path target,
            WhenExists whenExists,
            JetAutoencoder model,
            String fingerprint,
            Path waiting,
            FileChannel channel) {
        this.target = target;
        this.whenExists = whenExists;
        this.layout = model.layout();
        this.frame = model.preprocessing().frame();
        this.fingerprint = HexFormat.of().parseHex(fingerprint);
        this.waiting = waiting;
        this.channel = channel;
        this.rows = new NpyRows(channel, NpyType.FLOAT64, width());
    }

    /// @param fingerprint of the model, in hexadecimal digits
    /// @throws IOException if no file can be made beside the target
    static LatentFile create(Path target, WhenExists whenExists, JetAutoencoder model, String fingerprint)
            throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            Path waiting = Files.createTempFile(folder, "." + target.getFileName() + ".", ".rows");
            FileChannel channel = FileChannel.open(waiting, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new LatentFile(target, whenExists, model, fingerprint, waiting, channel);
        } catch (IOException e) {
            throw noPlace(target, e);
        }
    }

    /// The user has never heard of the other file.
    private static IOException noPlace(Path target, IOException cause) {
        return new IOException(
                target + ": its rows wait beside it until all jets are encoded, and cannot be written there ("
                        + Failures.sentence(cause)
                        + "); name a file in a folder that you may write to, on a disk with room",
                cause);
    }

    /// Latents, frame, and the row of the jet in its file.
    private int width() {
        return layout.size() + frame + 1;
    }

    /// Adds the next rows, those of NaN left out.
    ///
    /// @param numbers latents and frame of each row
    void add(long first, double... numbers) throws IOException {
        int given = width() - 1;
        for (int i = 0; i < numbers.length / given; i++) {
            if (!Double.isNaN(numbers[i * given])) {
                double[] row = Arrays.copyOfRange(numbers, i * given, (i + 1) * given + 1);
                row[given] = first + i;
                write(row);
            }
        }
    }

    private void write(double... row) throws IOException {
        try {
            rows.write(row);
        } catch (IOException e) {
            throw noPlace(target, e);
        }
    }

    /// Writes the archive. Call it once, last.
    ///
    /// @return the number of jets
    long commit() throws IOException {
        rows.flush();
        long n = rows.count();
        int size = layout.size();
        int scalars = 2 * layout.scalars();
        try (NpzWriter out = NpzWriter.create(target, whenExists)) {
            if (layout.vectors() > 0) {
                copy(out.array("scalars", NpyType.FLOAT64, n, layout.scalars(), 2), 0, scalars);
                copy(out.array("vectors", NpyType.FLOAT64, n, layout.vectors(), 4, 2), scalars, size);
            } else {
                copy(out.array("latents", NpyType.FLOAT64, n, size), 0, size);
            }
            copy(out.array("frames", NpyType.FLOAT64, n, frame), size, size + frame);
            copy(out.array("rows", NpyType.FLOAT64, n), size + frame, width());
            NpyRows model = out.array(StoredLatents.MODEL, NpyType.UINT8, fingerprint.length);
            for (byte b : fingerprint) {
                model.write((long) Byte.toUnsignedInt(b));
            }
            out.commit();
        }
        return n;
    }

    /// The columns from .. to - 1 of all rows.
    private void copy(NpyRows out, int from, int to) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(ROWS * width() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(0);
        double[] row = new double[to - from];
        while (channel.read(block) >= 0 || block.position() > 0) {
            block.flip();
            while (block.remaining() >= width() * Double.BYTES) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = block.getDouble(block.position() + (from + k) * Double.BYTES);
                }
                out.write(row);
                block.position(block.position() + width() * Double.BYTES);
            }
            block.compact();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(waiting);
    }
}

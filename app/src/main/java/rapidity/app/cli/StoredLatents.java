package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;

/// Latent numbers of jets, as [LatentFile] writes them, read block by block.
final class StoredLatents implements Closeable {
    /// The array that says which model they are of.
    static final String MODEL = "model";

    private static final String FRAMES = "frames";
    private static final int SHOWN = 12;

    private final Path file;
    private final NpzFile archive;
    private final Latents.Layout layout;
    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

    private StoredLatents(Path file, NpzFile archive, Latents.Layout layout) {
        this.file = file;
        this.archive = archive;
        this.layout = layout;
    }

    /// @param fingerprint of the model, in hexadecimal digits
    /// @throws DataFormatException if an array is missing, or does not fit the model, or the latents say that they are
    ///     of another one; those that somebody else has made need say nothing
    static StoredLatents open(Path file, JetAutoencoder model, String fingerprint) throws IOException {
        Latents.Layout layout = model.layout();
        StoredLatents r = new StoredLatents(file, NpzFile.open(file), layout);
        try {
            r.requireOf(fingerprint);
            r.add(FRAMES, model.preprocessing().frame());
            if (layout.vectors() > 0) {
                r.add("scalars", 2 * layout.scalars());
                r.add("vectors", 8 * layout.vectors());
            } else {
                r.add("latents", layout.size());
            }
            return r;
        } catch (IOException | RuntimeException e) {
            r.close();
            throw e;
        }
    }

    private void requireOf(String fingerprint) throws IOException {
        if (archive.names().contains(MODEL)) {
            NpyArray a = archive.array(MODEL);
            StringBuilder found = new StringBuilder();
            for (double b : a.doubles(0, Math.min(a.rows(), fingerprint.length()))) {
                found.append(HexFormat.of().toHexDigits((byte) b));
            }
            if (!found.toString().equals(fingerprint)) {
                throw new DataFormatException(
                        file,
                        MODEL,
                        "latents of this model, " + shown(fingerprint),
                        "those of " + shown(found.toString()) + ": decode them with the model that encoded them");
            }
        }
    }

    private static String shown(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHOWN, fingerprint.length()));
    }

    private void add(String name, int rowLength) throws IOException {
        NpyArray a = archive.array(name);
        if (a.rowLength() != rowLength) {
            throw new DataFormatException(
                    file, name, "rows of " + rowLength + " numbers, as the model has them", a.rowLength() + "");
        }
        arrays.put(name, a);
        if (a.rows() != jets()) {
            throw new DataFormatException(file, name, jets() + " rows, as many as frames", a.rows() + "");
        }
    }

    private NpyArray frames() {
        return Objects.requireNonNull(arrays.get(FRAMES));
    }

    long jets() {
        return frames().rows();
    }

    /// The jets from .. to - 1; cheap in rising order.
    ///
    /// @throws DataFormatException if a number is not finite
    Latents read(long from, long to) throws IOException {
        int n = (int) (to - from);
        double[] values = new double[n * layout.size()];
        int at = 0;
        for (Map.Entry<String, NpyArray> e : arrays.entrySet()) {
            if (!e.getKey().equals(FRAMES)) {
                double[] own = finite(e.getKey(), e.getValue(), from, to);
                int width = own.length / Math.max(1, n);
                for (int i = 0; i < n; i++) {
                    System.arraycopy(own, i * width, values, i * layout.size() + at, width);
                }
                at += width;
            }
        }
        return new Latents(layout, values, finite(FRAMES, frames(), from, to));
    }

    private double[] finite(String name, NpyArray array, long from, long to) throws IOException {
        double[] all = array.doubles(from, to);
        for (int i = 0; i < all.length; i++) {
            if (!Double.isFinite(all[i])) {
                long row = from + i / array.rowLength();
                throw new DataFormatException(file, name + ", row " + row, "finite numbers", all[i] + "");
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}

package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.model.AutoencoderInput;
import rapidity.model.Latents;

/// Latent numbers of jets in an NPZ file: `scalars` and `vectors`, or `latents`, with `frames` and `rows`.
final class LatentFile {
    private static final int FRAME = AutoencoderInput.FRAME;

    private LatentFile() {}

    /// @param values latents and frame of each jet, side by side
    /// @param rows of the jets in their files
    record Contents(List<double[]> values, double[] rows) {
        static Contents empty() {
            return new Contents(new ArrayList<>(), new double[0]);
        }

        /// With the next rows, those of NaN left out.
        Contents and(long first, double[] more, int width) {
            List<double[]> all = new ArrayList<>(values);
            double[] places = Arrays.copyOf(rows, rows.length + more.length / width);
            int n = rows.length;
            for (int i = 0; i < more.length / width; i++) {
                if (!Double.isNaN(more[i * width])) {
                    all.add(Arrays.copyOfRange(more, i * width, (i + 1) * width));
                    places[n++] = first + i;
                }
            }
            return new Contents(all, Arrays.copyOf(places, n));
        }

        private double[] columns(int from, int to) {
            double[] r = new double[values.size() * (to - from)];
            for (int i = 0; i < values.size(); i++) {
                System.arraycopy(values.get(i), from, r, i * (to - from), to - from);
            }
            return r;
        }
    }

    static void write(Path file, WhenExists whenExists, Latents.Layout layout, Contents all) throws IOException {
        int n = all.values.size();
        int size = layout.size();
        int scalars = 2 * layout.scalars();
        try (NpzWriter out = NpzWriter.create(file, whenExists)) {
            if (layout.vectors() > 0) {
                array(out, "scalars", all.columns(0, scalars), n, layout.scalars(), 2);
                array(out, "vectors", all.columns(scalars, size), n, layout.vectors(), 4, 2);
            } else {
                array(out, "latents", all.columns(0, size), n, size);
            }
            array(out, "frames", all.columns(size, size + FRAME), n, FRAME);
            array(out, "rows", all.rows, n);
            out.commit();
        }
    }

    private static void array(NpzWriter out, String name, double[] values, long... shape) throws IOException {
        out.array(name, NpyType.FLOAT64, shape).write(values);
    }

    /// Reads such a file.
    ///
    /// @throws DataFormatException if an array is missing, or does not fit the layout
    static Latents read(Path file, Latents.Layout layout) throws IOException {
        try (NpzFile in = NpzFile.open(file)) {
            double[] frames = array(file, in, "frames", FRAME);
            int n = frames.length / FRAME;
            if (layout.vectors() == 0) {
                double[] latents = array(file, in, "latents", layout.size());
                requireRows(file, "latents", latents.length / layout.size(), n);
                return new Latents(layout, latents, frames);
            }
            int scalars = 2 * layout.scalars();
            int vectors = 8 * layout.vectors();
            double[] s = array(file, in, "scalars", scalars);
            double[] v = array(file, in, "vectors", vectors);
            requireRows(file, "scalars", s.length / scalars, n);
            requireRows(file, "vectors", v.length / vectors, n);
            double[] values = new double[n * layout.size()];
            for (int i = 0; i < n; i++) {
                System.arraycopy(s, i * scalars, values, i * layout.size(), scalars);
                System.arraycopy(v, i * vectors, values, i * layout.size() + scalars, vectors);
            }
            return new Latents(layout, values, frames);
        }
    }

    private static void requireRows(Path file, String name, int found, int expected) throws DataFormatException {
        if (found != expected) {
            throw new DataFormatException(file, name, expected + " rows, as many as frames", Integer.toString(found));
        }
    }

    private static double[] array(Path file, NpzFile in, String name, int rowLength) throws IOException {
        try (NpyArray a = in.array(name)) {
            if (a.rowLength() != rowLength) {
                throw new DataFormatException(
                        file, name, "rows of " + rowLength + " numbers, as the model has them", a.rowLength() + "");
            }
            return a.doubles(0, a.rows());
        }
    }
}

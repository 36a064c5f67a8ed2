package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.matrixelement.QuarkFlavour;
import rapidity.matrixelement.StandardModel;

/// The flavour of the quark in each event: one for all, or a flag for each.
final class Flavours implements Closeable {
    private final QuarkFlavour common;
    private final Path file;
    private final @Nullable NpyArray flags;

    private Flavours(QuarkFlavour common, Path file, @Nullable NpyArray flags) {
        this.common = common;
        this.file = file;
        this.flags = flags;
    }

    /// @param flavour `u`, `d`, or the name of an array with 0 (up) or 1 (down) for each event
    /// @throws DataFormatException if there is not one flag for each event
    static Flavours open(String flavour, long events) throws IOException {
        Path file = Path.of(flavour);
        if (flavour.equals("u") || flavour.equals("d")) {
            return new Flavours(flavour.equals("u") ? QuarkFlavour.UP : QuarkFlavour.DOWN, file, null);
        }
        if (!Files.isRegularFile(file)) {
            throw new DataFormatException(
                    file, "--flavour", "u, d or a NumPy array with a flag for each event", "no file");
        }
        NpyArray flags = NpyArray.open(file);
        if (flags.rows() != events || flags.rowLength() != 1) {
            flags.close();
            throw new DataFormatException(
                    file,
                    "shape",
                    events + " flags, one for each event",
                    "the shape " + flags.header().shape());
        }
        return new Flavours(QuarkFlavour.UP, file, flags);
    }

    /// The flavour for which values are to be calculated.
    QuarkFlavour common() {
        return common;
    }

    /// Gives the values of the events from..from+values.length-1 the couplings of their own flavours.
    ///
    /// @throws DataFormatException if a flag is neither 0 nor 1
    void apply(double[] values, long from) throws IOException {
        if (flags == null) {
            return;
        }
        StandardModel model = StandardModel.DEFAULT;
        double ratio = model.kappa(QuarkFlavour.DOWN) / model.kappa(QuarkFlavour.UP);
        long[] down = flags.longs(from, from + values.length);
        for (int i = 0; i < values.length; i++) {
            if (down[i] != 0 && down[i] != 1) {
                throw new DataFormatException(file, "row " + (from + i), "0 (up) or 1 (down)", "" + down[i]);
            }
            values[i] *= down[i] == 1 ? ratio : 1;
        }
    }

    @Override
    public void close() throws IOException {
        if (flags != null) {
            flags.close();
        }
    }
}

package rapidity.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import rapidity.data.format.hdf5.Hdf5Dataset;
import rapidity.data.format.hdf5.Hdf5File;
import rapidity.data.format.hdf5.PandasTable;

/// The pandas layout of the top-tagging data set: columns `E_0, PX_0, PY_0, PZ_0, E_1 .. PZ_199`, wherever pandas put
/// them, and `is_signal_new`.
final class TopTaggingTable implements TopTagging.Layout {
    static final String KEY = "table";

    private static final int CONSTITUENTS = 200;
    private static final String[] COMPONENTS = {"E_", "PX_", "PY_", "PZ_"};

    private final Hdf5File file;
    private final PandasTable table;
    private final Hdf5Dataset block;
    /// Where in a row of the block each component is.
    private final int[] places = new int[4 * CONSTITUENTS];
    private final PandasTable.Place label;

    private TopTaggingTable(Hdf5File file) throws IOException {
        this.file = file;
        table = PandasTable.open(file, KEY);
        block = place("E_0").block();
        label = place("is_signal_new");
        for (int i = 0; i < places.length; i++) {
            String name = COMPONENTS[i % 4] + i / 4;
            PandasTable.Place place = place(name);
            if (place.block() != block) {
                throw file.fault("key " + KEY, "all momenta of one type", name + " of another than E_0");
            }
            places[i] = place.index();
        }
    }

    static TopTaggingTable open(Path path) throws IOException {
        Hdf5File file = Hdf5File.open(path);
        try {
            return new TopTaggingTable(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private PandasTable.Place place(String column) throws IOException {
        Optional<PandasTable.Place> place = table.place(column);
        if (place.isEmpty()) {
            throw file.fault("key " + KEY, "a column " + column, "only " + brief());
        }
        return place.get();
    }

    private String brief() {
        int size = table.names().size();
        return size > 12 ? table.names().subList(0, 12) + " and " + (size - 12) + " more" : table.names() + "";
    }

    @Override
    public long rows() {
        return table.rows();
    }

    @Override
    public float[] momenta(long from, long to) throws IOException {
        float[] rows = block.floats(from, to);
        int width = (int) block.rowLength();
        float[] momenta = new float[(int) (to - from) * places.length];
        for (int row = 0; row < to - from; row++) {
            for (int i = 0; i < places.length; i++) {
                momenta[row * places.length + i] = rows[row * width + places[i]];
            }
        }
        return momenta;
    }

    @Override
    public double[] labels(long from, long to) throws IOException {
        return table.doubles(label, from, to);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

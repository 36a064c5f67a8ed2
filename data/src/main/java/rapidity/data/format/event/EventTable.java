package rapidity.data.format.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;

/// A text file of events as columns: `process`, `weight` and so on with one number for each event, `pdg`, `status`,
/// `px` and so on with one for each particle. Mothers are those that the file names, the first and the last one.
public final class EventTable implements Table {
    /// The next event of a reader that met a damaged one: it begins anew.
    private static final long FAILED = Long.MAX_VALUE;

    private final Path path;
    private final String kind;
    private final Map<Column, EventColumn> columns = new LinkedHashMap<>();
    private final long rows;

    private @Nullable EventReader reader;
    private long nextRow;
    /// The events at hand.
    private List<EventRecord> block = List.of();

    private long blockFrom;

    private EventTable(Path path, EventReader events) throws IOException {
        this.path = path;
        kind = events.kind();
        rows = events.skipAll();
        EventColumn.of(events).forEach(column -> columns.put(column.column(rows), column));
    }

    /// Opens a file and counts its events.
    ///
    /// @throws DataFormatException if it is neither a Les Houches nor a HepMC3 file, or is cut short
    public static EventTable open(Path path) throws IOException {
        try (EventReader events = reader(path)) {
            return new EventTable(path, events);
        }
    }

    /// The events of a file of either format.
    ///
    /// @throws DataFormatException if it is neither a Les Houches nor a HepMC3 file
    public static EventReader reader(Path path) throws IOException {
        try (EventText text = EventText.open(path)) {
            String line = text.line();
            while (line != null && line.isBlank()) {
                line = text.line();
            }
            if (line != null && line.startsWith(HepMc3File.MAGIC)) {
                return HepMc3File.open(path);
            }
            if (line != null && line.stripLeading().startsWith("<")) {
                return LheFile.open(path);
            }
            throw text.fault("<LesHouchesEvents> or HepMC::Version", line == null ? "nothing" : EventText.shown(line));
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public Jagged read(Column column, long from, long to) throws IOException {
        EventColumn place = columns.get(column);
        if (place == null) {
            throw new IllegalArgumentException(path + " has no column " + column);
        }
        int count = Table.count(from, to, rows);
        if (from < blockFrom || to > blockFrom + block.size()) {
            readBlock(from, to);
        }
        double[][] numbers = new double[count][];
        int[] offsets = new int[count + 1];
        for (int row = 0; row < count; row++) {
            numbers[row] = place.of(block.get((int) (from - blockFrom) + row));
            offsets[row + 1] = Math.addExact(offsets[row], numbers[row].length);
        }
        double[] values = new double[offsets[count]];
        for (int row = 0; row < count; row++) {
            System.arraycopy(numbers[row], 0, values, offsets[row], numbers[row].length);
        }
        return new Jagged(values, offsets);
    }

    private void readBlock(long from, long to) throws IOException {
        EventReader open = reader;
        if (open == null || from < nextRow) {
            close();
            open = reader(path);
            reader = open;
            nextRow = 0;
        }
        block = List.of();
        List<EventRecord> events = new ArrayList<>();
        long row = nextRow;
        nextRow = FAILED;
        for (; row < to; row++) {
            EventRecord event = open.next();
            if (event == null) {
                throw new DataFormatException(path, "event " + row, rows + " events, as before", "fewer");
            }
            if (row >= from) {
                events.add(event);
            }
        }
        nextRow = to;
        block = events;
        blockFrom = from;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}

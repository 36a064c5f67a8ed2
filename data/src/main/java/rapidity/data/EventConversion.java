package rapidity.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.format.NumpyTable;
import rapidity.data.format.Table;
import rapidity.data.format.WhenExists;
import rapidity.data.format.event.EventReader;
import rapidity.data.format.event.EventRecord;
import rapidity.data.format.event.EventTable;
import rapidity.data.format.event.HepMc3Writer;
import rapidity.data.format.hdf5.Hdf5Table;

/// Events of a file on their way into one with records of particles: those of t tbar + jets in the published layouts
/// into Les Houches or HepMC3 files, Les Houches events into HepMC3 files.
///
/// @param progress is told how many rows more are written, each column of the table counted
record EventConversion(Table table, LongConsumer progress) {
    private static final int BLOCK = 1 << 12;

    void to(Path out, WhenExists whenExists) throws IOException {
        if (table instanceof EventTable && EventOutput.isHepMc(out)) {
            records(out, whenExists);
        } else if (table instanceof Hdf5Table || table instanceof NumpyTable) {
            ttbar(out, whenExists);
        } else {
            throw new IllegalArgumentException(out + ": .lhe is written of t tbar events in HDF5 or NumPy files, .hepmc"
                    + " also of Les Houches events, and " + table.path() + " is " + table.kind());
        }
    }

    private void records(Path out, WhenExists whenExists) throws IOException {
        try (EventReader events = EventTable.reader(table.path());
                HepMc3Writer writer = HepMc3Writer.create(out, whenExists)) {
            EventRecord event = events.next();
            while (event != null) {
                writer.write(event);
                progress.accept(table.columns().size());
                event = events.next();
            }
            writer.commit();
        }
    }

    private void ttbar(Path out, WhenExists whenExists) throws IOException {
        try (TtbarEvents events = TtbarEvents.open(table.path())) {
            SortedMap<Integer, Long> counts = events.counts();
            try (EventOutput output = EventOutput.open(out, whenExists, counts, events.weighting())) {
                for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
                    for (long from = 0; from < entry.getValue(); from += BLOCK) {
                        long to = Math.min(entry.getValue(), from + BLOCK);
                        int jets = entry.getKey();
                        output.write(events.read(jets, from, to), events.weights(jets, from, to));
                        progress.accept(to - from);
                    }
                }
                output.commit();
            }
        }
    }
}

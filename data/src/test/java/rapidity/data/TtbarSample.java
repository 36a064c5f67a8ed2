package rapidity.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rapidity.data.dataset.TtbarEvents;
import rapidity.events.Events;

/// Some of the shipped events, of three multiplicities.
final class TtbarSample {
    static final Path FILE = Path.of("..", "samples", "ttbar", "event_generation_ttbar_pythia.hdf5");

    /// Of each multiplicity.
    static final int SOME = 7;

    private TtbarSample() {}

    static List<Events> events() throws IOException {
        try (TtbarEvents file = TtbarEvents.open(FILE)) {
            return List.of(file.read(0, 0, SOME), file.read(2, 0, SOME), file.read(4, 5, 5 + SOME));
        }
    }

    static SortedMap<Integer, Long> counts(List<Events> events) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        events.forEach(block -> counts.put(block.jets(), (long) block.size()));
        return counts;
    }
}

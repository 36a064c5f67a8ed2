package rapidity.data.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.WhenExists;
import rapidity.kinematics.FourVector;

/// What pylhe and pyhepmc wrote is read, written and read again.
class EventWriterTest {
    private static final LheInit INIT =
            new LheInit(List.of(1, 1), List.of(1.0, 1.0), List.of(0, 0, 0, 0), LheInit.UNWEIGHTED, List.of());

    @TempDir
    private Path folder;

    private static List<EventRecord> events(Path file) throws IOException {
        List<EventRecord> events = new ArrayList<>();
        try (EventReader reader = EventTable.reader(file)) {
            for (EventRecord event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }

    private static void write(EventWriter writer, List<EventRecord> events) throws IOException {
        try (writer) {
            for (EventRecord event : events) {
                writer.write(event);
            }
            writer.commit();
        }
    }

    @Test
    void lesHouchesEventsReadBackEqual() throws IOException {
        Path source = EventTableTest.resource("pylhe.lhe");
        Path copy = folder.resolve("copy.lhe");
        List<EventRecord> events = events(source);
        assertThat(events).anyMatch(event -> !event.weights().isEmpty());
        LheInit init;
        try (LheFile file = LheFile.open(source)) {
            init = file.init();
        }
        write(LheWriter.create(copy, WhenExists.REFUSE, init, "ends --> here <event>"), events);
        assertThat(events(copy)).isEqualTo(events);
        try (LheFile file = LheFile.open(copy)) {
            assertThat(file.init()).isEqualTo(init);
        }
    }

    @Test
    void hepMcEventsReadBackEqual() throws IOException {
        Path copy = folder.resolve("copy.hepmc.gz");
        List<EventRecord> events = events(EventTableTest.resource("pyhepmc.hepmc"));
        assertThat(events).anyMatch(event -> !event.weights().isEmpty());
        write(HepMc3Writer.create(copy, WhenExists.REFUSE), events);
        assertThat(events(copy)).isEqualTo(events);
    }

    private static EventRecord event(List<Double> weights, List<Integer> mothers) {
        RecordedParticle particle =
                new RecordedParticle(21, 1, mothers, 0, 0, new FourVector(1, 0, 0, 1), 0, 0, RecordedParticle.NO_SPIN);
        return new EventRecord(1, 1, weights, 1, 1, 1, List.of(particle));
    }

    @Test
    void whatAFormatCannotHoldIsRefused() throws IOException {
        try (LheWriter lhe = LheWriter.create(folder.resolve("a.lhe"), WhenExists.REFUSE, INIT, "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lhe.write(event(List.of(), List.of(1, 2, 3))))
                    .withMessageContaining("at most two mothers, not 3");
        }
        try (HepMc3Writer hepmc = HepMc3Writer.create(folder.resolve("a.hepmc"), WhenExists.REFUSE)) {
            hepmc.write(event(List.of(2.0), List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hepmc.write(event(List.of(), List.of())))
                    .withMessage("event 1 has 1 weights and those before have 2");
            assertThatIllegalArgumentException().isThrownBy(() -> hepmc.write(event(List.of(2.0, 3.0), List.of())));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hepmc.write(event(List.of(2.0), List.of(2))))
                    .withMessageContaining("particle 1 comes before its mother, particle 2");
        }
        assertThat(folder).isEmptyDirectory();
    }
}

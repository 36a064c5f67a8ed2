package rapidity.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;
import rapidity.data.format.WhenExists;
import rapidity.data.format.event.EventReader;
import rapidity.data.format.event.EventRecord;
import rapidity.data.format.event.EventTable;
import rapidity.data.format.event.RecordedParticle;
import rapidity.events.Events;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.TopPair;

class EventOutputTest {
    private static final int SOME = TtbarSample.SOME;

    /// Places of b1 q1 q2 b2 q3 q4 in a record, from which further jets go on at 12.
    private static final List<Integer> PLACES = List.of(5, 6, 7, 9, 10, 11);

    /// Of sums of some momenta in float64.
    private static final double ROUNDING = 1e-12;

    @TempDir
    private Path folder;

    private Path write(String name, List<Events> events) throws IOException {
        Path file = folder.resolve(name);
        try (EventOutput output = EventOutput.open(file, WhenExists.REFUSE, TtbarSample.counts(events))) {
            for (Events block : events) {
                output.write(block.slice(0, 3));
                output.write(block.slice(3, SOME));
            }
            assertThat(file).doesNotExist();
            output.commit();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.hdf5", "events.h5"})
    void rowsOfEachMultiplicityReadBackEqual(String name) throws IOException {
        List<Events> events = TtbarSample.events();
        try (TtbarEvents file = TtbarEvents.open(write(name, events))) {
            assertThat(file.counts()).isEqualTo(TtbarSample.counts(events));
            for (Events block : events) {
                assertThat(file.read(block.jets(), 0, SOME).momenta()).isEqualTo(block.momenta());
            }
        }
    }

    @Test
    void everyMultiplicityHasItsDatasetAndAllItsEvents() throws IOException {
        Events events = TtbarSample.events().get(1);
        SortedMap<Integer, Long> counts = new TreeMap<>(Map.of(0, 0L, 2, (long) SOME, 3, 0L));
        Path file = folder.resolve("e.h5");
        try (EventOutput output = EventOutput.open(file, WhenExists.REFUSE, counts)) {
            output.write(events);
            output.commit();
        }
        try (TtbarEvents written = TtbarEvents.open(file)) {
            assertThat(written.counts()).isEqualTo(counts);
            assertThat(written.read(2, 0, SOME).momenta()).isEqualTo(events.momenta());
        }
        counts.put(3, 1L);
        try (EventOutput output = EventOutput.open(file, WhenExists.REPLACE, counts)) {
            output.write(events);
            assertThatThrownBy(output::commit).hasMessage("dataset ttbar+3jet got 0 of 36 numbers");
        }
    }

    @Test
    void anArrayHoldsOneMultiplicity() throws IOException {
        List<Events> events = TtbarSample.events();
        try (TtbarEvents file = TtbarEvents.open(write("ttbar_2j.npy", events.subList(1, 2)))) {
            assertThat(file.read(2, 0, SOME).momenta()).isEqualTo(events.get(1).momenta());
        }
        assertThatThrownBy(() -> write("events.npy", events))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("one multiplicity", "[0, 2, 4]", ".hdf5");
    }

    @Test
    void listsReadBackEqual() throws IOException {
        List<Events> events = TtbarSample.events();
        try (Table table =
                DataFile.of(write("events.parquet", events).toString()).open()) {
            Column jets = table.columns().getFirst();
            assertThat(table.read(jets, 0, 3 * SOME).values()).startsWith(0, 0).endsWith(4, 4);
            Jagged momenta = table.read(table.columns().getLast(), 0, 3 * SOME);
            assertThat(momenta.values())
                    .isEqualTo(events.stream()
                            .flatMapToDouble(block -> DoubleStream.of(block.momenta()))
                            .toArray());
            assertThat(momenta.offsets()[SOME + 1] - momenta.offsets()[SOME]).isEqualTo(32);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.lhe", "events.lhe.gz", "events.hepmc", "events.hepmc3.gz"})
    void recordsReadBackEqual(String name) throws IOException {
        List<Events> events = TtbarSample.events();
        try (EventReader reader = EventTable.reader(write(name, events))) {
            for (Events block : events) {
                for (int event = 0; event < SOME; event++) {
                    EventRecord record = reader.next();
                    assertThat(record).isNotNull();
                    assertThat(record.process()).isEqualTo(block.particles());
                    assertThat(record.weight()).isOne();
                    assertThat(record.scale()).isEqualTo(EventRecord.UNKNOWN);
                    assertThat(record.particles()).hasSize(6 + block.particles());
                    for (int i = 0; i < block.particles(); i++) {
                        int place = i < 6 ? PLACES.get(i) : 6 + i;
                        assertThat(record.particles().get(place).momentum()).isEqualTo(block.momentum(event, i));
                    }
                    assertThat(record.particles().get(2).momentum()).isEqualTo(block.momentum(event, TopPair.TOP));
                }
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void momentumIsHandedOnFromMothersToDaughters() throws IOException {
        try (EventReader reader = EventTable.reader(write("events.lhe", TtbarSample.events()))) {
            for (EventRecord record = reader.next(); record != null; record = reader.next()) {
                List<RecordedParticle> particles = record.particles();
                for (int mother = 1; mother <= particles.size(); mother++) {
                    if (particles.get(mother - 1).status() == 2) {
                        FourVector sum = FourVector.ZERO;
                        for (RecordedParticle daughter : particles) {
                            sum = daughter.mothers().contains(mother) ? sum.plus(daughter.momentum()) : sum;
                        }
                        FourVector lost = sum.minus(particles.get(mother - 1).momentum());
                        assertThat(Math.abs(lost.e()) + lost.p()).isLessThan(ROUNDING * sum.e());
                    }
                }
                FourVector incoming =
                        particles.get(0).momentum().plus(particles.get(1).momentum());
                FourVector tops =
                        particles.get(2).momentum().plus(particles.get(3).momentum());
                for (RecordedParticle gluon : particles.subList(12, particles.size())) {
                    tops = tops.plus(gluon.momentum());
                }
                assertThat(incoming.e()).isCloseTo(tops.e(), within(ROUNDING * tops.e()));
                assertThat(incoming.pz()).isCloseTo(tops.pz(), within(ROUNDING * tops.e()));
            }
        }
    }

    /// Every line of colour begins at a colour and ends at an anticolour, incoming ones counted the other way round.
    @Test
    void linesOfColourBeginAndEnd() throws IOException {
        try (EventReader reader = EventTable.reader(write("events.lhe", TtbarSample.events()))) {
            for (EventRecord record = reader.next(); record != null; record = reader.next()) {
                double[] ends = new double[600];
                for (RecordedParticle particle : record.particles()) {
                    int sign = particle.status() == 2 ? 0 : particle.status();
                    ends[particle.colour()] += sign;
                    ends[particle.anticolour()] -= sign;
                }
                ends[0] = 0;
                assertThat(ends).containsOnly(0);
            }
        }
    }

    @Test
    void anExistingFileIsReplacedOnlyIfAskedFor() throws IOException {
        List<Events> events = TtbarSample.events();
        for (String name : List.of("e.hdf5", "e.parquet", "e.lhe", "e.hepmc.gz")) {
            Path file = Files.writeString(folder.resolve(name), "before");
            assertThatThrownBy(() -> write(name, events)).isInstanceOf(FileAlreadyExistsException.class);
            EventOutput.open(file, WhenExists.REPLACE, TtbarSample.counts(events))
                    .close();
            assertThat(file).hasContent("before");
        }
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(4);
        }
    }

    @Test
    void eventsThatWereNotAnnouncedAreRefused() throws IOException {
        List<Events> events = TtbarSample.events();
        try (EventOutput output = EventOutput.open(
                folder.resolve("e.hdf5"), WhenExists.REFUSE, TtbarSample.counts(events.subList(0, 2)))) {
            assertThatThrownBy(() -> output.write(events.get(2))).hasMessageContaining("4 further jets");
            output.write(events.get(0));
            output.write(events.get(1));
            assertThatThrownBy(() -> output.write(events.get(0))).hasMessageContaining("0 further jets");
        }
        assertThatThrownBy(
                        () -> EventOutput.open(folder.resolve("e.csv"), WhenExists.REFUSE, TtbarSample.counts(events)))
                .hasMessageContainingAll("e.csv", ".lhe", ".hepmc");
    }

    @Test
    void lesHouchesEventsBecomeHepMcEvents() throws IOException {
        Path lhe = write("events.lhe", TtbarSample.events());
        Path hepmc = folder.resolve("events.hepmc");
        long[] done = {0};
        try (Table table = DataFile.of(lhe.toString()).open()) {
            new Conversion(table, table.columns(), more -> done[0] += more).to(hepmc, WhenExists.REFUSE);
            assertThat(done[0]).isEqualTo(3L * SOME * table.columns().size());
            try (Table converted = DataFile.of(hepmc.toString()).open()) {
                for (Column column : converted.columns()) {
                    double[] values = converted.read(column, 0, 3 * SOME).values();
                    double[] expected = table.read(column, 0, 3 * SOME).values();
                    if (column.name().equals("status")) {
                        expected = Arrays.stream(expected)
                                .map(s -> s == -1 ? 4 : s)
                                .toArray();
                    }
                    assertThat(values).as(column.name()).isEqualTo(expected);
                }
            }
            assertThatThrownBy(() -> new Conversion(table, table.columns(), more -> {})
                            .to(folder.resolve("other.lhe"), WhenExists.REFUSE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("other.lhe", "Les Houches events");
        }
    }

    @Test
    void aFileOfThePublishedLayoutBecomesLesHouchesEvents() throws IOException {
        Path rows = write("rows.hdf5", TtbarSample.events());
        Path lhe = folder.resolve("converted.lhe.gz");
        long[] done = {0};
        try (Table table = DataFile.of(rows.toString()).open()) {
            new Conversion(table, table.columns(), more -> done[0] += more).to(lhe, WhenExists.REFUSE);
            assertThatThrownBy(() -> new Conversion(table, table.columns().subList(0, 1), more -> {})
                            .to(folder.resolve("part.lhe"), WhenExists.REFUSE))
                    .hasMessageContaining("--columns");
        }
        assertThat(done[0]).isEqualTo(3L * SOME);
        Path direct = write("direct.lhe", TtbarSample.events());
        try (EventReader converted = EventTable.reader(lhe);
                EventReader written = EventTable.reader(direct)) {
            for (EventRecord record = written.next(); record != null; record = written.next()) {
                assertThat(converted.next()).isEqualTo(record);
            }
            assertThat(converted.next()).isNull();
        }
    }
}

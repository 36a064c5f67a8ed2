package rapidity.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.dataset.Weighting;
import rapidity.data.format.Column;
import rapidity.data.format.Table;
import rapidity.data.format.WhenExists;
import rapidity.data.format.event.EventReader;
import rapidity.data.format.event.EventRecord;
import rapidity.data.format.event.EventTable;
import rapidity.events.Events;

class WeightedEventsTest {
    private static final int SOME = TtbarSample.SOME;

    @TempDir
    private Path folder;

    /// Weights of events, none of them 1.
    private static double[] weights(Events block) {
        double[] r = new double[block.size()];
        Arrays.setAll(r, event -> 0.1 * (2 + block.jets()) + event);
        return r;
    }

    private Path writeWeighted(String name, List<Events> events) throws IOException {
        Path file = folder.resolve(name);
        try (EventOutput output =
                EventOutput.open(file, WhenExists.REFUSE, TtbarSample.counts(events), Weighting.WEIGHTED)) {
            for (Events block : events) {
                double[] weights = weights(block);
                output.write(block.slice(0, 3), Arrays.copyOf(weights, 3));
                output.write(block.slice(3, SOME), Arrays.copyOfRange(weights, 3, SOME));
            }
            output.commit();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.lhe", "events.hepmc.gz"})
    void recordsHaveTheWeightsOfTheEventsAlsoOnTheWayThroughHdf5(String name) throws IOException {
        List<Events> events = TtbarSample.events();
        Path hdf5 = writeWeighted("events.hdf5", events);
        try (TtbarEvents file = TtbarEvents.open(hdf5)) {
            assertThat(file.weighting()).isEqualTo(Weighting.WEIGHTED);
            assertThat(file.weights(2, 2, SOME)).isEqualTo(Arrays.copyOfRange(weights(events.get(1)), 2, SOME));
        }
        Path converted = folder.resolve("converted-" + name);
        try (Table table = DataFile.of(hdf5.toString()).open()) {
            new Conversion(table, table.columns(), more -> {}).to(converted, WhenExists.REFUSE);
        }
        for (Path file : List.of(writeWeighted(name, events), converted)) {
            try (EventReader reader = EventTable.reader(file)) {
                for (Events block : events) {
                    for (double weight : weights(block)) {
                        EventRecord record = reader.next();
                        assertThat(record).isNotNull();
                        assertThat(record.weight()).isEqualTo(weight);
                    }
                }
            }
        }
    }

    @Test
    void aTableHasAColumnOfWeights() throws IOException {
        List<Events> events = TtbarSample.events();
        try (Table table =
                DataFile.of(writeWeighted("events.parquet", events).toString()).open()) {
            double[] expected = events.stream()
                    .flatMapToDouble(block -> Arrays.stream(weights(block)))
                    .toArray();
            Column weight = table.columns().getLast();
            assertThat(weight.name()).isEqualTo("weight");
            assertThat(table.read(weight, 0, 3L * SOME).values()).isEqualTo(expected);
        }
    }

    @Test
    void weightsWithoutAPlaceOrWithoutEventsAreRefused() throws IOException {
        List<Events> one = TtbarSample.events().subList(0, 1);
        assertThatThrownBy(() -> writeWeighted("ttbar_0j.npy", one)).hasMessageContaining("write .hdf5");
        Path file = folder.resolve("e.lhe");
        try (EventOutput output =
                EventOutput.open(file, WhenExists.REFUSE, TtbarSample.counts(one), Weighting.WEIGHTED)) {
            assertThatThrownBy(() -> output.write(one.getFirst(), new double[2]))
                    .hasMessage("2 weights of " + SOME + " events");
        }
    }
}

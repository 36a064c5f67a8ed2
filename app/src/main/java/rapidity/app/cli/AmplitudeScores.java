package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import rapidity.data.DataFile;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.data.dataset.AmplitudeEvents.LabelColumn;
import rapidity.data.format.DataFormatException;
import rapidity.engine.Workers;
import rapidity.matrixelement.StandardModel;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;

/// Amplitudes of the events of a file.
final class AmplitudeScores implements Scores {
    private static final int ROWS = 1 << 13;

    private final AmplitudeSurrogate surrogate;
    private final AmplitudeEvents events;
    private final Workers workers;
    private long done;

    private AmplitudeScores(AmplitudeSurrogate surrogate, AmplitudeEvents events, Workers workers) {
        this.surrogate = surrogate;
        this.events = events;
        this.workers = workers;
    }

    /// @throws DataFormatException if the events have another number of particles than those of the model
    static AmplitudeScores open(AmplitudeSurrogate surrogate, Path file, Workers workers) throws IOException {
        AmplitudeEvents events = AmplitudeEvents.of(
                DataFile.of(file.toString()).open(), StandardModel.DEFAULT.zMass(), LabelColumn.IGNORED);
        List<Integer> particles =
                surrogate.processes().stream().map(p -> p.particles().size()).toList();
        if (!particles.contains(events.columns() / 4)) {
            events.close();
            String any = particles.stream().map(String::valueOf).collect(Collectors.joining(" or "));
            throw new DataFormatException(
                    file, "columns", "events of " + any + " particles, as the model has", events.columns() / 4 + "");
        }
        return new AmplitudeScores(surrogate, events, workers);
    }

    @Override
    public long rows() {
        return events.count();
    }

    @Override
    public List<String> columns() {
        return List.of("amplitude");
    }

    @Override
    public List<String> names() {
        return columns();
    }

    @Override
    public double[] next() throws IOException {
        long to = Math.min(rows(), done + ROWS);
        double[] rows = events.rows(done, to);
        int width = events.columns() / 4 * 4;
        double[] momenta = new double[(int) (to - done) * width];
        for (int i = 0; i < to - done; i++) {
            System.arraycopy(rows, i * events.columns(), momenta, i * width, width);
        }
        done = to;
        double[] r = surrogate.predictStandardised(new EventMomenta(width / 4, momenta), workers);
        for (int i = 0; i < r.length; i++) {
            r[i] = surrogate.preprocessing(width / 4).amplitude(r[i]);
        }
        return r;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public String remark() {
        return "";
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}

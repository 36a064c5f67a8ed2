package rapidity.app.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.data.DataFile;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.JetSource;
import rapidity.data.format.DataFormatException;
import rapidity.engine.Workers;
import rapidity.jets.Jets;

/// Scores of the jets of some files.
///
/// Numbers stand in the rows of their jets: a row that a selection leaves out, or that has no constituents, gets NaN.
final class JetScores implements Scores {
    private static final int ROWS = 1 << 10;

    private final JetScorer scorer;
    private final List<DataFile> files;
    private final List<JetSource> sources;
    private final Workers workers;
    private int source;
    private long row;
    private long done;
    private long unscored;

    private JetScores(JetScorer scorer, List<DataFile> files, List<JetSource> sources, Workers workers) {
        this.scorer = scorer;
        this.files = files;
        this.sources = sources;
        this.workers = workers;
    }

    static JetScores open(JetScorer scorer, JetInput input, Workers workers) throws IOException {
        return new JetScores(scorer, input.files(), input.open(scorer.features()), workers);
    }

    @Override
    public long rows() {
        return sources.stream().mapToLong(JetSource::rows).sum();
    }

    @Override
    public List<String> columns() {
        return scorer.columns();
    }

    @Override
    public List<String> names() {
        return columns().size() == 1 ? List.of("score") : columns();
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public double[] next() throws IOException {
        while (source < sources.size() && row == sources.get(source).rows()) {
            source++;
            row = 0;
        }
        if (source == sources.size()) {
            return new double[0];
        }
        JetSource from = sources.get(source);
        long to = Math.min(from.rows(), row + ROWS);
        double[] r = scores(from.read(row, to), (int) (to - row));
        done += to - row;
        row = to;
        return r;
    }

    private double[] scores(JetColumns columns, int rows) throws DataFormatException {
        int[] kept = IntStream.range(0, columns.size())
                .filter(jet -> columns.constituents(jet) > 0)
                .toArray();
        Jets all = columns.jets();
        Jets jets = kept.length == all.size() ? all : all.rows(kept);
        int width = columns().size();
        double[] r = new double[rows * width];
        Arrays.fill(r, Double.NaN);
        double[] scores = scored(columns, kept, jets);
        for (int i = 0; i < kept.length; i++) {
            int at = (int) (columns.rows()[kept[i]] - row) * width;
            for (int k = 0; k < width; k++) {
                r[at + k] = scores[i * width + k];
            }
        }
        unscored += rows - kept.length;
        return r;
    }

    private double[] scored(JetColumns columns, int[] kept, Jets jets) throws DataFormatException {
        try {
            return scorer.score(jets, workers);
        } catch (IllegalArgumentException e) {
            throw refusal(columns, kept, jets, e);
        }
    }

    /// With the row of the first jet that is refused.
    private DataFormatException refusal(JetColumns columns, int[] kept, Jets jets, IllegalArgumentException all) {
        for (int i = 0; i < jets.size(); i++) {
            try {
                scorer.check(jets.slice(i, i + 1));
            } catch (IllegalArgumentException e) {
                String found = String.valueOf(e.getMessage());
                boolean ofJet = found.startsWith("jet 0");
                return new DataFormatException(
                        files.get(source).path(),
                        ofJet ? "row " + columns.rows()[kept[i]] : "columns",
                        "jets that the model can mean",
                        ofJet ? "a jet: " + found.substring("jet 0: ".length()) : found);
            }
        }
        throw all;
    }

    @Override
    public String remark() {
        return unscored == 0
                ? ""
                : unscored + " rows without constituents, or left out by the selection, have no score: NaN";
    }

    @Override
    public void close() throws IOException {
        for (JetSource s : sources) {
            s.close();
        }
    }
}

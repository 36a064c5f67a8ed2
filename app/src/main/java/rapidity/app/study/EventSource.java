package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.app.study.AmplitudeRecipe.Labels;
import rapidity.app.study.AmplitudeRecipe.Source;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.WhenExists;
import rapidity.matrixelement.StandardModel;
import rapidity.model.EventMomenta;
import rapidity.model.Provenance;
import rapidity.sampling.AmplitudeSampler;
import rapidity.sampling.SamplingSettings;

/// The events that a recipe asks for: rows of a file, or generated with exact amplitudes into a file of the study.
final class EventSource {
    private static final long ROWS_AT_ONCE = 10_000;
    private static final long LARGEST = Integer.MAX_VALUE / 64;

    private final AmplitudeRecipe recipe;
    private final Path folder;
    private final StudyListener listener;
    private final List<Provenance.Source> files = new ArrayList<>();

    /// @param folder where generated events go
    EventSource(AmplitudeRecipe recipe, Path folder, StudyListener listener) {
        this.recipe = recipe;
        this.folder = folder;
        this.listener = listener;
    }

    /// The files that have been read, for the provenance.
    List<Provenance.Source> files() {
        return List.copyOf(files);
    }

    AmplitudeData read(int threads) throws IOException {
        AmplitudeData data = switch (recipe.source()) {
            case Source.Generated g -> fromFile(generated(g, threads), null);
            case Source.FromFile f -> fromFile(f.file(), f.flavourFlags().orElse(null));
        };
        return recipe.labels() == Labels.SHUFFLED ? data.shuffled(recipe.seed()) : data;
    }

    /// A resumed study finds the file that it has written before.
    private Path generated(Source.Generated g, int threads) throws IOException {
        Path file = folder.resolve(recipe.process() + ".npy");
        if (Files.exists(file)) {
            return file;
        }
        AmplitudeSampler sampler = new AmplitudeSampler(recipe.gluons(), SamplingSettings.DEFAULT, g.seed());
        Files.createDirectories(folder);
        try (NpyWriter out = NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT64, sampler.rowLength());
                StudyListener.Counter counter =
                        listener.counting("generating " + recipe.process() + " events", g.events())) {
            long[] done = {0};
            sampler.sample(g.events(), threads, events -> {
                out.rows().write(events.rows());
                done[0] += events.count();
                counter.done(done[0]);
            });
            out.commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while generating events", e);
        }
        return file;
    }

    private AmplitudeData fromFile(Path file, @org.jspecify.annotations.Nullable Path flags) throws IOException {
        double zMass = StandardModel.DEFAULT.zMass();
        try (AmplitudeEvents events = AmplitudeEvents.open(file, zMass, AmplitudeEvents.LabelColumn.REQUIRED)) {
            if (events.gluons() != recipe.gluons()) {
                throw new DataFormatException(
                        file,
                        "shape",
                        "events of " + recipe.process() + " (" + (4 * (recipe.gluons() + 3) + 1) + " columns)",
                        events.columns() + " columns");
            }
            if (events.count() > LARGEST) {
                throw new DataFormatException(
                        file, "shape", "at most " + LARGEST + " events, which are kept in memory", events.count() + "");
            }
            boolean[] kept = flags == null ? all((int) events.count()) : upType(flags, events.count());
            files.add(Provenance.Source.of(file));
            return read(events, kept);
        }
    }

    private static boolean[] all(int n) {
        boolean[] r = new boolean[n];
        Arrays.fill(r, true);
        return r;
    }

    private boolean[] upType(Path flags, long rows) throws IOException {
        try (NpyArray array = NpyArray.open(flags)) {
            if (array.rows() != rows || array.rowLength() != 1) {
                throw new DataFormatException(
                        flags,
                        "shape",
                        rows + " flags, one for each event",
                        "the shape " + array.header().shape());
            }
            files.add(Provenance.Source.of(flags));
            double[] values = array.doubles(0, rows);
            boolean[] kept = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                kept[i] = values[i] == 0;
            }
            return kept;
        }
    }

    private AmplitudeData read(AmplitudeEvents events, boolean[] kept) throws IOException {
        int n = 0;
        for (boolean k : kept) {
            n += k ? 1 : 0;
        }
        if (n == 0) {
            throw new RecipeException("no event is left: every flag says d type");
        }
        int columns = events.columns();
        double[] momenta = new double[n * (columns - 1)];
        double[] amplitudes = new double[n];
        int to = 0;
        for (long from = 0; from < kept.length; from += ROWS_AT_ONCE) {
            int end = (int) Math.min(from + ROWS_AT_ONCE, kept.length);
            double[] rows = events.rows(from, end);
            for (int i = (int) from; i < end; i++) {
                if (kept[i]) {
                    int at = (int) (i - from) * columns;
                    System.arraycopy(rows, at, momenta, to * (columns - 1), columns - 1);
                    amplitudes[to++] = rows[at + columns - 1];
                }
            }
        }
        return AmplitudeData.of(new EventMomenta(recipe.gluons() + 3, momenta), amplitudes, recipe);
    }
}

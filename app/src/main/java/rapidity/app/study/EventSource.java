package rapidity.app.study;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.AmplitudeTask.Labels;
import rapidity.app.study.AmplitudeTask.Source;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.WhenExists;
import rapidity.model.Provenance;
import rapidity.random.RandomStreams;
import rapidity.sampling.AmplitudeSampler;
import rapidity.sampling.SamplingSettings;

/// The events that a recipe asks for: rows of a file, or generated with exact amplitudes into a file of the study.
///
/// @param directory of the run or study
record EventSource(AmplitudeTask task, Path directory) {
    /// Folders of a run below that of its study: `NET/seed-K`.
    private static final int DEEPEST_RUN = 2;

    private static final String INTERRUPTED = "interrupted while generating events";

    /// Of labels that are shuffled: the same for every run of a study.
    private static final RandomStreams SHUFFLE = new RandomStreams(1);

    /// Reads the events, and generates them first where they are not there yet.
    ///
    /// @throws InterruptedIOException if the listener wants to stop
    /// @throws rapidity.app.study.recipe.RecipeException if there are too few for the split
    AmplitudeData read(int threads, StudyListener listener) throws IOException {
        if (task.source() instanceof Source.Generated g && !Files.exists(generated())) {
            generate(g, threads, listener);
        }
        return read();
    }

    /// Reads events that are there.
    AmplitudeData read() throws IOException {
        LabelledEvents events = LabelledEvents.read(file(), task.gluons(), flags());
        if (task.labels() == Labels.SHUFFLED) {
            events = events.withAmplitudesOf(SHUFFLE.stream("shuffled-labels").permutation(events.size()));
        }
        return new AmplitudeData(task, events, task.split().rows(events.size()), files());
    }

    private List<Provenance.Source> files() throws IOException {
        List<Provenance.Source> r = new ArrayList<>(List.of(Provenance.Source.of(file())));
        if (flags().isPresent()) {
            r.add(Provenance.Source.of(flags().get()));
        }
        return r;
    }

    private Path file() {
        return task.source() instanceof Source.FromFile f ? f.file() : generated();
    }

    private Optional<Path> flags() {
        return task.source() instanceof Source.FromFile f ? f.flavourFlags() : Optional.empty();
    }

    /// In the folder itself or, for a run of a study of the same events, in that of the study.
    private Path generated() {
        Path name = Path.of("data", task.process() + ".npy");
        Path folder = directory.toAbsolutePath().normalize();
        for (int up = 1; up <= DEEPEST_RUN && folder.getParent() != null; up++) {
            folder = folder.getParent();
            if (Files.exists(folder.resolve(name)) && hasTheSameEvents(folder.resolve(Study.STUDY))) {
                return folder.resolve(name);
            }
        }
        return directory.resolve(name);
    }

    private boolean hasTheSameEvents(Path study) {
        if (!Files.exists(study)) {
            return false;
        }
        Recipe other = Recipe.of(new RecipeBook().read(study, List.of()));
        return other.task() instanceof AmplitudeTask t
                && t.gluons() == task.gluons()
                && t.source().equals(task.source());
    }

    private void generate(Source.Generated g, int threads, StudyListener listener) throws IOException {
        Path file = generated();
        Files.createDirectories(file.getParent());
        try (OneProcess alone = OneProcess.at(file.resolveSibling(file.getFileName() + ".lock"))) {
            // another process may have come first
            if (!Files.exists(file)) {
                generate(g, file, threads, listener);
            }
        }
    }

    private void generate(Source.Generated g, Path file, int threads, StudyListener listener) throws IOException {
        AmplitudeSampler sampler = new AmplitudeSampler(task.gluons(), SamplingSettings.DEFAULT, g.seed());
        try (NpyWriter out = NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT64, sampler.rowLength());
                StudyListener.Counter counter =
                        listener.counting("generating " + task.process(), "events", g.events())) {
            long[] done = {0};
            sampler.sample(g.events(), threads, events -> {
                if (listener.stopRequested()) {
                    throw new InterruptedIOException(INTERRUPTED);
                }
                out.rows().write(events.rows());
                done[0] += events.count();
                counter.done(done[0]);
            });
            out.commit();
        } catch (InterruptedException e) {
            throw new InterruptedIOException(INTERRUPTED);
        } catch (FileSystemException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}

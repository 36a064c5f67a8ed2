package rapidity.app.study;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.AmplitudeTask.Frames;
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

    /// Of shuffled labels and random frames: the same for every run of a study.
    private static final RandomStreams STREAMS = new RandomStreams(1);

    /// Reads the events, and generates them first where they are not there yet.
    ///
    /// @throws InterruptedIOException if the listener wants to stop
    /// @throws rapidity.app.study.recipe.RecipeException if there are too few for the split
    AmplitudeData read(int threads, StudyListener listener) throws IOException {
        for (int gluons : task.gluons()) {
            if (task.source() instanceof Source.Generated g && !Files.exists(generated(gluons))) {
                generate(g, gluons, threads, listener);
            }
        }
        return read();
    }

    /// Reads events that are there.
    AmplitudeData read() throws IOException {
        List<AmplitudeData.Process> processes = new ArrayList<>();
        List<Provenance.Source> files = new ArrayList<>();
        for (int i = 0; i < task.gluons().size(); i++) {
            int gluons = task.gluons().get(i);
            Path file = task.source() instanceof Source.FromFiles f ? f.files().get(i) : generated(gluons);
            files.add(Provenance.Source.of(file));
            Optional<Path> flags = flags(i);
            if (flags.isPresent()) {
                files.add(Provenance.Source.of(flags.get()));
            }
            LabelledEvents events = prepared(LabelledEvents.read(file, List.of(gluons), flags));
            processes.add(new AmplitudeData.Process(gluons, events, task.split().rows(events.size())));
        }
        return new AmplitudeData(task, List.copyOf(processes), List.copyOf(files));
    }

    private Optional<Path> flags(int process) {
        return task.source() instanceof Source.FromFiles f && !f.flavourFlags().isEmpty()
                ? Optional.of(f.flavourFlags().get(process))
                : Optional.empty();
    }

    private LabelledEvents prepared(LabelledEvents read) {
        LabelledEvents events = task.frames() == Frames.LORENTZ ? read.inRandomFrames(STREAMS) : read;
        return task.labels() == Labels.SHUFFLED
                ? events.withAmplitudesOf(STREAMS.stream("shuffled-labels").permutation(events.size()))
                : events;
    }

    /// In the folder itself or, for a run of a study of the same events, in that of the study.
    private Path generated(int gluons) {
        Path name = Path.of("data", AmplitudeTask.process(gluons) + ".npy");
        Path folder = directory.toAbsolutePath().normalize();
        for (int up = 1; up <= DEEPEST_RUN && folder.getParent() != null; up++) {
            folder = folder.getParent();
            if (Files.exists(folder.resolve(name)) && hasTheSameEvents(gluons, folder.resolve(Study.STUDY))) {
                return folder.resolve(name);
            }
        }
        return directory.resolve(name);
    }

    private boolean hasTheSameEvents(int gluons, Path study) {
        if (!Files.exists(study)) {
            return false;
        }
        Recipe other = Recipe.of(new RecipeBook().read(study, List.of()));
        return other.task() instanceof AmplitudeTask t
                && t.gluons().contains(gluons)
                && t.source().equals(task.source());
    }

    private void generate(Source.Generated g, int gluons, int threads, StudyListener listener) throws IOException {
        Path file = generated(gluons);
        Files.createDirectories(file.getParent());
        try (OneProcess alone = OneProcess.at(file.resolveSibling(file.getFileName() + ".lock"))) {
            // another process may have come first
            if (!Files.exists(file)) {
                generate(g, gluons, file, threads, listener);
            }
        }
    }

    private void generate(Source.Generated g, int gluons, Path file, int threads, StudyListener listener)
            throws IOException {
        AmplitudeSampler sampler = new AmplitudeSampler(gluons, SamplingSettings.DEFAULT, g.seed());
        try (NpyWriter out = NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT64, sampler.rowLength());
                StudyListener.Counter counter =
                        listener.counting("generating " + AmplitudeTask.process(gluons), "events", g.events())) {
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

package rapidity.app.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.DataFile;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.dataset.Weighting;
import rapidity.data.format.DataFormatException;
import rapidity.events.Events;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceDistribution;
import rapidity.flow.SourceKind;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.TopPair;
import rapidity.model.Provenance;
import rapidity.random.RandomStreams;

/// Reads the events of a study of generators and cuts them into parts, in the order of the rows.
record GenerationReading(GenerationTask task, StudyListener listener) {
    private static final int BLOCK = 1 << 14;
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    /// @throws RecipeException if a process is in none of the files, or has too few events for the split
    /// @throws DataFormatException with file, row and particle if an event cannot be used
    GenerationData read() throws IOException {
        SortedMap<Integer, List<double[]>> kept = new TreeMap<>();
        SortedMap<Integer, Integer> leftOut = new TreeMap<>();
        task.jets().forEach(n -> kept.put(n, new ArrayList<>()));
        List<DataFile> files = task.files().distinct();
        List<Provenance.Source> sources = new ArrayList<>();
        try (StudyListener.Counter counter = listener.counting("reading events", "files", files.size())) {
            for (DataFile file : files) {
                read(file, kept, leftOut);
                sources.add(Provenance.Source.of(file.path()));
                counter.done(sources.size());
            }
        }
        List<GenerationData.Process> processes = new ArrayList<>();
        kept.forEach((jets, blocks) -> {
            if (blocks.isEmpty()) {
                throw new RecipeException(
                        task.files().section().settings().place(),
                        "there are no events of " + GenerationTask.process(jets) + " in "
                                + task.files().written());
            }
            Events events = joined(jets, blocks);
            processes.add(new GenerationData.Process(
                    events, task.split().rows(events.size()), leftOut.getOrDefault(jets, 0)));
        });
        return new GenerationData(task, List.copyOf(processes), List.copyOf(sources));
    }

    private void read(DataFile file, SortedMap<Integer, List<double[]>> kept, SortedMap<Integer, Integer> leftOut)
            throws IOException {
        try (TtbarEvents events = TtbarEvents.open(file.path())) {
            if (events.weighting() == Weighting.WEIGHTED) {
                throw new RecipeException(
                        task.files().section().settings().place(),
                        file.path() + " holds events with weights, and a training counts every event once: give"
                                + " a file without weights");
            }
            for (Map.Entry<Integer, Long> process : events.counts().entrySet()) {
                List<double[]> blocks = kept.get(process.getKey());
                for (long from = 0; blocks != null && from < process.getValue(); from += BLOCK) {
                    long to = Math.min(process.getValue(), from + BLOCK);
                    Events block = task.selection().onShell(events.read(process.getKey(), from, to));
                    int[] inside = inside(file, block, from);
                    blocks.add(block.rows(inside).momenta());
                    leftOut.merge(process.getKey(), block.size() - inside.length, Integer::sum);
                }
            }
        }
    }

    /// The events that are used.
    private int[] inside(DataFile file, Events block, long firstRow) throws DataFormatException {
        PhaseSpaceCuts cuts = task.selection().cuts(block.particles());
        int[] inside = IntStream.range(0, block.size())
                .filter(event -> fault(cuts, block, event).isEmpty())
                .toArray();
        if (inside.length < block.size() && task.selection().outside() == GenerationTask.Outside.REFUSE) {
            int event = IntStream.range(0, block.size())
                    .filter(e -> fault(cuts, block, e).isPresent())
                    .findFirst()
                    .orElseThrow();
            throw new DataFormatException(
                    file.path(),
                    GenerationTask.process(block.jets()) + ", row " + (firstRow + event),
                    "an event inside the cuts (data.outside: leave-out uses the others)",
                    fault(cuts, block, event).orElseThrow());
        }
        return inside;
    }

    private static Optional<String> fault(PhaseSpaceCuts cuts, Events block, int event) {
        for (int i = 0; i < block.particles(); i++) {
            FourVector p = block.momentum(event, i);
            if (!(p.e() > p.p())) {
                return Optional.of("particle " + i + " (" + TopPair.name(i) + ") with m^2 = " + p.mass2() + " GeV^2");
            }
        }
        return cuts.violation(block.momenta(), event).map(PhaseSpaceCuts.Violation::sentence);
    }

    private static Events joined(int jets, List<double[]> blocks) {
        long size = blocks.stream().mapToLong(block -> block.length).sum();
        if (size > MOST_NUMBERS) {
            throw new RecipeException("the events of " + GenerationTask.process(jets) + " are " + size
                    + " numbers, which are kept in memory: name fewer files");
        }
        double[] all = new double[(int) size];
        int at = 0;
        for (double[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return new Events(jets, all);
    }

    /// Events of the source of the paper.
    static GenerationData madeUp(GenerationTask task, int count) {
        List<GenerationData.Process> processes = new ArrayList<>();
        for (int jets : task.jets()) {
            int particles = TopPair.HARD + jets;
            CoordinatesConfig c = CoordinatesConfig.ttbar(particles)
                    .withChart(SourceKind.NAIVE_PPP_LOG_M2.chart())
                    .withOnShell(task.selection().onShell(particles));
            PhaseSpaceCuts cuts = task.selection().cuts(particles);
            double[] p = SourceDistribution.of(SourceKind.NAIVE_PPP_LOG_M2, c, cuts)
                    .sample(new RandomStreams(1).stream("estimate", jets), count);
            Arrays.setAll(p, i -> p[i] * c.units());
            Map<Part, int[]> parts = new EnumMap<>(Part.class);
            for (Part part : Part.values()) {
                parts.put(part, IntStream.range(0, count).toArray());
            }
            processes.add(new GenerationData.Process(new Events(jets, p), parts, 0));
        }
        return new GenerationData(task, processes, List.of());
    }
}

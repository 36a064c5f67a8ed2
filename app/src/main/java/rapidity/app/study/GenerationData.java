package rapidity.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.model.Provenance;

/// The events of a study and their parts. Rows count through the processes, one after another.
///
/// @param processes in the order of the task
record GenerationData(GenerationTask task, List<Process> processes, List<Provenance.Source> files)
        implements StudyData {
    /// Events of one multiplicity.
    ///
    /// @param parts rows of each part
    /// @param leftOut how many of the file were left out, outside of the cuts or massless
    record Process(Events events, Map<Part, int[]> parts, int leftOut) {
        int[] rows(Part part) {
            return Objects.requireNonNull(parts.get(part));
        }

        Events of(Part part) {
            return events.rows(rows(part));
        }
    }

    @Override
    public int[] rows(Part part) {
        return IntStream.range(0, processes.size())
                .flatMap(i -> shifted(i, processes.get(i).rows(part)))
                .toArray();
    }

    private IntStream shifted(int process, int... rows) {
        int first = processes.stream()
                .limit(process)
                .mapToInt(p -> p.events().size())
                .sum();
        return Arrays.stream(rows).map(row -> first + row);
    }

    /// Of the training part of each process the first events, as many as a network trains on.
    int[] trainingRows(NetRecipe net, int process) {
        return net.training().first("events", processes.get(process).rows(Part.TRAIN));
    }

    @Override
    public int[] trainingRows(NetRecipe net) {
        return trainingSets(net).stream().flatMapToInt(Arrays::stream).toArray();
    }

    @Override
    public List<int[]> trainingSets(NetRecipe net) {
        return IntStream.range(0, processes.size())
                .mapToObj(i -> shifted(i, trainingRows(net, i)).toArray())
                .toList();
    }

    @Override
    public void require(NetRecipe net) {
        int largest = processes.stream()
                .mapToInt(p -> p.rows(Part.TRAIN).length)
                .max()
                .orElseThrow();
        net.training().requireFirst("events", largest, "the training events of the largest process");
        for (int i = 0; i < processes.size(); i++) {
            String process = GenerationTask.process(task.jets().get(i));
            net.training().requireBatch(processes.get(i).rows(Part.TRAIN).length, "the training events of " + process);
        }
    }

    @Override
    public Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers) {
        return GenerationLearner.of(this, recipe, net, seed, workers);
    }

    /// One line for people.
    String described(Part part) {
        return String.join(
                ", ",
                IntStream.range(0, processes.size())
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "%,d %s",
                                processes.get(i).rows(part).length,
                                GenerationTask.process(task.jets().get(i))))
                        .toList());
    }
}

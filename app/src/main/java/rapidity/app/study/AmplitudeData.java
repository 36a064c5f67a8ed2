package rapidity.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import rapidity.app.study.AmplitudeTask.Rows;
import rapidity.engine.Engine;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Particle;
import rapidity.model.Provenance;

/// The events of a study and their parts. Rows count through the processes, one after another.
///
/// @param processes in the order of the task
record AmplitudeData(AmplitudeTask task, List<Process> processes, List<Provenance.Source> files) implements StudyData {
    /// Events of one multiplicity.
    ///
    /// @param parts rows of each part
    record Process(int gluons, LabelledEvents events, Map<Part, int[]> parts) {
        int[] rows(Part part) {
            return Objects.requireNonNull(parts.get(part));
        }

        LabelledEvents of(Part part) {
            return events.rows(rows(part));
        }

        /// Of the training part the first events, as many as a network trains on.
        int[] trainingRows(NetRecipe net) {
            return net.training().first("events", rows(Part.TRAIN));
        }
    }

    /// Those that a network learns.
    private AmplitudeData of(NetRecipe net) {
        List<Integer> own = task.learntBy(net.training().section());
        return new AmplitudeData(
                task, processes.stream().filter(p -> own.contains(p.gluons)).toList(), files);
    }

    @Override
    public int[] rows(Part part) {
        return IntStream.range(0, processes.size())
                .flatMap(i -> shifted(i, processes.get(i).rows(part)))
                .toArray();
    }

    private IntStream shifted(int process, int... rows) {
        int first =
                processes.stream().limit(process).mapToInt(p -> p.events.size()).sum();
        return Arrays.stream(rows).map(row -> first + row);
    }

    /// Rows count through the processes of the network.
    @Override
    public int[] validationRows(NetRecipe net) {
        return of(net).rows(Part.VALIDATION);
    }

    @Override
    public int[] trainingRows(NetRecipe net) {
        return trainingSets(net).stream().flatMapToInt(Arrays::stream).toArray();
    }

    /// As many events of each process as there are of the rarest one, as in the published code. Rows count through the
    /// processes of the network.
    @Override
    public List<int[]> trainingSets(NetRecipe net) {
        AmplitudeData own = of(net);
        int least = own.processes.stream()
                .mapToInt(p -> p.trainingRows(net).length)
                .min()
                .orElseThrow();
        return IntStream.range(0, own.processes.size())
                .mapToObj(i -> own.shifted(i, Arrays.copyOf(own.processes.get(i).trainingRows(net), least))
                        .toArray())
                .toList();
    }

    @Override
    public void require(NetRecipe net) {
        of(net).processes
                .forEach(p -> net.training()
                        .requireFirst(
                                "events",
                                p.rows(Part.TRAIN).length,
                                "the training events of " + AmplitudeTask.process(p.gluons)));
    }

    @Override
    public Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers) {
        AmplitudeData own = of(net);
        List<AmplitudePreprocessing> constants = own.processes.stream()
                .map(p -> constants(
                        p, task.standardiseOver() == Rows.ALL ? p.events : p.events.rows(p.trainingRows(net))))
                .toList();
        Engine engine = recipe.engine().engine(recipe.precision());
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.of(net.network(), constants, seed, engine);
        return new AmplitudeLearner(own, net, surrogate, workers);
    }

    private static AmplitudePreprocessing constants(Process p, LabelledEvents known) {
        return AmplitudePreprocessing.of(Particle.ofZAndGluons(p.gluons), known.momenta(), known.amplitudes());
    }
}

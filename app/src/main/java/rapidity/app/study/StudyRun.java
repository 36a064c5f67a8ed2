package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.model.Provenance;
import rapidity.model.WeightsFile;
import rapidity.random.RandomStreams;
import rapidity.train.Batches;
import rapidity.train.RunDirectory;
import rapidity.train.Trainer;
import rapidity.train.Training;
import tools.jackson.databind.node.ObjectNode;

/// One network with one seed: trained and evaluated.
final class StudyRun {
    static final String EVALUATION = "evaluation.json";

    private final Recipe recipe;
    private final NetRecipe net;
    private final long seed;
    private final StudyData data;
    private final Workers workers;
    private final Learner learner;

    StudyRun(Recipe recipe, NetRecipe net, long seed, StudyData data, Workers workers) throws IOException {
        this.recipe = recipe;
        this.net = net;
        this.seed = seed;
        this.data = data;
        this.workers = workers;
        this.learner = data.learner(recipe, net, seed, workers);
        if (recipe.initWeights().isPresent()) {
            switch (recipe.initPart()) {
                case ALL -> WeightsFile.load(recipe.initWeights().get(), weights());
                case BACKBONE -> WeightsFile.loadBackbone(recipe.initWeights().get(), weights());
            }
        }
    }

    private Weights weights() {
        return learner.objective().weights();
    }

    /// What a person wants to know before it begins.
    String description() {
        return net.label() + ": " + weights().size() + " parameters, seed " + seed;
    }

    /// What computes.
    String engine() {
        return weights().engine().name();
    }

    /// Trains, and writes model and predictions.
    ///
    /// @param origin of the model
    /// @return every metric; nothing if it was asked to stop and can be resumed
    /// @throws java.io.InterruptedIOException if it was asked to stop while it was evaluated, and can be resumed
    Optional<ObjectNode> train(RunDirectory directory, Provenance origin, StudyListener listener) throws IOException {
        for (String remark : learner.remarks()) {
            directory.log(remark);
        }
        boolean resumed = Files.exists(directory.newestCheckpoint());
        long began = System.nanoTime();
        Trainer.Outcome outcome = trainer(directory).train(listener.training(net.label()));
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (outcome.end() == Trainer.End.STOPPED) {
            return Optional.empty();
        }
        learner.save(directory.model(), origin);
        ObjectNode r = recipe.task().head();
        r.put("network", net.name()).put("label", net.label());
        r.put("parameters", weights().size()).put("seed", seed);
        r.setAll(learner.evaluate(directory.path(), listener));
        r.put("steps", outcome.steps());
        return Optional.of(resumed ? r : r.put("training-seconds", seconds));
    }

    private Batches shuffled(List<int[]> sets, int size) {
        RandomStreams streams = new RandomStreams(seed);
        return sets.size() == 1 ? Batches.shuffled(sets.getFirst(), size, streams) : Batches.joint(sets, size, streams);
    }

    private Trainer trainer(RunDirectory directory) {
        TrainingRecipe t = net.training();
        int[] rows = data.trainingRows(net);
        Batches batches = switch (t.order()) {
            case FILE -> Batches.inOrder(rows, t.batch());
            case SHUFFLED -> shuffled(data.trainingSets(net), t.batch());
            case EPOCHS -> Batches.epochs(rows, Math.min(t.batch(), rows.length), seed);
        };
        int[] all = data.validationRows(net);
        int[] validation =
                Arrays.copyOf(all, Math.min(all.length, t.validationEvents().orElse(all.length)));
        Training training = t.training().withStreams(new RandomStreams(seed));
        return new Trainer(learner.objective(), batches, validation, training, directory, workers);
    }
}

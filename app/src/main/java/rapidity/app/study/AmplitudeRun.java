package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.app.study.AmplitudeRecipe.Rows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Engine;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Particle;
import rapidity.model.Provenance;
import rapidity.model.Standardization;
import rapidity.model.WeightsFile;
import rapidity.random.RandomStreams;
import rapidity.train.AmplitudeRegression;
import rapidity.train.Batches;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;
import rapidity.train.Trainer;
import rapidity.train.Training;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One network with one seed: trained and evaluated.
final class AmplitudeRun {
    static final String EVALUATION = "evaluation.json";
    static final String PREDICTIONS = "predictions.npz";

    private final AmplitudeRecipe recipe;
    private final NetRecipe net;
    private final long seed;
    private final AmplitudeData data;
    private final Workers workers;
    private final AmplitudeSurrogate surrogate;

    AmplitudeRun(AmplitudeRecipe recipe, NetRecipe net, long seed, AmplitudeData data, Workers workers)
            throws IOException {
        this.recipe = recipe;
        this.net = net;
        this.seed = seed;
        this.data = data;
        this.workers = workers;
        LabelledEvents known = recipe.standardiseOver() == Rows.ALL ? data.events() : data.part(Part.TRAIN);
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(Particle.ofZAndGluons(recipe.gluons()), known.momenta(), known.amplitudes());
        surrogate = AmplitudeSurrogate.of(net.network(), constants, seed, Engine.of(recipe.precision()));
        if (recipe.initWeights().isPresent()) {
            WeightsFile.load(recipe.initWeights().get(), surrogate.weights());
        }
    }

    AmplitudeSurrogate surrogate() {
        return surrogate;
    }

    AmplitudeRegression objective() {
        return new AmplitudeRegression(
                surrogate, data.events().momenta(), data.events().amplitudes());
    }

    /// What a person wants to know before it begins.
    String description() {
        return net.label() + ": " + surrogate.weights().size() + " parameters, seed " + seed;
    }

    /// What computes.
    String engine() {
        return surrogate.weights().engine().name();
    }

    /// Trains, and writes model and predictions.
    ///
    /// @param origin of the model
    /// @return every metric; nothing if it was asked to stop and can be resumed
    Optional<ObjectNode> train(RunDirectory directory, Provenance origin, Progress progress) throws IOException {
        List<String> constant =
                surrogate.preprocessing().constantInputs(data.part(Part.TRAIN).momenta());
        directory.log(
                "the same in all training events: " + (constant.isEmpty() ? "nothing" : String.join(", ", constant)));
        boolean resumed = Files.exists(directory.newestCheckpoint());
        long began = System.nanoTime();
        Trainer.Outcome outcome = trainer(directory).train(progress);
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (outcome.end() == Trainer.End.STOPPED) {
            return Optional.empty();
        }
        surrogate.save(directory.model(), origin);
        ObjectNode r = evaluate(directory.path());
        r.put("steps", outcome.steps());
        return Optional.of(resumed ? r : r.put("training-seconds", seconds));
    }

    private Trainer trainer(RunDirectory directory) {
        TrainingRecipe t = net.training();
        int[] rows = data.rows(Part.TRAIN);
        Batches batches = t.order() == TrainingRecipe.Order.FILE
                ? Batches.inOrder(rows, t.batch())
                : Batches.shuffled(rows, t.batch(), new RandomStreams(seed));
        int[] validation =
                first(data.rows(Part.VALIDATION), t.validationEvents().orElse(Integer.MAX_VALUE));
        Training training = t.training().withStreams(new RandomStreams(seed));
        return new Trainer(objective(), batches, validation, training, directory, workers);
    }

    private static int[] first(int[] rows, int most) {
        return Arrays.copyOf(rows, Math.min(most, rows.length));
    }

    private ObjectNode evaluate(Path directory) throws IOException {
        int[] test = data.rows(Part.TEST);
        long began = System.nanoTime();
        Prediction onTest = predict(test);
        double seconds = (System.nanoTime() - began) * 1e-9;
        Prediction onTrain = predict(first(data.rows(Part.TRAIN), recipe.trainEvents()));
        write(directory.resolve(PREDICTIONS), onTest, onTrain);
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("task", AmplitudeRecipe.TASK).put("process", recipe.process());
        r.put("network", net.name()).put("label", net.label());
        r.put("parameters", surrogate.weights().size()).put("seed", seed);
        r.set("test", onTest.score().json());
        r.set("train", onTrain.score().json());
        return r.put("seconds-per-million-events", seconds * 1e6 / test.length);
    }

    /// Standardised logarithms, exact and predicted.
    private record Prediction(double[] truth, double[] predicted, AmplitudeScore score) {}

    private Prediction predict(int[] rows) {
        LabelledEvents events = data.events().rows(rows);
        double[] truth = surrogate.preprocessing().targets(events.amplitudes());
        double[] predicted = surrogate.predictStandardised(events.momenta(), workers);
        return new Prediction(
                truth,
                predicted,
                AmplitudeScore.of(truth, predicted, surrogate.preprocessing().logAmplitude()));
    }

    private void write(Path file, Prediction test, Prediction train) throws IOException {
        Standardization target = surrogate.preprocessing().logAmplitude();
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REPLACE)) {
            array(out, "test_truth", test.truth);
            array(out, "test_prediction", test.predicted);
            array(out, "train_truth", train.truth);
            array(out, "train_prediction", train.predicted);
            array(out, "standardisation", target.mean(), target.deviation());
            out.commit();
        }
    }

    private static void array(NpzWriter out, String name, double... values) throws IOException {
        out.array(name, NpyType.FLOAT64, values.length).write(values);
    }
}

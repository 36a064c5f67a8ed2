package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.app.study.AmplitudeRecipe.Rows;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Engine;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Particle;
import rapidity.model.Provenance;
import rapidity.model.Safetensors;
import rapidity.random.RandomStreams;
import rapidity.train.AmplitudeRegression;
import rapidity.train.Batches;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;
import rapidity.train.Trainer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One network with one seed: trained, evaluated, written into its run directory.
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
        List<Particle> particles = Particle.ofZAndGluons(recipe.gluons());
        boolean all = recipe.standardiseOver() == Rows.ALL;
        int[] rows = data.rows(Part.TRAIN);
        EventMomenta momenta = all ? data.momenta() : data.momenta().rows(rows);
        double[] amplitudes = all ? data.amplitudes() : data.amplitudes(rows);
        AmplitudePreprocessing p = AmplitudePreprocessing.of(particles, momenta, amplitudes);
        surrogate =
                AmplitudeSurrogate.of(net.config(particles.size(), p.types()), p, seed, Engine.of(recipe.precision()));
        if (recipe.initWeights().isPresent()) {
            start(recipe.initWeights().get());
        }
    }

    private void start(Path file) throws IOException {
        Map<String, double[]> values = new HashMap<>();
        Safetensors.read(file).tensors().forEach((name, t) -> values.put(name, t.values()));
        try {
            surrogate.weights().write(values);
        } catch (IllegalArgumentException e) {
            throw new RecipeException(file + " does not hold the weights of '" + net.name() + "': " + e.getMessage());
        }
    }

    AmplitudeSurrogate surrogate() {
        return surrogate;
    }

    AmplitudeRegression objective() {
        return new AmplitudeRegression(surrogate, data.momenta(), data.amplitudes());
    }

    /// @return whether the run is complete; if not, it was asked to stop and can be resumed
    boolean train(RunDirectory directory, Provenance provenance, Progress progress) throws IOException {
        TrainingRecipe t = net.training();
        int[] rows = data.rows(Part.TRAIN);
        Batches batches = t.order() == TrainingRecipe.Order.FILE
                ? Batches.inOrder(rows, t.batch())
                : Batches.shuffled(rows, t.batch(), new RandomStreams(seed));
        int[] validation = data.rows(Part.VALIDATION);
        int used = Math.min(t.validationEvents().orElse(validation.length), validation.length);
        Trainer trainer =
                new Trainer(objective(), batches, Arrays.copyOf(validation, used), t.training(), directory, workers);
        long began = System.nanoTime();
        Trainer.Outcome outcome = trainer.train(progress);
        if (outcome.end() == Trainer.End.STOPPED) {
            return false;
        }
        surrogate.save(directory.model(), provenance);
        evaluate(directory.path(), outcome.steps(), (System.nanoTime() - began) * 1e-9);
        return true;
    }

    private void evaluate(Path directory, long steps, double trainingSeconds) throws IOException {
        int[] test = data.rows(Part.TEST);
        int[] train = data.rows(Part.TRAIN);
        train = Arrays.copyOf(train, Math.min(train.length, recipe.trainEvents()));
        long began = System.nanoTime();
        Prediction onTest = predict(test);
        double seconds = (System.nanoTime() - began) * 1e-9;
        Prediction onTrain = predict(train);
        write(directory.resolve(PREDICTIONS), onTest, onTrain);
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("task", AmplitudeRecipe.TASK).put("process", recipe.process());
        r.put("network", net.name()).put("label", net.label());
        r.put("parameters", surrogate.weights().size()).put("seed", seed).put("steps", steps);
        r.set("test", onTest.score().json());
        r.set("train", onTrain.score().json());
        r.put("seconds-per-million-events", seconds * 1e6 / test.length).put("training-seconds", trainingSeconds);
        Json.write(directory.resolve(EVALUATION), r);
    }

    /// Standardised logarithms, exact and predicted.
    private record Prediction(double[] truth, double[] predicted, AmplitudeScore score) {}

    private Prediction predict(int[] rows) {
        AmplitudePreprocessing p = surrogate.preprocessing();
        double[] truth = p.targets(data.amplitudes(rows));
        double[] predicted = surrogate.predictStandardised(data.momenta().rows(rows), workers);
        double mean = p.logAmplitude().mean();
        return new Prediction(
                truth,
                predicted,
                AmplitudeScore.of(truth, predicted, mean, p.logAmplitude().deviation()));
    }

    private void write(Path file, Prediction test, Prediction train) throws IOException {
        AmplitudePreprocessing p = surrogate.preprocessing();
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REPLACE)) {
            array(out, "test_truth", test.truth);
            array(out, "test_prediction", test.predicted);
            array(out, "train_truth", train.truth);
            array(out, "train_prediction", train.predicted);
            array(
                    out,
                    "standardisation",
                    p.logAmplitude().mean(),
                    p.logAmplitude().deviation());
            out.commit();
        }
    }

    private static void array(NpzWriter out, String name, double... values) throws IOException {
        out.array(name, NpyType.FLOAT64, values.length).write(values);
    }
}

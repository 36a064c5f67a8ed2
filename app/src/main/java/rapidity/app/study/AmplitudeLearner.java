package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Provenance;
import rapidity.model.Standardization;
import rapidity.train.AmplitudeRegression;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A network that learns amplitudes.
record AmplitudeLearner(AmplitudeData data, AmplitudeSurrogate surrogate, Workers workers) implements Learner {
    @Override
    public AmplitudeRegression objective() {
        return new AmplitudeRegression(
                surrogate, data.events().momenta(), data.events().amplitudes());
    }

    @Override
    public List<String> remarks() {
        List<String> constant =
                surrogate.preprocessing().constantInputs(data.part(Part.TRAIN).momenta());
        return List.of(
                "the same in all training events: " + (constant.isEmpty() ? "nothing" : String.join(", ", constant)));
    }

    @Override
    public void save(Path directory, Provenance origin) throws IOException {
        surrogate.save(directory, origin);
    }

    @Override
    public ObjectNode evaluate(Path run, StudyListener listener) throws IOException {
        int[] test = data.rows(Part.TEST);
        long began = System.nanoTime();
        Prediction onTest = predict(test);
        double seconds = (System.nanoTime() - began) * 1e-9;
        int[] train = data.rows(Part.TRAIN);
        Prediction onTrain = predict(Arrays.copyOf(train, Math.min(data.task().trainEvents(), train.length)));
        write(run.resolve(PREDICTIONS), onTest, onTrain);
        ObjectNode r = JsonNodeFactory.instance.objectNode();
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

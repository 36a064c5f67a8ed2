package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Provenance;
import rapidity.model.Standardization;
import rapidity.train.AmplitudeRegression;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A network that learns amplitudes.
///
/// @param data of the processes that it learns
record AmplitudeLearner(AmplitudeData data, NetRecipe net, AmplitudeSurrogate surrogate, Workers workers)
        implements Learner {
    @Override
    public AmplitudeRegression objective() {
        List<LabelledEvents> all =
                data.processes().stream().map(AmplitudeData.Process::events).toList();
        return new AmplitudeRegression(
                surrogate,
                all.stream().map(LabelledEvents::momenta).toList(),
                all.stream().map(LabelledEvents::amplitudes).toList());
    }

    @Override
    public List<String> remarks() {
        return data.processes().stream().map(this::remark).toList();
    }

    private String remark(AmplitudeData.Process p) {
        EventMomenta momenta = p.of(Part.TRAIN).momenta();
        List<String> constant = surrogate.preprocessing(momenta.particles()).constantInputs(momenta);
        String of = data.processes().size() == 1 ? "" : " of " + AmplitudeTask.process(p.gluons());
        return "the same in all training events" + of + ": "
                + (constant.isEmpty() ? "nothing" : String.join(", ", constant));
    }

    @Override
    public void save(Path directory, Provenance origin) throws IOException {
        surrogate.save(directory, origin);
    }

    @Override
    public ObjectNode evaluate(Path run, StudyListener listener) throws IOException {
        long began = System.nanoTime();
        List<Prediction> onTest = data.processes().stream()
                .map(p -> predict(p, p.rows(Part.TEST)))
                .toList();
        double seconds = (System.nanoTime() - began) * 1e-9;
        List<Prediction> onTrain = data.processes().stream()
                .map(p -> predict(p, first(data.task().trainEvents(), p.trainingRows(net))))
                .toList();
        write(run.resolve(PREDICTIONS), onTest, onTrain);
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.set("test", score(onTest).json());
        r.set("train", score(onTrain).json());
        if (data.task().gluons().size() > 1) {
            r.set("processes", processes(onTest, onTrain));
        }
        r.put("training-events", data.trainingRows(net).length);
        int events = onTest.stream().mapToInt(p -> p.truth.length).sum();
        return r.put("seconds-per-million-events", seconds * 1e6 / events);
    }

    private static int[] first(int most, int... rows) {
        return Arrays.copyOf(rows, Math.min(most, rows.length));
    }

    /// Standardised logarithms, exact and predicted.
    private record Prediction(String process, double[] truth, double[] predicted, Standardization target) {
        AmplitudeScore score() {
            return AmplitudeScore.of(truth, predicted, target);
        }
    }

    private Prediction predict(AmplitudeData.Process process, int... rows) {
        LabelledEvents events = process.events().rows(rows);
        AmplitudePreprocessing constants =
                surrogate.preprocessing(events.momenta().particles());
        return new Prediction(
                AmplitudeTask.process(process.gluons()),
                constants.targets(events.amplitudes()),
                surrogate.predictStandardised(events.momenta(), workers),
                constants.logAmplitude());
    }

    private static AmplitudeScore score(List<Prediction> all) {
        return AmplitudeScore.together(all.stream().map(Prediction::score).toList());
    }

    private static ArrayNode processes(List<Prediction> onTest, List<Prediction> onTrain) {
        ArrayNode r = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < onTest.size(); i++) {
            ObjectNode p = r.addObject().put("process", onTest.get(i).process);
            p.set("test", onTest.get(i).score().json());
            p.set("train", onTrain.get(i).score().json());
        }
        return r;
    }

    /// Those of several processes have its name before theirs.
    private void write(Path file, List<Prediction> test, List<Prediction> train) throws IOException {
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REPLACE)) {
            for (int i = 0; i < test.size(); i++) {
                Prediction t = test.get(i);
                String of = test.size() == 1 ? "" : t.process + "_";
                array(out, of + "test_truth", t.truth);
                array(out, of + "test_prediction", t.predicted);
                array(out, of + "train_truth", train.get(i).truth);
                array(out, of + "train_prediction", train.get(i).predicted);
                array(out, of + "standardisation", t.target.mean(), t.target.deviation());
            }
            out.commit();
        }
    }

    private static void array(NpzWriter out, String name, double... values) throws IOException {
        out.array(name, NpyType.FLOAT64, values.length).write(values);
    }
}

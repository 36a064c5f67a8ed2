package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetTagger;
import rapidity.model.Provenance;
import rapidity.train.Tagging;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A network that learns what jets are.
record TaggingLearner(TaggingData data, NetRecipe net, JetTagger tagger, Tagging objective, Workers workers)
        implements Learner {
    TaggingLearner(TaggingData data, NetRecipe net, JetTagger tagger, Workers workers) {
        this(data, net, tagger, new Tagging(tagger, data.jets(), data.labels()), workers);
    }

    @Override
    public List<String> remarks() {
        return Arrays.stream(Part.values())
                .map(part -> part.word() + ": "
                        + data.described(part == Part.TRAIN ? data.trainingRows(net) : data.rows(part)))
                .toList();
    }

    @Override
    public void save(Path directory, Provenance origin) throws IOException {
        tagger.save(directory, origin);
    }

    @Override
    public ObjectNode evaluate(Path run, StudyListener listener) throws IOException {
        int[] test = data.rows(Part.TEST);
        Jets jets = data.jets().rows(test);
        long began = System.nanoTime();
        double[] logits = tagger.logits(jets, workers);
        double seconds = (System.nanoTime() - began) * 1e-9;
        int[] train = data.evaluatedTraining(net);
        double[] onTrain = tagger.logits(data.jets().rows(train), workers);
        write(run.resolve(PREDICTIONS), test, logits, train, onTrain);
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("training-jets", data.trainingRows(net).length);
        r.set("test", score(logits, test).json());
        r.set("train", score(onTrain, train).json());
        return r.put("seconds-per-million-events", seconds * 1e6 / test.length);
    }

    private TaggingScore score(double[] logits, int[] rows) {
        return TaggingScore.of(
                logits,
                data.labels(rows),
                data.task().classes(),
                data.task().evaluation().samples());
    }

    private void write(Path file, int[] test, double[] onTest, int[] train, double[] onTrain) throws IOException {
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REPLACE)) {
            part(out, "test", test, onTest);
            part(out, "train", train, onTrain);
            out.commit();
        }
    }

    private void part(NpzWriter out, String name, int[] rows, double[] logits) throws IOException {
        double[] labels = Arrays.stream(data.labels(rows)).asDoubleStream().toArray();
        out.array(name + "_labels", NpyType.FLOAT64, labels.length).write(labels);
        out.array(name + "_logits", NpyType.FLOAT64, rows.length, logits.length / rows.length)
                .write(logits);
    }
}

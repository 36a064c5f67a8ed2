package rapidity.app.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.loss.BinaryCrossEntropy;
import rapidity.model.EventJudge;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;
import rapidity.train.Objective;

/// Binary cross-entropy of a network that tells true events, 1, from generated ones, 0.
record SampleClassification(JudgedSamples samples, EventJudge model) implements Objective {
    /// Events that are worked on at once.
    private static final int SHARD = 128;

    @Override
    public Weights weights() {
        return model.weights();
    }

    @Override
    public Weights otherWeights() {
        return model.otherWeights();
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        Tensor logits = model.logits(tape.tensor(rows(events), events.length, width()));
        return BinaryCrossEntropy.sum(logits, tape.tensor(labels(events), events.length, 1));
    }

    private int width() {
        return samples.observables().width();
    }

    private double[] rows(int... events) {
        float[] rows = samples.at(events);
        double[] r = new double[rows.length];
        Arrays.setAll(r, i -> rows[i]);
        return r;
    }

    private double[] labels(int... events) {
        return Arrays.stream(events).mapToDouble(e -> samples.isTrue(e) ? 1 : 0).toArray();
    }

    @Override
    public int eventsPerShard() {
        return SHARD;
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        r.put("observables", Safetensors.Stored.of(StoredType.F64, rows(events), events.length, width()));
        r.put("labels", Safetensors.Stored.of(StoredType.F64, labels(events), events.length));
        return r;
    }
}

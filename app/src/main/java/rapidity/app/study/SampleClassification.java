package rapidity.app.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.loss.BinaryCrossEntropy;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;
import rapidity.net.Mlp;
import rapidity.train.Objective;

/// Binary cross-entropy of a network that tells true events, 1, from generated ones, 0.
final class SampleClassification implements Objective {
    /// Events that are worked on at once.
    private static final int SHARD = 128;

    private final JudgedSamples samples;
    private final Params params;
    private final Mlp network;
    private final Weights weights;

    SampleClassification(JudgedSamples samples, JudgeConfig config, Engine engine) {
        this.samples = samples;
        this.params = Params.of(config.streams());
        this.network = new Mlp(params, config.network(samples.width()), config.dropout());
        this.weights = params.weights(engine);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public Weights otherWeights() {
        return params.weights(weights.engine());
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        Tensor logits = network.apply(tape.tensor(samples.at(events), events.length, samples.width()));
        return BinaryCrossEntropy.sum(logits, tape.tensor(labels(events), events.length, 1));
    }

    private double[] labels(int... events) {
        return Arrays.stream(events).mapToDouble(e -> samples.isTrue(e) ? 1 : 0).toArray();
    }

    /// Logits of events of the samples; the same bits with any number of threads.
    double[] logits(int[] events, Workers workers) {
        return logits(events.length, (from, to) -> samples.at(Arrays.copyOfRange(events, from, to)), workers);
    }

    /// Logits of other standardised rows.
    double[] logits(float[] rows, Workers workers) {
        int width = samples.width();
        return logits(rows.length / width, (from, to) -> doubles(rows, from * width, to * width), workers);
    }

    private static double[] doubles(float[] x, int from, int to) {
        double[] r = new double[to - from];
        Arrays.setAll(r, i -> x[from + i]);
        return r;
    }

    private interface Rows {
        double[] between(int from, int to);
    }

    private double[] logits(int count, Rows rows, Workers workers) {
        int shards = Math.ceilDiv(count, SHARD);
        int lanes = Math.min(shards, workers.threads());
        double[] r = new double[count];
        workers.run(lanes, lane -> {
            Tape tape = Tape.forward(weights);
            for (int shard = lane; shard < shards; shard += lanes) {
                int from = shard * SHARD;
                int to = Math.min(from + SHARD, count);
                Tensor x = tape.tensor(rows.between(from, to), to - from, samples.width());
                System.arraycopy(network.apply(x).toArray(), 0, r, from, to - from);
                tape.reset();
            }
        });
        return r;
    }

    @Override
    public int eventsPerShard() {
        return SHARD;
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        r.put("observables", Safetensors.Stored.of(StoredType.F64, samples.at(events), events.length, samples.width()));
        r.put("labels", Safetensors.Stored.of(StoredType.F64, labels(events), events.length));
        return r;
    }
}

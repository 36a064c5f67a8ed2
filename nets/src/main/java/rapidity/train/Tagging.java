package rapidity.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.jets.Jets;
import rapidity.loss.BinaryCrossEntropy;
import rapidity.loss.CrossEntropy;
import rapidity.model.JetTagger;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// Cross-entropy of a tagger's classes; binary with one logit for two of them.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.2
public final class Tagging implements Objective {
    private final JetTagger tagger;
    private final Jets jets;
    private final int[] labels;
    private final int perShard;

    /// @param labels the class of each jet, an index into [JetTagger#classes]
    /// @throws IllegalArgumentException if the tagger cannot mean a jet, a label is no class, or there are more or
    ///     fewer labels than jets
    public Tagging(JetTagger tagger, Jets jets, int[] labels) {
        tagger.check(jets);
        if (jets.size() != labels.length) {
            throw new IllegalArgumentException(jets.size() + " jets with " + labels.length + " labels");
        }
        int classes = tagger.classes().size();
        IntStream.range(0, labels.length)
                .filter(i -> labels[i] < 0 || labels[i] >= classes)
                .findFirst()
                .ifPresent(i -> {
                    throw new IllegalArgumentException("label " + labels[i] + " of jet " + i + " is none of the "
                            + classes + " classes " + tagger.classes());
                });
        this.tagger = tagger;
        this.jets = jets;
        this.labels = labels.clone();
        this.perShard = tagger.jetsAtOnce(jets);
    }

    @Override
    public Weights weights() {
        return tagger.weights();
    }

    @Override
    public Weights otherWeights() {
        return tagger.otherWeights();
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        Tensor logits = tagger.logits(tape, jets.rows(events));
        int[] classes = IntStream.of(events).map(i -> labels[i]).toArray();
        if (tagger.classes().size() > 2) {
            return CrossEntropy.sum(logits, classes);
        }
        double[] targets = IntStream.of(classes).asDoubleStream().toArray();
        return BinaryCrossEntropy.sum(logits, tape.tensor(targets, events.length, 1));
    }

    @Override
    public int eventsPerShard() {
        return perShard;
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        Jets batch = jets.rows(events);
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        int constituents = batch.momenta().length / 4;
        r.put("momenta", Safetensors.Stored.of(StoredType.F64, batch.momenta(), constituents, 4));
        double[] offsets = IntStream.of(batch.offsets()).asDoubleStream().toArray();
        r.put("offsets", Safetensors.Stored.of(StoredType.F64, offsets, offsets.length));
        batch.features()
                .forEach((name, values) ->
                        r.put("features." + name, Safetensors.Stored.of(StoredType.F64, values, constituents)));
        double[] classes = IntStream.of(events).mapToDouble(i -> labels[i]).toArray();
        r.put("labels", Safetensors.Stored.of(StoredType.F64, classes, classes.length));
        return r;
    }
}

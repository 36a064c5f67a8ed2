package rapidity.app.study;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetAutoencoder;
import rapidity.model.Provenance;
import rapidity.net.AutoencoderConfig;

/// The jets of a study of autoencoders and their parts.
///
/// @param labels the kind of each jet
/// @param parts rows of each part, of all kinds
record AutoencoderData(
        AutoencoderTask task, Jets jets, int[] labels, Map<Part, int[]> parts, List<Provenance.Source> files)
        implements StudyData {
    /// Only jets of the background are trained on, validated on, and reconstructed for the tables.
    @Override
    public int[] rows(Part part) {
        return IntStream.of(Objects.requireNonNull(parts.get(part)))
                .filter(i -> task.isBackground(labels[i]))
                .toArray();
    }

    /// Of the training part the first jets of each kind, as many as a network's share.
    @Override
    public int[] trainingRows(NetRecipe net) {
        double share = AutoencoderTask.share(net.training().section());
        int[] all = rows(Part.TRAIN);
        Map<Integer, Long> counts = IntStream.of(all)
                .mapToObj(i -> labels[i])
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        int[] taken = new int[task.classes().size()];
        return IntStream.of(all)
                .filter(i ->
                        taken[labels[i]]++ < Math.ceil(share * Objects.requireNonNull(counts.get(labels[i])) - 1e-9))
                .toArray();
    }

    /// The background of a part, and all jets of the signals, none of which is trained on.
    EvaluatedJets evaluated(Part part) {
        BitSet test = new BitSet();
        IntStream.of(Objects.requireNonNull(parts.get(Part.TEST))).forEach(test::set);
        List<int[]> signals = task.signals().stream()
                .map(kind -> EvaluatedJets.rows(labels, task.classes(), List.of(kind)))
                .toList();
        return new EvaluatedJets(jets, task.background(), rows(part), task.signals(), signals, test)
                .atMost(task.evaluation().testJets());
    }

    @Override
    public Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers) {
        JetAutoencoder model = JetAutoencoder.of(
                (AutoencoderConfig) net.network(),
                task.preprocessing(net.section()),
                seed,
                recipe.engine().engine(recipe.precision()));
        return AutoencoderLearner.of(this, net, model, workers);
    }

    /// Such as `6000 jets (g 3000, q 3000)`.
    String described(Part part) {
        int[] own = rows(part);
        String counts = task.background().stream()
                .map(name -> name + " "
                        + Arrays.stream(own)
                                .filter(i -> task.classes().get(labels[i]).equals(name))
                                .count())
                .collect(Collectors.joining(", "));
        return own.length + " jets (" + counts + ")";
    }
}

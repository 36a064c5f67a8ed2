package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.engine.Workers;
import rapidity.model.JetAutoencoder;
import rapidity.model.Provenance;
import rapidity.train.Objective;
import rapidity.train.Reconstruction;
import tools.jackson.databind.node.ObjectNode;

/// A network that learns to compress jets.
record AutoencoderLearner(
        AutoencoderData data,
        NetRecipe net,
        JetAutoencoder model,
        Reconstruction.Rules rules,
        Reconstruction reconstruction,
        Workers workers)
        implements Learner {
    static AutoencoderLearner of(AutoencoderData data, NetRecipe net, JetAutoencoder model, Workers workers) {
        Reconstruction.Rules rules = AutoencoderNets.rules(
                net.training().section(), model.preprocessing().coordinates());
        Reconstruction reconstruction = new Reconstruction(model, data.jets(), rules);
        return new AutoencoderLearner(data, net, model, rules, reconstruction, workers);
    }

    @Override
    public Objective objective() {
        return reconstruction;
    }

    @Override
    public List<String> remarks() {
        List<String> r = new ArrayList<>();
        for (Part part : Part.values()) {
            r.add(part.word() + ": " + data.described(part));
        }
        r.add("trained on " + data.trainingRows(net).length + " of them");
        r.add("compression " + AutoencoderNets.Compression.of(model).percent());
        return r;
    }

    @Override
    public void save(Path directory, Provenance origin) throws IOException {
        model.save(directory, origin);
    }

    @Override
    public ObjectNode evaluate(Path run, StudyListener listener) throws IOException {
        AutoencoderTask.Evaluated limits = data.task().evaluation();
        EvaluatedJets jets = data.evaluated(Part.TEST);
        AutoencoderStudy study = new AutoencoderStudy(jets, model, rules, reconstruction, workers);
        int[] train = data.trainingRows(net);
        int[] some = Arrays.copyOf(train, Math.min(train.length, limits.trainJets()));
        AutoencoderFindings test = study.findings(limits.images());
        test.losses().put("mean-jet-loss", reconstruction.meanOfMeanJet(data.rows(Part.TRAIN), jets.background()));
        FeatureSamples.Samples samples = test.features().samples();
        test.write(run.resolve(PREDICTIONS), samples);
        ObjectNode r = test.json(samples);
        DescribedJets described = DescribedJets.jets(samples, test.flow());
        ((ObjectNode) r.path("distances")).set("training-jets", described.distances(study.described(some)));
        r.set("symmetry", study.symmetry());
        long frozen = rules.frozenEncoder();
        r.put(AutoencoderNets.FREEZE_ENCODER, frozen == Long.MAX_VALUE ? "all" : Long.toString(frozen));
        r.put("fraction", net.training().section().number("fraction"));
        r.put("training-jets", train.length);
        r.set("train", study.losses(some));
        return r;
    }
}

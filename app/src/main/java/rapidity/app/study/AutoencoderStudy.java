package rapidity.app.study;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;
import rapidity.model.audit.AutoencoderSubject;
import rapidity.model.audit.Tokens;
import rapidity.train.Reconstruction;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What there is to know of an autoencoder on some jets.
///
/// @param reconstruction the loss on these jets
record AutoencoderStudy(
        EvaluatedJets evaluated,
        JetAutoencoder model,
        Reconstruction.Rules rules,
        Reconstruction reconstruction,
        Workers workers) {
    /// Jets that are kept in memory with their reconstructions.
    private static final int BLOCK = 512;

    /// Background jets whose particles enter the tables.
    private static final int MOST_IN_TABLES = 20_000;

    /// Jets that are boosted and rotated.
    private static final int MOVED = 8;

    /// Everything about the jets of the background, and how far the signals are from them.
    ///
    /// @param images how many jets are shown beside their reconstructions
    AutoencoderFindings findings(int images) {
        int[] background = evaluated.background();
        long began = System.nanoTime();
        double loss = reconstruction.mean(background, workers);
        double seconds = (System.nanoTime() - began) * 1e-9;
        AutoencoderFindings r =
                AutoencoderFindings.empty(evaluated.names(), images, model, rules.loss(), seconds / background.length);
        r.losses().put("loss", loss);
        blocks(background, block -> add(r, block, 0));
        for (int signal = 1; signal <= evaluated.signals().size(); signal++) {
            int label = signal;
            blocks(evaluated.signals().get(signal - 1), block -> add(r, block, label));
        }
        return r;
    }

    private static void blocks(int[] rows, Consumer<int[]> work) {
        for (int from = 0; from < rows.length; from += BLOCK) {
            work.accept(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK)));
        }
    }

    /// The loss alone.
    ObjectNode losses(int[] rows) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("loss", reconstruction.mean(rows, workers))
                .put("jets", rows.length);
    }

    /// @param label 0 for the background, else one more than the place among the signals
    private void add(AutoencoderFindings to, int[] rows, int label) {
        Jets jets = evaluated.jets().rows(rows);
        Latents latents = model.encode(jets, workers);
        ReconstructedJets r = ReconstructedJets.of(model, jets, latents, workers);
        double[][] scores = to.scores().of(r, workers);
        for (int jet = 0; jet < rows.length; jet++) {
            to.anomalies()
                    .add(scores[jet], label, label == 0 || evaluated.test().get(rows[jet]));
            to.latents().add(latents, jet, ReconstructedJets.sum(r.target(jet)), label == 0);
        }
        if (label == 0) {
            describe(r, to.features(), to.flow());
            for (int jet = 0; jet < rows.length && to.images().jets() < MOST_IN_TABLES; jet++) {
                to.images().add(r, jet);
            }
        }
    }

    private void describe(ReconstructedJets jets, FeatureSamples features, FlowSamples flow) {
        int n = Math.min(jets.jets(), MOST_IN_TABLES - features.jets());
        for (int jet = 0; jet < n; jet++) {
            features.add(jets, jet);
        }
        flow.add(jets, n, workers);
    }

    /// Some jets as if they had come back as they were.
    DescribedJets described(int[] rows) {
        FeatureSamples features = new FeatureSamples(true);
        FlowSamples flow = new FlowSamples();
        blocks(
                rows,
                block -> describe(
                        ReconstructedJets.unchanged(model, evaluated.jets().rows(block)), features, flow));
        return DescribedJets.jets(features.samples(), flow);
    }

    /// How well boosts, rotations and permutations of particles are kept: on jets of the background that fill all
    /// slots, where there are any; and of networks on momenta, on random jets of massive particles, whose invariants
    /// lose no digits.
    ObjectNode symmetry() {
        int particles = model.preprocessing().particles();
        int[] full = IntStream.of(evaluated.background())
                .filter(i -> evaluated.jets().constituents(i) >= particles)
                .limit(MOVED)
                .toArray();
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        if (full.length > 0) {
            double[] momenta = model.input(evaluated.jets().rows(full)).momenta();
            Tokens jets = Tokens.of(particles, 1, 4, momenta, new double[0]);
            r.set("test-jets", AutoencoderAudit.of(model, jets).json());
        }
        if (AutoencoderSubject.of(model).stage() == AutoencoderSubject.Stage.NETWORK) {
            r.set(
                    "massive-jets",
                    AutoencoderAudit.of(model, AuditedModel.massiveJets(particles, 1))
                            .json());
        }
        return r;
    }
}

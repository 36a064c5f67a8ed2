package rapidity.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.kinematics.FourVector;
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;
import rapidity.train.Reconstruction;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What there is to know of an autoencoder on the jets of a study.
///
/// @param reconstruction the loss on these jets
record AutoencoderStudy(
        AutoencoderData data,
        JetAutoencoder model,
        Reconstruction.Rules rules,
        Reconstruction reconstruction,
        Workers workers) {
    /// Jets that are kept in memory with their reconstructions.
    private static final int BLOCK = 512;

    /// Background jets whose particles enter the tables.
    private static final int MOST_IN_TABLES = 20_000;

    /// Everything about jets of one part, and how far the signals are from them.
    ///
    /// @param rows of the background
    AutoencoderFindings findings(int[] rows) {
        int most = data.task().evaluation().testJets();
        int[] background = evenly(rows, most);
        long began = System.nanoTime();
        double loss = reconstruction.mean(background, workers);
        double seconds = (System.nanoTime() - began) * 1e-9;
        List<String> signals = data.task().signals();
        IntStream ofSignals = signals.stream().flatMapToInt(s -> IntStream.of(evenly(data.signalRows(s), most)));
        int[] all = IntStream.concat(IntStream.of(background), ofSignals).toArray();
        AutoencoderFindings r = AutoencoderFindings.empty(
                data.task(), model, AutoencoderNets.isOrdered(rules.loss()), seconds / background.length);
        for (int from = 0; from < all.length; from += BLOCK) {
            int[] block = Arrays.copyOfRange(all, from, Math.min(all.length, from + BLOCK));
            add(r, block, Math.clamp(background.length - from, 0, block.length), from);
        }
        ObjectNode losses = r.losses();
        losses.put("loss", loss);
        losses.put("mean-jet-loss", reconstruction.meanOfMeanJet(data.rows(Part.TRAIN), background));
        return r;
    }

    /// At most so many of the rows, evenly spread.
    private static int[] evenly(int[] rows, int most) {
        int n = Math.min(rows.length, most);
        return IntStream.range(0, n)
                .map(i -> rows[(int) ((long) i * rows.length / n)])
                .toArray();
    }

    /// The loss alone.
    ObjectNode losses(int[] rows) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("loss", reconstruction.mean(rows, workers))
                .put("jets", rows.length);
    }

    /// @param own how many of the rows, the first, are of the background
    /// @param before rows in former blocks
    private void add(AutoencoderFindings to, int[] rows, int own, int before) {
        Jets jets = data.jets().rows(rows);
        Latents latents = model.encode(jets, workers);
        ReconstructedJets r = ReconstructedJets.of(model, jets, latents, workers);
        double[][] scores = to.scores().of(r, workers);
        boolean[] test = data.areTest(rows);
        for (int jet = 0; jet < rows.length; jet++) {
            String kind = data.task().classes().get(data.labels()[rows[jet]]);
            int label = 1 + data.task().signals().indexOf(kind);
            FourVector momentum = ReconstructedJets.sum(r.target(jet));
            to.anomalies().add(scores[jet], jet < own ? 0 : label, test[jet] || jet < own);
            to.latents().add(latents, jet, momentum, jet < own);
            if (jet < own && before + jet < MOST_IN_TABLES) {
                to.features().add(r, jet);
                to.images().add(r, jet);
            }
        }
    }
}

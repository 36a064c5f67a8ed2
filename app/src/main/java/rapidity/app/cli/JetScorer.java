package rapidity.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.app.study.AnomalyScores;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetAutoencoder;
import rapidity.model.JetTagger;
import rapidity.model.Latents;

/// A model that says something of each jet.
sealed interface JetScorer {
    /// What the numbers of a jet are.
    List<String> columns();

    /// Names of the numbers of each constituent that it needs.
    List<String> features();

    /// @throws IllegalArgumentException if it cannot mean a jet
    void check(Jets jets);

    /// @return `[jets, columns]`
    double[] score(Jets jets, Workers workers);

    /// The probability of the last of two classes, or those of all classes.
    record Tagger(JetTagger tagger) implements JetScorer {
        @Override
        public List<String> columns() {
            return tagger.classes().size() == 2 ? tagger.classes().subList(1, 2) : tagger.classes();
        }

        @Override
        public List<String> features() {
            return tagger.preprocessing().features().stream().map(f -> f.name()).toList();
        }

        @Override
        public void check(Jets jets) {
            tagger.check(jets);
        }

        @Override
        public double[] score(Jets jets, Workers workers) {
            float[][] p = tagger.probabilities(tagger.logits(jets, workers));
            int width = columns().size();
            double[] r = new double[p.length * width];
            for (int i = 0; i < r.length; i++) {
                r[i] = p[i / width][width == 1 ? 1 : i % width];
            }
            return r;
        }
    }

    /// How far each jet is from what an autoencoder makes of it.
    record Anomaly(AnomalyScores scores) implements JetScorer {
        @Override
        public List<String> columns() {
            return scores.names();
        }

        @Override
        public List<String> features() {
            return List.of();
        }

        @Override
        public void check(Jets jets) {
            scores.model().input(jets);
        }

        @Override
        public double[] score(Jets jets, Workers workers) {
            return Arrays.stream(scores.of(jets, workers))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
    }

    /// What an autoencoder keeps of each jet: latent numbers, then the frame.
    record Encoder(JetAutoencoder model) implements JetScorer {
        @Override
        public List<String> columns() {
            return IntStream.range(0, width()).mapToObj(i -> "latent-" + i).toList();
        }

        private int width() {
            return model.layout().size() + model.preprocessing().frame();
        }

        @Override
        public List<String> features() {
            return List.of();
        }

        @Override
        public void check(Jets jets) {
            model.input(jets);
        }

        @Override
        public double[] score(Jets jets, Workers workers) {
            Latents z = model.encode(jets, workers);
            int size = model.layout().size();
            int frame = model.preprocessing().frame();
            double[] r = new double[jets.size() * width()];
            for (int jet = 0; jet < jets.size(); jet++) {
                System.arraycopy(z.values(), jet * size, r, jet * width(), size);
                System.arraycopy(z.frames(), jet * frame, r, jet * width() + size, frame);
            }
            return r;
        }
    }
}

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import rapidity.data.dataset.JetNet;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.jets.AnomalyScore;
import rapidity.jets.Jets;
import rapidity.loss.OrderedSquares;
import rapidity.metrics.Roc;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.JetAutoencoder;
import rapidity.net.LatentPlace;
import rapidity.net.TransformerAutoencoderConfig;
import rapidity.random.RandomStreams;
import rapidity.train.Adam;
import rapidity.train.Batches;
import rapidity.train.Reconstruction;
import rapidity.train.RunDirectory;
import rapidity.train.Trainer;
import rapidity.train.Training;

/// Trains an autoencoder on jets of quarks alone, and finds jets of tops, which it has never seen, by what comes back.
class FindAnomalies {
    private static final int TRAIN = 300;
    private static final int TEST = 100;

    public static void main(String[] arguments) throws Exception {
        // Ten particles of a jet, relative to its axis, through a bottleneck of three numbers: no room for much more
        // than what quark jets have in common. The Lorentz group autoencoder is in recipes/lgae.
        AutoencoderPreprocessing input = AutoencoderPreprocessing.relativePolar(10);
        JetAutoencoder model = JetAutoencoder.of(
                new TransformerAutoencoderConfig(10, input.features(), LatentPlace.JET, 3, 8, 1, 2),
                input, 1, Engine.of(Precision.FLOAT32));
        Jets quarks = read(arguments[0], TRAIN + TEST);
        Batches batches = Batches.shuffled(IntStream.range(0, TRAIN).toArray(), 16, new RandomStreams(1));
        Reconstruction loss = new Reconstruction(model, quarks, Reconstruction.Rules.of(new OrderedSquares()));
        try (RunDirectory run = RunDirectory.create(Path.of(arguments[2])); Workers workers = new Workers(2)) {
            new Trainer(loss, batches, new int[0], Training.of(100, Adam.of(0.01)), run, workers).train(report -> {});

            Jets background = quarks.slice(TRAIN, TRAIN + TEST);
            Jets signal = read(arguments[1], TEST);
            // The mass needs no network: a score that is no better has learnt nothing beyond it.
            for (AnomalyScore score : new AnomalyScore[] {AnomalyScore.ENERGY_MOVERS, AnomalyScore.JET_MASS}) {
                Roc roc = Roc.of(model.score(background, score, workers), model.score(signal, score, workers));
                System.out.printf(Locale.ROOT, "%s: AUC %.2f%n", score.title(), roc.auc());
            }
        }
    }

    private static Jets read(String file, int jets) throws Exception {
        try (JetNet sample = JetNet.open(Path.of(file))) {
            return sample.read(0, jets).jets();
        }
    }
}

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.TopTagging;
import rapidity.data.dataset.TopTagging.Part;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.engine.Workers;
import rapidity.kinematics.LorentzTransformation;
import rapidity.metrics.Roc;
import rapidity.model.JetTagger;
import rapidity.model.Provenance;
import rapidity.model.TaggingPreprocessing;
import rapidity.net.LgatrSlimConfig;
import rapidity.random.RandomStreams;
import rapidity.train.Adam;
import rapidity.train.Batches;
import rapidity.train.RunDirectory;
import rapidity.train.Tagging;
import rapidity.train.Trainer;
import rapidity.train.Training;

/// Trains a small L-GATr-slim to tell jets of top quarks from others, and leaves its model in a run directory.
class TrainATagger {
    private static final int JETS = 1000;

    public static void main(String[] arguments) throws Exception {
        JetColumns train = read(arguments[0], Part.TRAIN);
        JetColumns test = read(arguments[0], Part.TEST);
        // The network sees four-momenta and no direction in space, so its answer is invariant, trained or not.
        TaggingPreprocessing input = TaggingPreprocessing.symmetric().withMaxConstituents(15);
        VectorChannels hidden = new VectorChannels(8, 16); // vectors and scalars of each particle
        LgatrSlimConfig network = LgatrSlimConfig.v2(input.vectors(), hidden, new VectorChannels(0, 1), 1, 2);
        Engine engine = Engine.of(Precision.FLOAT32); // the fastest kernels on the class path
        JetTagger tagger = JetTagger.of(network, input, TopTagging.CLASSES, 1, engine);

        Batches batches = Batches.shuffled(IntStream.range(0, JETS).toArray(), 20, new RandomStreams(1));
        Training training = Training.of(100, Adam.of(0.01)); // a hundred steps
        try (RunDirectory run = RunDirectory.create(Path.of(arguments[1])); Workers workers = new Workers(2)) {
            Tagging loss = new Tagging(tagger, train.jets(), train.labels());
            new Trainer(loss, batches, new int[0], training, run, workers).train(report -> {});
            tagger.save(run.model(), Provenance.now("TrainATagger", "", 1, List.of(), engine.name()));

            double[] logits = tagger.logits(test.jets(), workers); // the same bits with any number of threads
            double[] moved = tagger.logits(test.jets().moved(LorentzTransformation.boost(1, 2, 3, 2)), workers);
            System.out.printf(Locale.ROOT, "AUC %.2f, of boosted jets %.2f%n",
                    Roc.of(logits, test.labels()).auc(), Roc.of(moved, test.labels()).auc());
        }
    }

    private static JetColumns read(String file, Part part) throws Exception {
        try (TopTagging sample = TopTagging.open(Path.of(file), part, Constituents.ENERGY)) {
            return sample.read(0, JETS);
        }
    }
}

package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.Evaluation.On;
import rapidity.app.study.Evaluation.Trained;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.DataFile;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetSource;
import rapidity.data.format.DataFormatException;
import rapidity.engine.Workers;
import rapidity.loss.Chamfer;
import rapidity.loss.OrderedSquares;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.JetAutoencoder;
import rapidity.train.Reconstruction;
import rapidity.train.Reduction;

/// Evaluates autoencoders.
final class AutoencoderEvaluation {
    private AutoencoderEvaluation() {}

    /// @throws RecipeException if neither a file nor the run with the settings of its data is there
    static Evaluation of(Trained model, On on, Workers workers) throws IOException {
        JetAutoencoder autoencoder = JetAutoencoder.load(model.directory(), on.engine());
        Reconstruction.Rules rules = model.recipe()
                .filter(r -> r.task() instanceof AutoencoderTask)
                .map(r -> AutoencoderNets.rules(
                        r.nets().getFirst().training().section(),
                        autoencoder.preprocessing().coordinates()))
                .orElseGet(() -> usual(autoencoder));
        return on.file().isPresent()
                ? ofFile(model, on.file().get(), on, autoencoder, rules, workers)
                : ofStudy(model, on.wanted(), autoencoder, rules, workers);
    }

    /// What is compared where no run says what was minimised.
    private static Reconstruction.Rules usual(JetAutoencoder model) {
        boolean images = model.preprocessing().coordinates() == Coordinates.IMAGE;
        return new Reconstruction.Rules(images ? new OrderedSquares() : new Chamfer(0), Reduction.SUM, 0);
    }

    private static Evaluation ofStudy(
            Trained model, Part part, JetAutoencoder autoencoder, Reconstruction.Rules rules, Workers workers)
            throws IOException {
        AutoencoderTask task = task(model)
                .orElseThrow(() ->
                        new RecipeException(model.name() + " is a model without its run; name jets with --data FILE"));
        AutoencoderData data = new AutoencoderReading(task, StudyListener.NOBODY).read();
        EvaluatedJets jets = data.evaluated(part);
        AutoencoderFindings r = findings(jets, autoencoder, rules, workers);
        r.losses().put("mean-jet-loss", meanJet(data, jets, autoencoder, rules));
        return evaluation(model, jets.described() + " of the " + part.word() + " part", autoencoder, r);
    }

    private static double meanJet(
            AutoencoderData data, EvaluatedJets jets, JetAutoencoder model, Reconstruction.Rules rules) {
        return new Reconstruction(model, data.jets(), rules).meanOfMeanJet(data.rows(Part.TRAIN), jets.background());
    }

    /// The kinds that the run calls background are compared with themselves, all kinds if it says nothing or there are
    /// none of these; the others are looked for among them.
    private static Evaluation ofFile(
            Trained model, Path file, On on, JetAutoencoder autoencoder, Reconstruction.Rules rules, Workers workers)
            throws IOException {
        DataFile data = DataFile.of(file.toString());
        Optional<AutoencoderTask> task = task(model);
        JetSet set = task.isPresent() ? task.get().set() : published(data);
        boolean several = set.holdsParts(file.toString());
        Part part = on.wantedOfFile(several);
        try (JetSource source = task.isPresent()
                ? TaggingEvaluation.opened(data, part, set, task.get().recipe())
                : set.open(data, part)) {
            JetPool pool = new JetPool(source.classes());
            pool.add(data.path(), source);
            if (pool.size() == 0) {
                throw new DataFormatException(data.path(), "rows", "jets", "none");
            }
            List<String> background = task.map(AutoencoderTask::background).orElse(source.classes());
            EvaluatedJets jets = EvaluatedJets.ofFile(pool.jets(), pool.labels(), source.classes(), background);
            String of = several ? " of the " + part.word() + " part of " : " of ";
            return evaluation(
                    model, jets.described() + of + file, autoencoder, findings(jets, autoencoder, rules, workers));
        }
    }

    private static Optional<AutoencoderTask> task(Trained model) {
        return model.recipe()
                .map(Recipe::task)
                .filter(AutoencoderTask.class::isInstance)
                .map(AutoencoderTask.class::cast);
    }

    private static JetSet published(DataFile file) throws IOException {
        return JetSet.ofColumns(
                file, Constituents.PUBLISHED, JetSet.jetClass(List.of(), JetClass.LORENTZ_GATR, JetAssembly.ALL));
    }

    private static AutoencoderFindings findings(
            EvaluatedJets jets, JetAutoencoder model, Reconstruction.Rules rules, Workers workers) {
        Reconstruction reconstruction = new Reconstruction(model, jets.jets(), rules);
        return new AutoencoderStudy(jets, model, rules, reconstruction, workers).findings(0);
    }

    private static Evaluation evaluation(
            Trained model, String data, JetAutoencoder autoencoder, AutoencoderFindings r) {
        AutoencoderScore score = new AutoencoderScore(r.json(r.features().samples()));
        return new Evaluation(model.name(), autoencoder.weights().size(), data, score);
    }
}

package rapidity.app.study;

import java.io.IOException;
import java.util.Optional;
import rapidity.app.study.Evaluation.On;
import rapidity.app.study.Evaluation.Trained;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.Workers;
import rapidity.model.JetAutoencoder;
import rapidity.train.Reconstruction;

/// Evaluates autoencoders.
final class AutoencoderEvaluation {
    private AutoencoderEvaluation() {}

    /// @throws RecipeException if the run with the settings of its data is not there, or other jets are named: which of
    ///     them are the background a file does not say
    static Evaluation of(Trained model, On on, Workers workers) throws IOException {
        Optional<Recipe> recipe = model.recipe();
        if (recipe.isEmpty() || !(recipe.get().task() instanceof AutoencoderTask task)) {
            throw new RecipeException(model.name() + " is a model without its run, which says what jets are anomalies:"
                    + " give the run, or `score` the jets of a file");
        }
        if (on.file().isPresent()) {
            throw new RecipeException("an autoencoder is evaluated on the jets of its study; `score` gives the anomaly"
                    + " scores of other files");
        }
        JetAutoencoder autoencoder = JetAutoencoder.load(model.directory());
        AutoencoderData data = new AutoencoderReading(task, StudyListener.NOBODY).read();
        Reconstruction.Rules rules =
                AutoencoderNets.rules(recipe.get().nets().getFirst().training().section());
        Reconstruction reconstruction = new Reconstruction(autoencoder, data.jets(), rules);
        int[] rows = data.rows(on.wanted());
        AutoencoderFindings r = new AutoencoderStudy(data, autoencoder, rules, reconstruction, workers).findings(rows);
        return new Evaluation(
                model.name(),
                autoencoder.weights().size(),
                rows.length + " jets of the " + on.wanted().word() + " part",
                new AutoencoderScore(r.json(r.features().samples())));
    }
}

package rapidity.app.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.Section;
import rapidity.data.ColumnMapping;
import rapidity.data.dataset.JetNetFrame;

/// Which columns of a user's own files a recipe for jets, or the settings of a run, take for jets; the files that it
/// names are not looked at.
public final class RecipeColumns {
    private RecipeColumns() {}

    /// The mapping without labels: jets to be scored have none. Empty if the recipe is of another task, or of a
    /// published data set.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if the recipe cannot be meant
    public static Optional<ColumnMapping> of(Path recipe) {
        Section s = new RecipeBook().read(recipe, List.of());
        if (s.is("task", AmplitudeTask.TASK)) {
            return Optional.empty();
        }
        Section data = s.section("data");
        int most = data.count(s.is("task", TaggingTask.TASK) ? "max-constituents" : "particles");
        return TaggingTask.set(data, most) instanceof JetSet.Columns(ColumnMapping m)
                ? Optional.of(
                        new ColumnMapping(m.momentum(), m.mask(), m.features(), Map.of(), m.selection(), m.most()))
                : Optional.empty();
    }

    /// What the study that a model is from assumes of files of JetNet: that of the settings beside the model, where
    /// they are there and of an autoencoder; else massless particles in jets of azimuth 0.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if the settings cannot be meant
    public static JetNetFrame frameOfRun(Path model) {
        Path config = model.toAbsolutePath().resolveSibling(Study.CONFIG);
        if (!Files.exists(config)) {
            return JetNetFrame.RELATIVE;
        }
        Section s = new RecipeBook().read(config, List.of());
        return s.is("task", AutoencoderTask.TASK) ? AutoencoderTask.frame(s.section("data")) : JetNetFrame.RELATIVE;
    }
}

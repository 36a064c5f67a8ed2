package rapidity.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.Section;
import rapidity.data.ColumnMapping;

/// Which columns of a user's own files a tagging recipe, or the settings of a run, take for jets; the files that it
/// names are not looked at.
public final class RecipeColumns {
    private RecipeColumns() {}

    /// The mapping without labels: jets to be scored have none. Empty if the recipe is of another task, or of a
    /// published data set.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if the recipe cannot be meant
    public static Optional<ColumnMapping> of(Path recipe) {
        Section s = new RecipeBook().read(recipe, List.of());
        if (!s.is("task", TaggingTask.TASK)) {
            return Optional.empty();
        }
        Section data = s.section("data");
        return TaggingTask.set(data, data.count("max-constituents")) instanceof JetSet.Columns(ColumnMapping m)
                ? Optional.of(
                        new ColumnMapping(m.momentum(), m.mask(), m.features(), Map.of(), m.selection(), m.most()))
                : Optional.empty();
    }
}

package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.app.study.recipe.Section;

/// What a recipe says is to be done: to train networks, or to measure them.
public sealed interface Plan permits Recipe, ScalingRecipe {
    /// @throws rapidity.app.study.recipe.RecipeException if a setting cannot be meant
    static Plan of(Section s) {
        return s.is("task", ScalingRecipe.TASK) ? ScalingRecipe.of(s) : Recipe.of(s);
    }

    /// What it costs on this machine, in lines for a person.
    List<String> estimate() throws IOException;

    /// The work, with a directory for its results.
    ///
    /// @param command what was typed, for the provenance
    Work in(Path directory, String command, StudyListener listener);

    /// Work that keeps what is done.
    interface Work {
        /// @return whether all is complete; if not, it was asked to stop and can be resumed
        /// @throws rapidity.app.study.recipe.RecipeException if the recipe does not fit its files
        boolean complete() throws IOException;
    }
}

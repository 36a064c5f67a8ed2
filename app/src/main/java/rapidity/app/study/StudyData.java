package rapidity.app.study;

import java.io.IOException;
import java.util.List;
import rapidity.engine.Workers;
import rapidity.model.Provenance;

/// The data of a study, cut into parts, and what learns from them.
interface StudyData {
    /// What was read, for the provenance.
    List<Provenance.Source> files() throws IOException;

    /// The rows of a part.
    int[] rows(Part part);

    /// The rows that a network is validated on.
    default int[] validationRows(NetRecipe net) {
        return rows(Part.VALIDATION);
    }

    /// The rows that a network is trained on.
    default int[] trainingRows(NetRecipe net) {
        return rows(Part.TRAIN);
    }

    /// The same by sets of which every batch has as many.
    default List<int[]> trainingSets(NetRecipe net) {
        return List.of(trainingRows(net));
    }

    /// Refuses a network that cannot be trained on these data.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException with the setting that asks for too much
    default void require(NetRecipe net) {
        net.training().requireBatch(rows(Part.TRAIN).length, "the number of training events");
    }

    /// A network with initial weights on these data.
    ///
    /// @param seed of the weights
    Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers);
}

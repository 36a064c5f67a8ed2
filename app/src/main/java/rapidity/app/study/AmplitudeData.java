package rapidity.app.study;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.app.study.AmplitudeTask.Rows;
import rapidity.engine.Engine;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Particle;
import rapidity.model.Provenance;

/// The events of a study and their parts.
///
/// @param rows of each part
record AmplitudeData(AmplitudeTask task, LabelledEvents events, Map<Part, int[]> rows, List<Provenance.Source> files)
        implements StudyData {
    @Override
    public int[] rows(Part part) {
        return Objects.requireNonNull(rows.get(part));
    }

    LabelledEvents part(Part part) {
        return events.rows(rows(part));
    }

    @Override
    public Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers) {
        LabelledEvents known = task.standardiseOver() == Rows.ALL ? events : part(Part.TRAIN);
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(Particle.ofZAndGluons(task.gluons()), known.momenta(), known.amplitudes());
        Engine engine = recipe.engine().engine(recipe.precision());
        return new AmplitudeLearner(this, AmplitudeSurrogate.of(net.network(), constants, seed, engine), workers);
    }
}

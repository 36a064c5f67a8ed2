package rapidity.app.study;

import java.util.Map;
import java.util.Objects;
import rapidity.app.study.AmplitudeRecipe.Part;

/// The events of a study and their parts.
///
/// @param rows of each part
record AmplitudeData(LabelledEvents events, Map<Part, int[]> rows) {
    int[] rows(Part part) {
        return Objects.requireNonNull(rows.get(part));
    }

    LabelledEvents part(Part part) {
        return events.rows(rows(part));
    }
}

package rapidity.app.study;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.Section;

/// Parts of the data.
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /// All of so many rows in every part.
    static Map<Part, int[]> everyRow(int rows) {
        Map<Part, int[]> r = new EnumMap<>(Part.class);
        for (Part part : values()) {
            r.put(part, IntStream.range(0, rows).toArray());
        }
        return r;
    }

    String word() {
        return Section.written(this);
    }
}

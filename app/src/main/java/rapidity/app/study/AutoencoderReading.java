package rapidity.app.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.DataFile;
import rapidity.data.dataset.JetSource;

/// Reads the jets of a study of autoencoders and cuts them into parts: of each file the last rows for the test, and of
/// those before evenly spread ones for the validation.
record AutoencoderReading(AutoencoderTask task, StudyListener listener) {
    /// @throws RecipeException if a part has no jet of the background
    AutoencoderData read() throws IOException {
        JetPool pool = new JetPool(task.classes());
        Map<Part, List<Integer>> rows = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            rows.put(part, new ArrayList<>());
        }
        if (task.files().has(JetFiles.ALL)) {
            add(pool, JetFiles.ALL, Part.TRAIN, (from, to) -> cut(rows, from, to, share(Part.TEST)));
        } else {
            boolean validated = task.files().has(Part.VALIDATION.word());
            Rows training =
                    validated ? (from, to) -> fill(rows, Part.TRAIN, from, to) : (from, to) -> cut(rows, from, to, 0);
            add(pool, Part.TRAIN.word(), Part.TRAIN, training);
            add(pool, Part.VALIDATION.word(), Part.VALIDATION, (from, to) -> fill(rows, Part.VALIDATION, from, to));
            add(pool, Part.TEST.word(), Part.TEST, (from, to) -> fill(rows, Part.TEST, from, to));
        }
        Map<Part, int[]> parts = new EnumMap<>(Part.class);
        rows.forEach((part, own) ->
                parts.put(part, own.stream().mapToInt(Integer::intValue).toArray()));
        AutoencoderData data = new AutoencoderData(
                task, pool.jets(), pool.labels(), parts, task.files().sources());
        for (Part part : Part.values()) {
            if (data.rows(part).length == 0) {
                throw new RecipeException(
                        task.recipe().settings().place(),
                        "there is no jet of " + task.background() + " in the " + part.word() + " part");
            }
        }
        return data;
    }

    /// What to do with the rows of a file.
    private interface Rows {
        void take(int from, int to);
    }

    private void add(JetPool pool, String name, Part part, Rows rows) throws IOException {
        List<DataFile> files = task.files().of(name);
        try (StudyListener.Counter counter = listener.counting("reading jets", "files", files.size())) {
            for (int i = 0; i < files.size(); i++) {
                int from = pool.size();
                try (JetSource source = task.set().open(files.get(i), part)) {
                    pool.add(files.get(i).path(), source);
                }
                rows.take(from, pool.size());
                counter.done(i + 1);
            }
        }
    }

    private double share(Part part) {
        return Objects.requireNonNull(task.split().sizes().get(part));
    }

    private void cut(Map<Part, List<Integer>> parts, int from, int to, double testShare) {
        double all = share(Part.TRAIN) + share(Part.VALIDATION) + share(Part.TEST);
        int learn = (int) Math.round((to - from) * (1 - testShare / all));
        double validation = task.split().share(Part.VALIDATION, Part.TRAIN);
        for (int k = 0; k < to - from; k++) {
            boolean validates = Math.floor((k + 1) * validation) > Math.floor(k * validation);
            Part part = k >= learn ? Part.TEST : validates ? Part.VALIDATION : Part.TRAIN;
            fill(parts, part, from + k, from + k + 1);
        }
    }

    private static void fill(Map<Part, List<Integer>> parts, Part part, int from, int to) {
        for (int i = from; i < to; i++) {
            Objects.requireNonNull(parts.get(part)).add(i);
        }
    }
}

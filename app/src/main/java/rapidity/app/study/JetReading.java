package rapidity.app.study;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.DataFile;
import rapidity.data.dataset.JetSource;
import rapidity.random.RandomStreams;

/// Reads the jets of a study and cuts them into parts.
record JetReading(TaggingTask task, StudyListener listener) {
    /// Of labels that are shuffled, and of jets that are mixed before they are cut: the same for every run.
    private static final RandomStreams SHUFFLE = new RandomStreams(1);

    /// Reads all jets.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if there are too few for the split, or too many for memory
    TaggingData read() throws IOException {
        JetPool pool = new JetPool(task.classes());
        Map<Part, int[]> rows = new EnumMap<>(Part.class);
        if (task.files().has(JetFiles.ALL)) {
            add(pool, JetFiles.ALL, Part.TRAIN);
            requireJets(pool);
            int[] mixed = SHUFFLE.stream("split").permutation(pool.size());
            task.split().rows(pool.size()).forEach((part, places) -> rows.put(part, chosen(mixed, places)));
        } else {
            for (Part part : Part.values()) {
                int from = pool.size();
                add(pool, part.word(), part);
                rows.put(part, IntStream.range(from, pool.size()).toArray());
            }
            requireJets(pool);
            if (!task.files().has(Part.VALIDATION.word())) {
                validateOnSomeOfTraining(rows);
            }
        }
        int[] labels = pool.labels();
        if (task.labels() == TaggingTask.Labels.SHUFFLED) {
            labels = chosen(labels, SHUFFLE.stream("shuffled-labels").permutation(labels.length));
        }
        TaggingData data =
                new TaggingData(task, pool.jets(), labels, rows, task.files().sources());
        data.requireAllClasses(Part.TEST, "'data.label' and 'data.selection'", data.rows(Part.TEST));
        return data;
    }

    private void requireJets(JetPool pool) {
        if (pool.size() == 0) {
            throw new RecipeException(
                    task.files().section().settings().place(),
                    "there are no jets in " + task.files().written()
                            + (task.set() instanceof JetSet.Columns ? " that 'data.selection' keeps" : ""));
        }
    }

    private void add(JetPool pool, String name, Part part) throws IOException {
        List<DataFile> files = task.files().of(name);
        try (StudyListener.Counter counter = listener.counting("reading jets", "files", files.size())) {
            for (int i = 0; i < files.size(); i++) {
                try (JetSource source = task.set().open(files.get(i), part)) {
                    pool.add(files.get(i).path(), source);
                }
                counter.done(i + 1);
            }
        }
    }

    /// The training part in another order, and of it as much as the split has beside the training part.
    private void validateOnSomeOfTraining(Map<Part, int[]> rows) {
        int[] all = java.util.Objects.requireNonNull(rows.get(Part.TRAIN));
        int[] mixed = chosen(all, SHUFFLE.stream("split").permutation(all.length));
        double share = task.split().share(Part.VALIDATION, Part.TRAIN);
        int cut = (int) Math.round(all.length * (1 - share));
        rows.put(Part.TRAIN, Arrays.copyOf(mixed, cut));
        rows.put(Part.VALIDATION, Arrays.copyOfRange(mixed, cut, mixed.length));
    }

    private static int[] chosen(int[] of, int[] places) {
        return IntStream.of(places).map(i -> of[i]).toArray();
    }
}

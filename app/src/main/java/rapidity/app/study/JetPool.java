package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.JetSource;
import rapidity.data.format.DataFormatException;
import rapidity.jets.Jets;

/// Jets of several files, one after another in memory.
final class JetPool {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final long MOST_CONSTITUENTS = Integer.MAX_VALUE / 4 - 2;

    private final List<String> classes;
    private final List<JetColumns> blocks = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();
    private int jets;
    private long constituents;

    /// @param classes in the order of the labels that come out
    JetPool(List<String> classes) {
        this.classes = classes;
    }

    /// Adds all jets of a source.
    ///
    /// @throws DataFormatException if a jet has no constituent, or no class of those that are asked for
    void add(Path file, JetSource source) throws IOException {
        for (long from = 0; from < source.rows(); from += ROWS_AT_ONCE) {
            JetColumns block = source.read(from, Math.min(source.rows(), from + ROWS_AT_ONCE));
            int size = block.size();
            for (int jet = 0; jet < size; jet++) {
                if (block.constituents(jet) == 0) {
                    throw new DataFormatException(file, "row " + block.rows()[jet], "a jet with constituents", "none");
                }
            }
            if (block.labels().length < size) {
                throw new DataFormatException(file, "labels", "a class for each jet", "none");
            }
            constituents += block.offsets()[size];
            if (constituents > MOST_CONSTITUENTS) {
                throw new RecipeException("the jets up to " + file + " have more than " + MOST_CONSTITUENTS
                        + " constituents, which are kept in memory: name fewer files");
            }
            jets += size;
            blocks.add(block);
            labels.add(labels(file, source.classes(), block));
        }
    }

    private int[] labels(Path file, List<String> names, JetColumns block) throws DataFormatException {
        int[] r = new int[block.size()];
        for (int i = 0; i < r.length; i++) {
            String name = names.get(block.labels()[i]);
            r[i] = classes.indexOf(name);
            if (r[i] < 0) {
                throw new DataFormatException(
                        file, "row " + block.rows()[i], "a jet of one of the classes " + classes, name);
            }
        }
        return r;
    }

    /// The number of jets so far.
    int size() {
        return jets;
    }

    /// All jets.
    Jets jets() {
        double[] momenta = new double[(int) (4 * constituents)];
        int[] offsets = new int[jets + 1];
        Map<String, double[]> features = new LinkedHashMap<>();
        int jet = 0;
        int at = 0;
        for (JetColumns block : blocks) {
            int n = block.offsets()[block.size()];
            System.arraycopy(block.momenta(), 0, momenta, 4 * at, 4 * n);
            for (Map.Entry<String, double[]> f : block.features().entrySet()) {
                double[] all = features.computeIfAbsent(f.getKey(), k -> new double[(int) constituents]);
                System.arraycopy(f.getValue(), 0, all, at, n);
            }
            for (int i = 0; i < block.size(); i++) {
                offsets[++jet] = at + block.offsets()[i + 1];
            }
            at += n;
        }
        Jets r = Jets.of(momenta, offsets);
        for (String name : features.keySet()) {
            r = r.with(name, Objects.requireNonNull(features.get(name)));
        }
        return r;
    }

    /// The class of each jet.
    int[] labels() {
        return labels.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    }
}

package rapidity.app.study;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.jets.Jets;

/// Jets that an autoencoder is evaluated on: those of the background come back and are compared with themselves, those
/// of the signals are looked for among them.
///
/// @param background rows, and `kinds` of these
/// @param signals rows of each kind of anomalies, by its name in `names`
/// @param test rows of the test part
record EvaluatedJets(
        Jets jets, List<String> kinds, int[] background, List<String> names, List<int[]> signals, BitSet test) {
    /// All jets of a file.
    ///
    /// @param labels places among the classes
    /// @param background kinds that were trained on; if there are none of these, all jets are compared with themselves
    static EvaluatedJets ofFile(Jets jets, int[] labels, List<String> classes, List<String> background) {
        List<String> here = IntStream.range(0, classes.size())
                .filter(c -> IntStream.of(labels).anyMatch(label -> label == c))
                .mapToObj(classes::get)
                .toList();
        List<String> known = here.stream().filter(background::contains).toList();
        List<String> own = known.isEmpty() ? here : known;
        List<String> others = here.stream().filter(kind -> !own.contains(kind)).toList();
        BitSet all = new BitSet();
        all.set(0, labels.length);
        List<int[]> rows = new ArrayList<>();
        others.forEach(kind -> rows.add(rows(labels, classes, List.of(kind))));
        return new EvaluatedJets(jets, own, rows(labels, classes, own), others, rows, all);
    }

    /// The rows of some kinds.
    static int[] rows(int[] labels, List<String> classes, List<String> kinds) {
        return IntStream.range(0, labels.length)
                .filter(i -> kinds.contains(classes.get(labels[i])))
                .toArray();
    }

    /// Not more than so many of the background and of each signal, evenly spread.
    EvaluatedJets atMost(int most) {
        return new EvaluatedJets(
                jets,
                kinds,
                evenly(background, most),
                names,
                signals.stream().map(rows -> evenly(rows, most)).toList(),
                test);
    }

    private static int[] evenly(int[] rows, int most) {
        int n = Math.min(rows.length, most);
        return IntStream.range(0, n)
                .map(i -> rows[(int) ((long) i * rows.length / n)])
                .toArray();
    }

    /// Such as `2500 jets (g, q) and 5000 of t, w`.
    String described() {
        String r = background.length + " jets (" + String.join(", ", kinds) + ")";
        int others = signals.stream().mapToInt(rows -> rows.length).sum();
        return names.isEmpty()
                ? r
                : r + " and " + others + " of " + names.stream().collect(Collectors.joining(", "));
    }
}

package rapidity.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import rapidity.metrics.EditDistance;

/// The names nearest to one that is not there.
final class Nearest {
    private Nearest() {}

    /// At most `count` of the known names: those that contain the word or are contained in it first, then those of the
    /// least [EditDistance].
    static List<String> of(String word, Collection<String> known, int count) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> rank(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(name -> name))
                .limit(count)
                .toList();
    }

    private static int rank(String word, String name) {
        int distance = EditDistance.of(word, name);
        return name.contains(word) || word.contains(name) ? Math.min(distance, 2) : distance;
    }
}

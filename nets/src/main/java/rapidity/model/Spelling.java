package rapidity.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import rapidity.metrics.EditDistance;

/// What a misspelt word may have meant.
public final class Spelling {
    private Spelling() {}

    /// The known word nearest to `word`, if any is near: at most a third of its letters differ, or one word is the
    /// other with `_` or capitals for `-`.
    public static Optional<String> nearest(String word, Collection<String> known) {
        String plain = plain(word);
        return known.stream()
                .filter(k -> EditDistance.of(plain, plain(k)) <= Math.max(1, Math.min(plain.length(), k.length()) / 3))
                .min(Comparator.comparingInt((String k) -> EditDistance.of(plain, plain(k)))
                        .thenComparing(k -> k));
    }

    private static String plain(String s) {
        return s.replace("_", "").replace("-", "").toLowerCase(java.util.Locale.ROOT);
    }
}

package rapidity.app.study.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// What a misspelt word may have meant.
public final class Spelling {
    private Spelling() {}

    /// The known word nearest to `word`, if any is near: at most a third of its letters differ, or one word is the
    /// other
    /// with `_` or capitals for `-`.
    public static Optional<String> nearest(String word, Collection<String> known) {
        String plain = plain(word);
        return known.stream()
                .filter(k -> distance(plain, plain(k)) <= Math.max(1, Math.min(plain.length(), k.length()) / 3))
                .min(Comparator.comparingInt((String k) -> distance(plain, plain(k)))
                        .thenComparing(k -> k));
    }

    private static String plain(String s) {
        return s.replace("_", "").replace("-", "").toLowerCase(java.util.Locale.ROOT);
    }

    /// Number of letters to insert, delete or replace (Levenshtein).
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

package rapidity.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// What a misspelt word may have meant.
public final class Spelling {
    private Spelling() {}

    /// The known word nearest to `word`, if any is near: at most a third of its letters differ, or one word is the
    /// other with `_` or capitals for `-`.
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

    /// Number of letters to insert, delete or replace, or of neighbours to exchange.
    ///
    /// @source Damerau, Communications of the ACM 7 (1964) 171, in the form that changes no letter twice
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

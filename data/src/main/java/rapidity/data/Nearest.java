package rapidity.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The names nearest to one that is not there.
final class Nearest {
    private Nearest() {}

    /// At most `count` of the known names: those that contain the word or are contained in it first, then those from
    /// which the fewest letters have to be changed.
    static List<String> of(String word, Collection<String> known, int count) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> rank(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(name -> name))
                .limit(count)
                .toList();
    }

    private static int rank(String word, String name) {
        int distance = distance(word, name);
        return name.contains(word) || word.contains(name) ? Math.min(distance, 2) : distance;
    }

    /// Number of letters to insert, delete or replace.
    private static int distance(String a, String b) {
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

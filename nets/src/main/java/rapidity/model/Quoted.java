package rapidity.model;

import java.util.stream.Collectors;

/// Texts from files that are not trusted, for sentences: short, and without control characters.
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    public static String of(String s) {
        String first = s.length() <= LONGEST ? s : s.substring(0, LONGEST) + "...";
        return first.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}

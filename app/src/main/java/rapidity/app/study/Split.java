package rapidity.app.study;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;

/// How events are cut into parts, in the order of the rows.
///
/// @param sizes numbers of events, or fractions of all events; in the order of the parts
record Split(Section section, Map<Part, Double> sizes) {
    /// A sum of decimal fractions such as 0.7 + 0.1 lies a rounding error beside the boundary that is meant.
    private static final double ROUNDING = 1e-12;

    /// @throws RecipeException unless it is three numbers of events, or three fractions
    static Split of(Section s) {
        Map<Part, Double> sizes = new LinkedHashMap<>();
        for (String name : s.names()) {
            double x = s.number(name);
            sizes.put(
                    Part.valueOf(name.toUpperCase(Locale.ROOT)),
                    x > 0 ? x : s.reject(name, "a fraction or a number of events, above 0"));
        }
        Split r = new Split(s, sizes);
        double sum = sizes.values().stream().mapToDouble(x -> x).sum();
        boolean counts = sizes.values().stream().allMatch(x -> x >= 1 && x == Math.rint(x));
        if (!counts && !(r.isFractions() && sum <= 1 + ROUNDING)) {
            throw new RecipeException(
                    s.settings().place(),
                    "'data.split' is three numbers of events, or three fractions that sum to at most 1, not "
                            + r.written());
        }
        return r;
    }

    private boolean isFractions() {
        return sizes.values().stream().allMatch(x -> x < 1);
    }

    private String written() {
        return String.join(
                ", ",
                section.settings().entries().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue().described().replace("the number ", ""))
                        .toList());
    }

    /// Rows of each part.
    ///
    /// @throws RecipeException if there are too few events
    Map<Part, int[]> rows(int events) {
        Map<Part, int[]> parts = new EnumMap<>(Part.class);
        double unit = isFractions() ? events * (1 + ROUNDING) : 1;
        double end = 0;
        int from = 0;
        for (Map.Entry<Part, Double> e : sizes.entrySet()) {
            end += e.getValue();
            double to = Math.floor(end * unit);
            if (to > events || to <= from) {
                throw new RecipeException(
                        section.settings().place(),
                        events + " events are too few for the " + e.getKey().word() + " part of 'data.split': "
                                + written());
            }
            parts.put(e.getKey(), IntStream.range(from, (int) to).toArray());
            from = (int) to;
        }
        return parts;
    }

    /// How large a part is beside itself and another one.
    double share(Part part, Part beside) {
        double size = requireNonNull(sizes.get(part));
        return size / (size + requireNonNull(sizes.get(beside)));
    }
}

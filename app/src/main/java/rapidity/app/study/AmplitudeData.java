package rapidity.app.study;

import java.util.Map;
import java.util.stream.IntStream;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.app.study.recipe.RecipeException;
import rapidity.model.EventMomenta;
import rapidity.random.RandomStreams;

/// The events of a study and their parts, in the order of the rows.
///
/// @param amplitudes one per event, GeV^(2 - 2n) for n gluons
/// @param parts rows of each part
public record AmplitudeData(EventMomenta momenta, double[] amplitudes, Map<Part, int[]> parts) {
    /// Cuts rows into parts as a recipe says.
    ///
    /// @throws RecipeException if there are too few events
    static AmplitudeData of(EventMomenta momenta, double[] amplitudes, AmplitudeRecipe recipe) {
        int n = momenta.size();
        boolean fractions = recipe.split().values().stream().allMatch(x -> x < 1);
        Map<Part, int[]> parts = new java.util.EnumMap<>(Part.class);
        double end = 0;
        int from = 0;
        for (Map.Entry<Part, Double> e : recipe.split().entrySet()) {
            end += e.getValue();
            // a sum of decimal fractions such as 0.7 + 0.1 lies a rounding error below the boundary that is meant
            int to = (int) Math.floor(fractions ? end * n * (1 + 1e-12) : end);
            to = fractions ? Math.min(to, n) : to;
            if (to > n || to <= from) {
                throw new RecipeException(
                        recipe.section()
                                .section("data")
                                .section("split")
                                .settings()
                                .place(),
                        "the data has " + n + " events, too few for the part '"
                                + e.getKey().name().toLowerCase(java.util.Locale.ROOT) + "' of the split "
                                + recipe.split());
            }
            parts.put(e.getKey(), IntStream.range(from, to).toArray());
            from = to;
        }
        return new AmplitudeData(momenta, amplitudes, parts);
    }

    /// The same events with each other's amplitudes: from them nothing can be learnt.
    AmplitudeData shuffled(long seed) {
        int[] order = new RandomStreams(seed).stream("shuffled-labels").permutation(amplitudes.length);
        double[] other = IntStream.of(order).mapToDouble(i -> amplitudes[i]).toArray();
        return new AmplitudeData(momenta, other, parts);
    }

    int[] rows(Part part) {
        return java.util.Objects.requireNonNull(parts.get(part));
    }

    double[] amplitudes(int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> amplitudes[i]).toArray();
    }
}

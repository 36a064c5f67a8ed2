package rapidity.layer.irreps;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How the particles of a jet become its latent vectors and scalars: one reduction, or several joined.
///
/// @param parts the reductions, in order
/// @param join how several become one
/// @source arXiv:2212.07347, Sec. 3.2
public record Aggregation(List<Reduction> parts, Join join) {
    private static final List<String> WORDS = List.of("mean", "average", "sum", "min", "max", "mix");

    /// What becomes of all particles at once.
    public enum Reduction {
        /// The mean over the particles.
        MEAN,

        /// The sum over the particles.
        SUM,

        /// Vectors: the real parts and the imaginary parts of the particle where these have the smallest square
        /// `E^2 - |p|^2`. Scalars: the smallest values.
        MIN,

        /// The same with the largest; see [ScalarMaximum].
        MAX,

        /// A learned linear combination of all particles, which depends on their order.
        MIX
    }

    /// How several reductions become one.
    public enum Join {
        /// As channels one after another, written `min&max`.
        CONCATENATED,

        /// Their mean, written `min+max`.
        AVERAGED
    }

    /// @throws IllegalArgumentException if there is no part, or [Reduction#MIX] is one of several
    public Aggregation {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || (parts.size() > 1 && parts.contains(Reduction.MIX))) {
            throw new IllegalArgumentException(
                    "an aggregation has at least one part, and mix stands alone, found " + parts);
        }
    }

    /// Reads `mean` (or `average`), `sum`, `min`, `max`, `mix`, or several of the first four joined by `&` or by `+`,
    /// in large or small letters.
    ///
    /// @throws IllegalArgumentException if a word is another or missing, mix is one of several, or both signs stand
    /// @departs the published code takes both signs in one text and then fails: its channels do not fit
    public static Aggregation parse(String text) {
        boolean averaged = text.contains("+");
        if (averaged && text.contains("&")) {
            throw new IllegalArgumentException("an aggregation joins its parts by & or by +, not by both: '" + text
                    + "'; use for example min&max, or min+max");
        }
        String[] words = text.toLowerCase(Locale.ROOT).split(averaged ? "\\+" : "&", -1);
        return new Aggregation(
                Arrays.stream(words).map(word -> reduction(word, text)).toList(),
                averaged ? Join.AVERAGED : Join.CONCATENATED);
    }

    private static Reduction reduction(String word, String text) {
        if (!WORDS.contains(word)) {
            throw new IllegalArgumentException("no aggregation '" + word + "' in '" + text + "': expected one of "
                    + WORDS + ", or several joined by one & or + each");
        }
        return word.equals("average") ? Reduction.MEAN : Reduction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// How many times the channels of one reduction come out.
    public int copies() {
        return join == Join.CONCATENATED ? parts.size() : 1;
    }

    /// Whether the result depends on the order of the particles.
    public boolean dependsOnOrder() {
        return parts.contains(Reduction.MIX);
    }

    /// The text that [#parse] reads.
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(join == Join.CONCATENATED ? "&" : "+"));
    }
}

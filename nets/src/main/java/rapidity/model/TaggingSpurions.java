package rapidity.model;

import java.util.List;
import rapidity.algebra.Spurions;

/// The reference directions that a tagger is told about, and how.
///
/// @param rows in this order
/// @param scale a factor for all of them
/// @source Spinner et al., arXiv:2405.14806, Sec. 3.2; lgatr.get_spurions
public record TaggingSpurions(List<SpurionRows> rows, double scale, Placement placement) {
    /// No symmetry is broken.
    public static final TaggingSpurions NONE = new TaggingSpurions(List.of(), 1, Placement.TOKENS);

    /// How spurions stand beside the constituents.
    public enum Placement {
        /// As further tokens of each jet.
        TOKENS,
        /// As further channels of each constituent.
        CHANNELS
    }

    /// @throws IllegalArgumentException unless the factor is a finite number other than 0
    public TaggingSpurions {
        rows = List.copyOf(rows);
        if (!Double.isFinite(scale) || scale == 0) {
            throw new IllegalArgumentException("spurions times " + scale);
        }
    }

    /// As tokens.
    public static TaggingSpurions tokens(SpurionRows... rows) {
        return new TaggingSpurions(List.of(rows), 1, Placement.TOKENS);
    }

    /// As channels.
    public static TaggingSpurions channels(SpurionRows... rows) {
        return new TaggingSpurions(List.of(rows), 1, Placement.CHANNELS);
    }

    /// The multivectors.
    Spurions spurions() {
        Spurions r = Spurions.none();
        for (SpurionRows row : rows) {
            r = row.addTo(r);
        }
        return r.scaled(scale);
    }

    int tokens() {
        return placement == Placement.TOKENS ? spurions().count() : 0;
    }

    int channels() {
        return placement == Placement.CHANNELS ? spurions().count() : 0;
    }
}

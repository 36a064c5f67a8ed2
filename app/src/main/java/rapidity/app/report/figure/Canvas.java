package rapidity.app.report.figure;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;

/// What a figure is drawn on. Lengths are points (1/72 inch), y points down, the origin is the upper left corner.
public interface Canvas {
    /// Draws the outline of a path.
    ///
    /// @param clip nothing outside of it is drawn; `null` for no limit
    void stroke(Shape path, Pen pen, @Nullable Rectangle2D clip);

    /// Fills a path.
    ///
    /// @param clip nothing outside of it is drawn; `null` for no limit
    void fill(Shape path, Colour colour, @Nullable Rectangle2D clip);

    /// Writes text, in ink; it stays text where the output has such a thing.
    void text(Glyphs glyphs);

    /// A run of text in one style.
    ///
    /// @param x, y left end of the base line
    /// @param upwards whether the line runs from bottom to top instead of from left to right
    record Glyphs(String text, double x, double y, double size, Typeface typeface, boolean upwards) {}
}

package rapidity.app.report.figure;

import java.util.List;

/// A figure: panels in rows of `columns`. The frames of all plots have the same size; the margins follow from the
/// labels, so nothing can be cut off.
///
/// @param name stem of the figure's files
/// @param description what is to be seen, in a sentence: the text for those who do not see the picture
/// @param width of each frame in points (1/72 inch)
/// @param height of each upper frame in points; a lower frame has [#LOWER_SHARE] of it
public record Figure(String name, String description, int columns, double width, double height, List<Panel> panels) {
    /// Height of a ratio panel in units of the plot above it.
    static final double LOWER_SHARE = 0.36;

    /// @throws IllegalArgumentException without a panel or a column
    public Figure {
        panels = List.copyOf(panels);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    "figure '" + name + "' needs a panel and a column, got " + panels.size() + " and " + columns);
        }
    }

    int rows() {
        return Math.ceilDiv(panels.size(), columns);
    }
}

package rapidity.app.report.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A figure: panels in rows of `columns`. The frames of all plots have the same size; the margins follow from the
/// labels, so nothing can be cut off.
///
/// @param name stem of the figure's files
/// @param description what is to be seen, in a sentence: the text for those who do not see the picture
/// @param width of each frame in points (1/72 inch)
/// @param height of each upper frame in points; a lower frame has [#LOWER_SHARE] of it
/// @param key where series are named
public record Figure(
        String name, String description, int columns, double width, double height, List<Panel> panels, Key key) {
    /// Where series are named.
    public enum Key {
        /// In each frame, those that are in it.
        IN_FRAMES,
        /// Above all frames, each label once.
        ABOVE
    }

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

    /// A figure whose frames have their legends inside.
    public Figure(String name, String description, int columns, double width, double height, List<Panel> panels) {
        this(name, description, columns, width, height, panels, Key.IN_FRAMES);
    }

    /// The same with one legend above all frames.
    public Figure withKeyAbove() {
        return new Figure(name, description, columns, width, height, panels, Key.ABOVE);
    }

    /// The same under another name.
    public Figure named(String other) {
        return new Figure(other, description, columns, width, height, panels, key);
    }

    /// What a legend above the frames names.
    List<Series> named() {
        Map<String, Series> r = new LinkedHashMap<>();
        if (key == Key.ABOVE) {
            panels.stream().flatMap(p -> p.main().series().stream()).forEach(s -> r.putIfAbsent(s.label(), s));
            r.remove("");
        }
        return List.copyOf(r.values());
    }

    int rows() {
        return Math.ceilDiv(panels.size(), columns);
    }
}

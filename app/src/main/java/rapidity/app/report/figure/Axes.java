package rapidity.app.report.figure;

import java.util.List;

/// One frame with its two axes and the data in it. The legend follows from the labels of the series and finds its
/// place itself.
public record Axes(Axis x, Axis y, List<Series> series) {
    public Axes {
        series = List.copyOf(series);
    }

    Axes withY(Axis other) {
        return new Axes(x, other, series);
    }
}

package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import rapidity.app.report.ScalingResult.Line;
import rapidity.app.report.ScalingResult.Time;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// Time and memory of a forward pass against the number of items, both axes logarithmic.
///
/// @source Spinner et al., arXiv:2405.14806, Fig. 7
final class ScalingFigure {
    private static final double FRAME = 215;
    private static final double MARGIN = 1.5;
    private static final double MEGABYTE = 1e6;

    /// Memory below this is not told from what a virtual machine does anyway.
    private static final double LEAST_MEMORY = 0.05;

    private ScalingFigure() {}

    static Figure of(List<Line> lines) {
        List<Panel> panels = new ArrayList<>();
        panels.add(panel(lines, "time of a forward pass [ms]", Time::median, Time::lower, Time::upper));
        if (lines.stream().anyMatch(Line::hasMemory)) {
            panels.add(memory(lines));
        }
        return new Figure(
                        "scaling",
                        "time and memory of a forward pass of one event against the number of its items, by network",
                        panels.size(),
                        FRAME,
                        FRAME,
                        panels)
                .withKeyAbove();
    }

    private static Panel memory(List<Line> all) {
        List<Line> lines = all.stream().filter(Line::hasMemory).toList();
        ToDoubleFunction<Time> megabytes = t -> Math.max(t.memory().orElseThrow() / MEGABYTE, LEAST_MEMORY);
        return panel(lines, "memory held by it [MB]", megabytes, megabytes, megabytes);
    }

    private static Panel panel(
            List<Line> lines,
            String label,
            ToDoubleFunction<Time> value,
            ToDoubleFunction<Time> low,
            ToDoubleFunction<Time> high) {
        List<Series> series = new ArrayList<>();
        for (Line line : lines) {
            double[] items = line.measured().stream()
                    .mapToDouble(ScalingResult.Point::items)
                    .toArray();
            Series.Curve curve = new Series.Curve(items, each(line, value));
            series.add(new Series.Line(line.label(), new Pen(line.colour(), 1.3, line.dash()), curve));
            series.add(new Series.Points("", Pen.solid(line.colour(), 1), curve, new double[0]));
            series.add(new Series.Bars(Pen.solid(line.colour(), 0.9), items, each(line, low), each(line, high)));
        }
        return Panel.of(
                "",
                new Axes(
                        axis(
                                "items of the event",
                                ScalingResult.items(lines).stream().mapToDouble(Long::doubleValue)),
                        axis(label, values(lines, low, high)),
                        series));
    }

    private static DoubleStream values(List<Line> lines, ToDoubleFunction<Time> low, ToDoubleFunction<Time> high) {
        return lines.stream()
                .flatMapToDouble(line ->
                        DoubleStream.concat(DoubleStream.of(each(line, low)), DoubleStream.of(each(line, high))));
    }

    private static double[] each(Line line, ToDoubleFunction<Time> value) {
        return line.measured().stream()
                .flatMap(p -> p.time().stream())
                .mapToDouble(value)
                .toArray();
    }

    private static Axis axis(String label, DoubleStream values) {
        var all = values.summaryStatistics();
        return Axis.logarithmic(label, all.getMin() / MARGIN, all.getMax() * MARGIN);
    }
}

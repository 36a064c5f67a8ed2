package rapidity.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.metrics.Estimate;

/// The test error of networks against a number of things.
///
/// @param error what it is, on a logarithmic axis
/// @param against the things, in the plural
/// @param lines by what networks are called
record ErrorTrend(String name, String error, String against, Scale scale, List<Line> lines) {
    private static final double MARGIN = 1.6;

    /// A network, or some that differ in one thing only.
    record Line(String label, Pen pen, List<Point> points) {}

    /// Mean over the seeds with its spread; of one seed with its statistical error.
    record Point(double x, Estimate error, int seeds) {}

    /// Against the number of training events; nothing unless networks differ in it alone.
    ///
    /// @param families networks that differ in nothing else, see [#families]
    /// @param x number of training events
    /// @param value of a network
    static <R extends Result> Optional<ErrorTrend> ofTrainingSize(
            List<List<Network<R>>> families,
            String error,
            String against,
            ToDoubleFunction<Network<R>> x,
            Function<Network<R>, Estimate> value) {
        List<Line> lines = new ArrayList<>();
        for (List<Network<R>> own : families) {
            List<Point> points = own.stream()
                    .map(n -> new Point(
                            x.applyAsDouble(n), value.apply(n), n.runs().size()))
                    .sorted(Comparator.comparingDouble(Point::x))
                    .toList();
            if (points.getFirst().x < points.getLast().x) {
                lines.add(new Line(kind(own.getFirst()), Pen.solid(Colour.of(lines.size()), 1.3), points));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new ErrorTrend("training-size", error, against, Scale.LOGARITHMIC, lines));
    }

    /// Networks of which the same is said, in the order of the first ones.
    static <R extends Result> List<List<Network<R>>> families(Study<R> study, Function<Network<R>, String> inCommon) {
        Map<String, List<Network<R>>> r = new LinkedHashMap<>();
        study.networks()
                .forEach(n -> r.computeIfAbsent(inCommon.apply(n), key -> new ArrayList<>())
                        .add(n));
        return List.copyOf(r.values());
    }

    /// Of each family the networks with the most training events, each in a colour of its own.
    static <R extends Result> List<Network<R>> withMost(
            List<List<Network<R>>> families, ToDoubleFunction<Network<R>> x) {
        List<Network<R>> r = new ArrayList<>();
        for (List<Network<R>> own : families) {
            double most = own.stream().mapToDouble(x).max().orElseThrow();
            own.stream()
                    .filter(n -> x.applyAsDouble(n) == most)
                    .map(n -> new Network<>(n.label(), Colour.of(r.size()), n.runs()))
                    .forEach(r::add);
        }
        return r;
    }

    /// The kind of a network, as people call it.
    static String kind(Network<?> n) {
        return n.any().label().replaceFirst(" \\(.*", "");
    }

    Figure figure() {
        List<Series> series = new ArrayList<>();
        for (Line line : lines) {
            Series.Curve curve = new Series.Curve(each(line.points, Point::x), each(line.points, p -> p.error.value()));
            series.add(new Series.Line(line.label, line.pen, curve));
            double[] errors = each(line.points, p -> p.error.error());
            series.add(new Series.Points("", Pen.solid(line.pen.colour(), 1), curve, errors));
        }
        List<Point> all = lines.stream().flatMap(l -> l.points.stream()).toList();
        double low = each(all, p -> p.error.value())[0];
        double high = low;
        for (Point p : all) {
            low = Math.min(low, Math.max(p.error.value() - p.error.error(), p.error.value() / 2));
            high = Math.max(high, p.error.value() + p.error.error());
        }
        Axis vertical = Axis.logarithmic(error, low / MARGIN, high * MARGIN);
        String description = "Test error of each network against the number of " + against;
        Panel panel = Panel.of("", new Axes(horizontal(all), vertical, series));
        return new Figure(name, description, 1, 330, 240, List.of(panel)).withKeyAbove();
    }

    private Axis horizontal(List<Point> all) {
        double low = all.stream().mapToDouble(Point::x).min().orElseThrow();
        double high = all.stream().mapToDouble(Point::x).max().orElseThrow();
        return scale == Scale.LOGARITHMIC
                ? Axis.logarithmic(against, low / 1.5, high * 1.5)
                : new Axis(against, scale, low - 0.3, high + 0.3);
    }

    private static double[] each(List<Point> all, ToDoubleFunction<Point> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    /// A row for each network, a column for each number.
    Html table() {
        double[] xs = lines.stream()
                .flatMapToDouble(l -> l.points.stream().mapToDouble(Point::x))
                .distinct()
                .sorted()
                .toArray();
        List<Html> head = new ArrayList<>(Tables.columns(error));
        for (double x : xs) {
            head.addAll(Tables.columns(
                    Quantity.count(Math.round(x)) + " " + (x == 1 ? against.replaceFirst("s$", "") : against)));
        }
        List<Html> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(line.label))));
            for (double x : xs) {
                cells.add(line.points.stream()
                        .filter(p -> p.x == x)
                        .findFirst()
                        .map(p -> Html.element("td", Quantity.of(p.error.value(), OptionalDouble.of(p.error.error()))))
                        .orElse(Tables.cell("–")));
            }
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows);
    }
}

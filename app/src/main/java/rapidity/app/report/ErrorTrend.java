package rapidity.app.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
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

    /// Where the axis begins if no error is above zero.
    private static final double LEAST = 1e-4;

    /// A network, or some that differ in one thing only.
    record Line(String label, Pen pen, List<Point> points) {}

    /// Mean over the seeds with its spread; of one seed with its statistical error.
    record Point(double x, Estimate error, int seeds) {}

    /// Against the number of training events; nothing unless networks differ in it alone.
    ///
    /// @param families networks that differ in nothing else, see [#families]
    /// @param size number of training events, where it is known
    /// @param value of a network
    static <R extends Result> Optional<ErrorTrend> ofTrainingSize(
            List<List<Network<R>>> families,
            String error,
            String against,
            Function<Network<R>, OptionalDouble> size,
            Function<Network<R>, Estimate> value) {
        List<List<Network<R>>> sized =
                families.stream().filter(own -> differ(own, size)).toList();
        List<String> labels = labels(sized);
        List<Line> lines = new ArrayList<>();
        for (List<Network<R>> own : sized) {
            List<Point> points = own.stream()
                    .flatMap(n -> size.apply(n).stream()
                            .mapToObj(x -> new Point(x, value.apply(n), n.runs().size())))
                    .sorted(Comparator.comparingDouble(Point::x))
                    .toList();
            Pen pen = Pen.solid(own.getFirst().colour(), 1.3);
            lines.add(new Line(labels.get(lines.size()), pen, points));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new ErrorTrend("training-size", error, against, Scale.LOGARITHMIC, lines));
    }

    /// Whether networks are known to have seen different numbers of events.
    static <R extends Result> boolean differ(List<Network<R>> family, Function<Network<R>, OptionalDouble> size) {
        return family.stream()
                        .flatMapToDouble(n -> size.apply(n).stream())
                        .distinct()
                        .count()
                > 1;
    }

    /// Networks of which the same is said, in the order of the first ones.
    static <R extends Result> List<List<Network<R>>> families(Study<R> study, Function<Network<R>, String> inCommon) {
        Map<String, List<Network<R>>> r = new LinkedHashMap<>();
        study.networks()
                .forEach(n -> r.computeIfAbsent(inCommon.apply(n), key -> new ArrayList<>())
                        .add(n));
        return List.copyOf(r.values());
    }

    /// The same study; where networks differ in the number of their training events alone, all of a family have one
    /// colour.
    static <R extends Result> Study<R> coloured(
            Study<R> study, Function<Network<R>, String> inCommon, Function<Network<R>, OptionalDouble> size) {
        List<List<Network<R>>> families = families(study, inCommon);
        if (families.stream().noneMatch(own -> differ(own, size))) {
            return study;
        }
        List<String> names =
                families.stream().map(own -> inCommon.apply(own.getFirst())).toList();
        List<Network<R>> networks = study.networks().stream()
                .map(n -> new Network<>(n.label(), Colour.of(names.indexOf(inCommon.apply(n))), n.runs()))
                .toList();
        return new Study<>(study.subject(), networks, study.configuration());
    }

    /// Of each family the networks with the most training events, and those of which their number is not known.
    static <R extends Result> List<Network<R>> withMost(
            List<List<Network<R>>> families, Function<Network<R>, OptionalDouble> size) {
        List<Network<R>> r = new ArrayList<>();
        for (List<Network<R>> own : families) {
            double most = own.stream()
                    .flatMapToDouble(n -> size.apply(n).stream())
                    .max()
                    .orElse(0);
            own.stream().filter(n -> size.apply(n).orElse(most) == most).forEach(r::add);
        }
        return r;
    }

    /// What families are called: their kind, or what their names have in common where there are several of a kind.
    static <R extends Result> List<String> labels(List<List<Network<R>>> families) {
        List<String> kinds = families.stream().map(own -> kind(own.getFirst())).toList();
        return families.stream()
                .map(own -> Collections.frequency(kinds, kind(own.getFirst())) == 1
                        ? kind(own.getFirst())
                        : DataEfficiencyFigure.name(own))
                .toList();
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
        double low = all.stream()
                .map(Point::error)
                .filter(e -> e.value() > 0)
                .mapToDouble(e -> Math.max(e.value() - e.error(), e.value() / 2))
                .min()
                .orElse(LEAST);
        double high =
                all.stream().mapToDouble(p -> p.error.value() + p.error.error()).reduce(low, Math::max);
        Axis vertical = Axis.logarithmic(error, low / MARGIN, high * MARGIN);
        String description = "Test error of each network against the number of " + against;
        Panel panel = Panel.of("", new Axes(horizontal(against, scale, each(all, Point::x)), vertical, series));
        return new Figure(name, description, 1, 330, 240, List.of(panel)).withKeyAbove();
    }

    /// An axis with room beside the outermost of some numbers.
    static Axis horizontal(String label, Scale scale, double... x) {
        double low = DoubleStream.of(x).min().orElseThrow();
        double high = DoubleStream.of(x).max().orElseThrow();
        return scale == Scale.LOGARITHMIC
                ? Axis.logarithmic(label, low / 1.5, high * 1.5)
                : new Axis(label, scale, low - 0.3, high + 0.3);
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

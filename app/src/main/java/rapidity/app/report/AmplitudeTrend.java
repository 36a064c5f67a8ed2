package rapidity.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.metrics.Estimate;

/// The test error of networks against the number of gluons, or of training events.
///
/// @param lines by what networks are called
/// @source Spinner et al., arXiv:2405.14806, Fig. 3
record AmplitudeTrend(String name, String against, Scale scale, List<Line> lines) {
    private static final String ERROR = "test MSE of standardised ln A";
    private static final double MARGIN = 1.6;

    /// A network, or some that differ in one thing only.
    record Line(String label, Pen pen, List<Point> points) {}

    /// Mean over the seeds with its spread; of one seed with its statistical error.
    record Point(double x, Estimate mse, int seeds) {}

    /// Against the number of gluons: networks of one process each, by the beginning that their names have in common,
    /// and dashed those of several. Nothing for one process.
    static Optional<AmplitudeTrend> ofMultiplicity(Study<AmplitudeResult> study) {
        List<String> processes = processes(study);
        Map<String, List<Network<AmplitudeResult>>> families = new LinkedHashMap<>();
        for (Network<AmplitudeResult> n : study.networks()) {
            String stem = isJoint(n) ? n.label() : n.any().network().replaceFirst("[-_]?zg+$", "");
            families.computeIfAbsent(kind(n) + " " + stem, key -> new ArrayList<>())
                    .add(n);
        }
        List<String> kinds =
                study.networks().stream().map(AmplitudeTrend::kind).distinct().toList();
        List<Line> lines = new ArrayList<>();
        for (List<Network<AmplitudeResult>> own : families.values()) {
            Network<AmplitudeResult> any = own.getFirst();
            Colour colour = Colour.of(kinds.indexOf(kind(any)));
            boolean alone = families.values().stream()
                            .filter(f -> kind(f.getFirst()).equals(kind(any)) && isJoint(f.getFirst()) == isJoint(any))
                            .count()
                    == 1;
            String label = (alone ? kind(any) : any.label()) + (isJoint(any) ? ", jointly" : "");
            List<Point> points = IntStream.range(0, processes.size())
                    .boxed()
                    .flatMap(i ->
                            own.stream().flatMap(n -> point(n, processes.get(i), gluons(processes.get(i))).stream()))
                    .toList();
            lines.add(new Line(label, isJoint(any) ? Pen.dashed(colour, 1.3) : Pen.solid(colour, 1.3), points));
        }
        return processes.size() < 2
                ? Optional.empty()
                : Optional.of(new AmplitudeTrend("multiplicity", "gluons", Scale.LINEAR, lines));
    }

    /// Against the number of training events; nothing unless networks differ in it alone.
    static Optional<AmplitudeTrend> ofTrainingSize(Study<AmplitudeResult> study) {
        List<Line> lines = new ArrayList<>();
        for (List<Network<AmplitudeResult>> own : families(study)) {
            List<Point> points = own.stream()
                    .flatMap(n ->
                            point(n, n.typical().result().processes().getLast().name(), events(n)).stream())
                    .sorted(Comparator.comparingDouble(Point::x))
                    .toList();
            if (points.getFirst().x < points.getLast().x) {
                Pen pen = Pen.solid(Colour.of(lines.size()), 1.3);
                lines.add(new Line(kind(own.getFirst()), pen, points));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new AmplitudeTrend("training-size", "training events", Scale.LOGARITHMIC, lines));
    }

    /// Networks that differ in the end of their names, and in the number of their training events.
    private static List<List<Network<AmplitudeResult>>> families(Study<AmplitudeResult> study) {
        Map<String, List<Network<AmplitudeResult>>> r = new LinkedHashMap<>();
        for (Network<AmplitudeResult> n : study.networks()) {
            r.computeIfAbsent(
                            TrendFigure.family(n)
                                    + n.typical().result().processes().size(),
                            key -> new ArrayList<>())
                    .add(n);
        }
        return List.copyOf(r.values());
    }

    /// The networks that are drawn one by one: of several that differ in the number of training events those with the
    /// most, and of several processes those that know the last one.
    static List<Network<AmplitudeResult>> drawn(Study<AmplitudeResult> study) {
        String last = processes(study).getLast();
        List<Network<AmplitudeResult>> r = new ArrayList<>();
        for (List<Network<AmplitudeResult>> own : families(study)) {
            double most = own.stream().mapToDouble(AmplitudeTrend::events).max().orElseThrow();
            own.stream()
                    .filter(n ->
                            events(n) == most && n.typical().result().of(last).isPresent())
                    .map(n -> new Network<>(n.label(), Colour.of(r.size()), n.runs()))
                    .forEach(r::add);
        }
        return r;
    }

    /// In the order of their numbers of gluons.
    static List<String> processes(Study<AmplitudeResult> study) {
        return study.networks().stream()
                .flatMap(n -> n.typical().result().processes().stream())
                .map(AmplitudeResult.Process::name)
                .distinct()
                .sorted(Comparator.comparingInt(String::length))
                .toList();
    }

    private static int gluons(String process) {
        return process.length() - 1;
    }

    private static boolean isJoint(Network<AmplitudeResult> n) {
        return n.typical().result().processes().size() > 1;
    }

    private static String kind(Network<?> n) {
        return n.any().label().replaceFirst(" \\(.*", "");
    }

    private static double events(Network<AmplitudeResult> n) {
        return n.typical().result().trainingEvents().orElse(0);
    }

    private static Optional<Point> point(Network<AmplitudeResult> n, String process, double x) {
        return n.typical().result().of(process).map(typical -> {
            double mse = n.mean(r -> r.of(process).orElseThrow().mse());
            double error = n.spread(
                            r -> OptionalDouble.of(r.of(process).orElseThrow().mse()))
                    .orElse(typical.mseError().orElse(0));
            return new Point(x, new Estimate(mse, error), n.runs().size());
        });
    }

    Figure figure() {
        List<Series> series = new ArrayList<>();
        for (Line line : lines) {
            Series.Curve curve = new Series.Curve(each(line.points, Point::x), each(line.points, p -> p.mse.value()));
            series.add(new Series.Line(line.label, line.pen, curve));
            double[] errors = each(line.points, p -> p.mse.error());
            series.add(new Series.Points("", Pen.solid(line.pen.colour(), 1), curve, errors));
        }
        List<Point> all = lines.stream().flatMap(l -> l.points.stream()).toList();
        double low = each(all, p -> p.mse.value())[0];
        double high = low;
        for (Point p : all) {
            low = Math.min(low, Math.max(p.mse.value() - p.mse.error(), p.mse.value() / 2));
            high = Math.max(high, p.mse.value() + p.mse.error());
        }
        Axis error = Axis.logarithmic(ERROR, low / MARGIN, high * MARGIN);
        String description = "Test error of each network against the number of " + against;
        Panel panel = Panel.of("", new Axes(horizontal(all), error, series));
        return new Figure(name, description, 1, 330, 240, List.of(panel)).withKeyAbove();
    }

    private Axis horizontal(List<Point> all) {
        double low = all.stream().mapToDouble(Point::x).min().orElseThrow();
        double high = all.stream().mapToDouble(Point::x).max().orElseThrow();
        return scale == Scale.LINEAR
                ? Axis.linear(against, low - 0.3, high + 0.3)
                : Axis.logarithmic(against, low / 1.5, high * 1.5);
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
        List<Html> head = new ArrayList<>(Tables.columns("test MSE"));
        for (double x : xs) {
            head.addAll(Tables.columns(Quantity.count(Math.round(x)) + " " + against));
        }
        List<Html> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(line.label))));
            for (double x : xs) {
                cells.add(line.points.stream()
                        .filter(p -> p.x == x)
                        .findFirst()
                        .map(p -> Html.element("td", Quantity.of(p.mse.value(), OptionalDouble.of(p.mse.error()))))
                        .orElse(Tables.cell("–")));
            }
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows);
    }
}

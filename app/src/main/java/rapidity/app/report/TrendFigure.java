package rapidity.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

/// Negative log-likelihood and the judge's AUC of networks against something else.
///
/// @param lines by what networks are called
/// @source Spinner et al., arXiv:2405.14806, Figs. 5 and 6
record TrendFigure(String name, String description, String against, String nll, Scale scale, List<Line> lines) {
    private static final double FRAME = 215;
    private static final double MARGIN = 0.08;

    /// A network, or some that differ in one number only.
    record Line(String label, Colour colour, List<Point> points) {}

    /// Mean over the seeds with its spread; of one seed with its statistical error.
    record Point(double x, Optional<Estimate> nll, Estimate auc) {}

    /// Against the number of further jets; nothing for one process.
    static Optional<TrendFigure> ofMultiplicity(Study<GenerationResult> study) {
        List<GenerationResult.Process> processes =
                study.best().typical().result().processes();
        if (processes.size() < 2) {
            return Optional.empty();
        }
        List<Line> lines = study.networks().stream()
                .map(n -> new Line(
                        n.label(),
                        n.colour(),
                        IntStream.range(0, processes.size())
                                .mapToObj(i -> point(
                                        n,
                                        i,
                                        processes.get(i).jets(),
                                        processes.get(i).particles()))
                                .toList()))
                .toList();
        return Optional.of(new TrendFigure(
                "multiplicity",
                "NLL and the judge's AUC against the number of further jets, by network",
                "further jets",
                "NLL per particle",
                Scale.COUNT,
                lines));
    }

    /// Against the number of training events, of the first process; nothing unless networks differ in it alone.
    static Optional<TrendFigure> ofTrainingSize(Study<GenerationResult> study) {
        List<List<Network<GenerationResult>>> families = ErrorTrend.families(study, TrendFigure::family).stream()
                .filter(own -> ErrorTrend.differ(own, n -> n.typical().result().trainingEvents()))
                .toList();
        List<String> labels = ErrorTrend.labels(families);
        List<Line> lines = new ArrayList<>();
        for (List<Network<GenerationResult>> own : families) {
            List<Point> points = own.stream()
                    .flatMap(n -> n.typical().result().trainingEvents().stream().mapToObj(x -> point(n, 0, x, 1)))
                    .sorted(Comparator.comparingDouble(Point::x))
                    .toList();
            lines.add(new Line(labels.get(lines.size()), Colour.of(lines.size()), points));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrendFigure(
                        "training-size",
                        "NLL and the judge's AUC against the number of training events, by network",
                        "training events",
                        "NLL per event",
                        Scale.LOGARITHMIC,
                        lines));
    }

    /// What networks have in common that differ in the end of their names, and maybe in their training.
    static String family(Network<?> n) {
        return n.any().network().replaceFirst("[-_.0-9]+(all)?$", "") + n.any().parameters();
    }

    /// @param unit what the NLL is divided by
    private static Point point(Network<GenerationResult> n, int process, double x, double unit) {
        GenerationResult.Process typical = n.typical().result().processes().get(process);
        OptionalDouble nll = n.meanOf(r -> r.processes().get(process).nll());
        double nllError = n.spread(r -> r.processes().get(process).nll())
                .orElse(typical.nllError().orElse(0));
        double auc = n.mean(r -> r.processes().get(process).auc());
        double aucError = n.spread(
                        r -> OptionalDouble.of(r.processes().get(process).auc()))
                .orElse(typical.aucError());
        Optional<Estimate> of = nll.isPresent()
                ? Optional.of(new Estimate(nll.getAsDouble() / unit, nllError / unit))
                : Optional.empty();
        return new Point(x, of, new Estimate(auc, aucError));
    }

    Figure figure() {
        List<Panel> panels = new ArrayList<>();
        if (lines.stream().anyMatch(l -> l.points.stream().anyMatch(p -> p.nll.isPresent()))) {
            panels.add(panel(nll, p -> p.nll));
        }
        panels.add(panel("judge's AUC", p -> Optional.of(p.auc)));
        return new Figure(name, description, panels.size(), FRAME, 0.8 * FRAME, panels).withKeyAbove();
    }

    private interface Value {
        Optional<Estimate> of(Point p);
    }

    private Panel panel(String label, Value value) {
        List<Series> series = new ArrayList<>();
        List<Estimate> all = new ArrayList<>();
        for (Line line : lines) {
            List<Point> known =
                    line.points.stream().filter(p -> value.of(p).isPresent()).toList();
            List<Estimate> found =
                    known.stream().map(p -> value.of(p).orElseThrow()).toList();
            Series.Curve curve = new Series.Curve(each(known, Point::x), each(found, Estimate::value));
            series.add(new Series.Line(line.label, Pen.solid(line.colour, 1.3), curve));
            series.add(new Series.Points("", Pen.solid(line.colour, 1), curve, each(found, Estimate::error)));
            all.addAll(found);
        }
        double low = all.stream().mapToDouble(e -> e.value() - e.error()).min().orElse(0);
        double high = all.stream().mapToDouble(e -> e.value() + e.error()).max().orElse(1);
        if (!all.isEmpty() && label.contains("AUC")) {
            series.add(half());
            low = Math.min(low, 0.5);
            high = Math.max(high, 0.5);
        }
        double margin = MARGIN * (high > low ? high - low : 1);
        return Panel.of("", new Axes(horizontal(), Axis.linear(label, low - margin, high + margin), series));
    }

    private static <T> double[] each(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    private Series half() {
        Axis x = horizontal();
        double[] ends = {x.lower(), x.upper()};
        return new Series.Line("", Pen.dashed(Colour.QUIET, 0.8), new Series.Curve(ends, new double[] {0.5, 0.5}));
    }

    private Axis horizontal() {
        double[] all = lines.stream()
                .flatMapToDouble(l -> l.points.stream().mapToDouble(Point::x))
                .toArray();
        return ErrorTrend.horizontal(against, scale, all);
    }
}

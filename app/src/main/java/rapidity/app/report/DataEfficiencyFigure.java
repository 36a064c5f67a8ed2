package rapidity.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.app.report.AutoencoderResult.Errors;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.metrics.SampleStatistics;

/// How the error of the jet mass falls with the share of the training jets that a network has seen: the median over the
/// seeds of the median |relative error|.
///
/// @param families networks that differ in that share alone, by the beginning that their names have in common
/// @source arXiv:2212.07347, Sec. 5 (data efficiency)
record DataEfficiencyFigure(Map<String, List<Point>> families) {
    private static final double ROOM = 2;

    /// @param jets trained on
    /// @param error median over the seeds, and from the smallest to the largest
    record Point(double fraction, double jets, double error, double least, double most, int seeds) {}

    /// Nothing if no two networks differ in their share of the training jets.
    static Optional<DataEfficiencyFigure> of(Study<AutoencoderResult> study) {
        Map<String, List<Network<AutoencoderResult>>> all = new LinkedHashMap<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            all.computeIfAbsent(family(n), key -> new ArrayList<>()).add(n);
        }
        Map<String, List<Point>> families = new LinkedHashMap<>();
        for (List<Network<AutoencoderResult>> own : all.values()) {
            List<Point> points = own.stream()
                    .flatMap(n -> point(n).stream())
                    .sorted(Comparator.comparingDouble(Point::fraction))
                    .toList();
            if (points.stream().mapToDouble(Point::fraction).distinct().count() > 1) {
                families.put(name(own), points);
            }
        }
        return families.isEmpty() ? Optional.empty() : Optional.of(new DataEfficiencyFigure(families));
    }

    /// What networks of one family have in common: kind, size and loss.
    private static String family(Network<AutoencoderResult> n) {
        AutoencoderResult.Minimised m = n.typical().result().minimised();
        return String.join(" ", ErrorTrend.kind(n), n.any().parameters() + "", m.loss(), m.frozenEncoder());
    }

    /// The beginning of all names, without what parts the share from it.
    static String name(List<? extends Network<?>> own) {
        String r = own.getFirst().any().network();
        for (Network<?> n : own) {
            while (!n.any().network().startsWith(r)) {
                r = r.substring(0, r.length() - 1);
            }
        }
        String clean = r.replaceFirst("[-_.0-9]+$", "");
        return clean.isEmpty() ? own.getFirst().label() : clean;
    }

    private static Optional<Point> point(Network<AutoencoderResult> n) {
        double[] errors = n.runs().stream()
                .map(run -> Optional.ofNullable(run.result().errors().get(JetFeature.JET_MASS)))
                .flatMap(Optional::stream)
                .map(Errors::medianAbsolute)
                .filter(x -> x.isPresent())
                .mapToDouble(x -> x.getAsDouble())
                .toArray();
        AutoencoderResult.Minimised m = n.typical().result().minimised();
        if (errors.length == 0 || m.fraction().isEmpty() || m.jets().isEmpty()) {
            return Optional.empty();
        }
        SampleStatistics s = SampleStatistics.of(errors);
        return Optional.of(new Point(
                m.fraction().getAsDouble(),
                m.jets().getAsDouble(),
                s.median(),
                s.minimum(),
                s.maximum(),
                errors.length));
    }

    /// Bands reach from the smallest to the largest seed.
    Figure figure() {
        List<Series> series = new ArrayList<>();
        double least = 1;
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Map.Entry<String, List<Point>> e : families.entrySet()) {
            Colour colour = Colour.of(series.size() / 3);
            List<Point> p = e.getValue();
            double[] x = p.stream().mapToDouble(Point::fraction).toArray();
            double[] y = p.stream().mapToDouble(Point::error).toArray();
            double[] from = p.stream().mapToDouble(Point::least).toArray();
            double[] to = p.stream().mapToDouble(Point::most).toArray();
            series.add(new Series.Band("", colour, x, from, to));
            series.add(new Series.Line(e.getKey(), Pen.solid(colour, 1.4), new Series.Curve(x, y)));
            series.add(new Series.Points("", Pen.solid(colour, 1.4), new Series.Curve(x, y), new double[0]));
            for (Point point : p) {
                least = Math.min(least, point.fraction);
                low = Math.min(low, point.least > 0 ? point.least : point.error);
                high = Math.max(high, point.most);
            }
        }
        Axis fraction = Axis.logarithmic("share of the training jets", least / ROOM, ROOM);
        boolean positive = low > 0 && Double.isFinite(low);
        Axis error = positive
                ? Axis.logarithmic("median |relative error| of the jet mass", low / ROOM, high * ROOM)
                : Axis.linear("median |relative error| of the jet mass", 0, high > 0 ? high * ROOM : 1);
        return new Figure(
                "data-efficiency",
                "Median relative error of the jet mass against the share of the training jets",
                1,
                400,
                250,
                List.of(Panel.of("", new Axes(fraction, error, series))));
    }

    Html table() {
        List<Html> head = Tables.columns("networks", "share", "training jets", "median |relative error|", "seeds");
        List<Html> rows = new ArrayList<>();
        families.forEach((family, points) -> points.forEach(p -> rows.add(Html.element(
                "tr",
                Html.element("th", Html.text(family)),
                Tables.cell(Quantity.fixed(100 * p.fraction, 2) + " %"),
                Tables.cell(Quantity.count(Math.round(p.jets))),
                Html.element("td", Quantity.of(p.error)),
                Tables.cell(Integer.toString(p.seeds))))));
        return Tables.table(head, rows);
    }
}

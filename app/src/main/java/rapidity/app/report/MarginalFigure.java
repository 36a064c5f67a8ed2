package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.app.report.figure.Series.Fill;
import rapidity.kinematics.Body;
import rapidity.kinematics.Observable;
import rapidity.kinematics.Observable.OfBody;
import rapidity.kinematics.Observable.OfPair;
import rapidity.kinematics.Observable.Quantity;
import rapidity.kinematics.Observable.Separation;
import rapidity.kinematics.TopPair;

/// Histograms of observables of true and of generated events of one process, with their ratio.
///
/// @param networks at least one
/// @param reweighted the one whose events are shown with the judge's weights too
/// @source Spinner et al., arXiv:2405.14806, Fig. 4 and App. C.3
record MarginalFigure(List<GenerationSamples> networks, Optional<GenerationSamples> reweighted) {
    private static final int BINS = 60;
    private static final double FRAME = 128;
    private static final double WIDE = 215;
    private static final double ROOM = 1.15;

    /// How far above the true events a bin may reach, of few generated events with large weights.
    private static final double WIDEST = 3;

    /// What the paper shows of the ratio, and of the deviation in percent; and what small samples need.
    private static final double RATIO = 0.15;

    private static final double WIDE_RATIO = 0.6;
    private static final double LEAST_PERCENT = 0.05;
    private static final double PERCENT = 20;
    private static final double WIDE_PERCENT = 200;

    /// A histogram.
    ///
    /// @param scale of the fractions
    private record Plot(Observable observable, String label, Scale scale, double low, double high) {
        Axis horizontal() {
            return Axis.linear(label, low, high);
        }
    }

    private record Line(String label, Pen pen, Fractions found) {}

    /// Those of Fig. 4: the transverse momentum of the top, the distance of the last two particles, the mass of the
    /// top.
    Figure paper() {
        List<Body> all = bodies();
        int n = all.size();
        return figure(
                "top",
                "the top and of the last two particles",
                3,
                WIDE,
                Stream.of(
                        new Plot(new OfBody(TopPair.TOP, Quantity.PT), "p_{T} of t [GeV]", Scale.LINEAR, 0, 300),
                        pair(all.get(n - 2), all.get(n - 1), Separation.DELTA_R, "ΔR", 0, 6),
                        new Plot(new OfBody(TopPair.TOP, Quantity.M), "mass of t [GeV]", Scale.LINEAR, 150, 250)));
    }

    /// Transverse momenta and masses of what has decayed.
    Figure resonances() {
        List<Body> all = TopPair.virtual();
        return figure(
                "resonances",
                "transverse momenta and masses of what has decayed",
                all.size(),
                FRAME,
                Stream.concat(
                        all.stream()
                                .map(b -> body(b, Quantity.PT, 0, b.particles().size() == 2 ? 300 : 500)),
                        all.stream().map(MarginalFigure::mass)));
    }

    private static Plot mass(Body b) {
        return switch (b.particles().size()) {
            case 2 -> body(b, Quantity.M, 30, 150);
            case 3 -> body(b, Quantity.M, 50, 400);
            default -> body(b, Quantity.M, 200, 1000);
        };
    }

    /// Transverse momenta of all particles.
    Figure momenta() {
        List<Body> all = bodies();
        return figure(
                "momenta",
                "transverse momenta",
                (all.size() + 1) / 2,
                FRAME,
                all.stream().map(b -> body(b, Quantity.PT, 10, 150)));
    }

    /// Distances Delta R of all pairs.
    Figure distances() {
        List<Body> all = bodies();
        return figure(
                "distances",
                "distances of all pairs",
                5,
                FRAME,
                IntStream.range(0, all.size())
                        .boxed()
                        .flatMap(j -> IntStream.range(0, j)
                                .mapToObj(i -> pair(all.get(i), all.get(j), Separation.DELTA_R, "ΔR", 0, 8))));
    }

    private List<Body> bodies() {
        return TopPair.particles(networks.getFirst().process().particles());
    }

    private static Plot body(Body b, Quantity q, double low, double high) {
        String what = q == Quantity.PT ? "p_{T} of " : "mass of ";
        Scale scale = q == Quantity.PT && b.particles().size() == 1 ? Scale.LOGARITHMIC : Scale.LINEAR;
        return new Plot(new OfBody(b, q), what + name(b) + " [GeV]", scale, low, high);
    }

    private static Plot pair(Body a, Body b, Separation s, String symbol, double low, double high) {
        return new Plot(new OfPair(a, b, s), symbol + " of " + name(a) + " and " + name(b), Scale.LINEAR, low, high);
    }

    private static String name(Body b) {
        return b.name().replace("+", "^{+}").replace("-", "^{−}");
    }

    private Figure figure(String name, String what, int columns, double frame, Stream<Plot> plots) {
        return new Figure(
                        name + "-" + networks.getFirst().process().jets() + "j",
                        "Histograms of " + what + " of true and generated events, and their ratio",
                        columns,
                        frame,
                        0.75 * frame,
                        plots.map(plot -> panel(plot, frame)).toList())
                .withKeyAbove();
    }

    /// @param frame wide ones show the deviation too
    private Panel panel(Plot wanted, double frame) {
        double[] sample = networks.getFirst().truth(wanted.observable);
        Plot plot = filled(wanted, sample);
        Fractions truth = Fractions.of(sample, plot.low, plot.high, BINS);
        List<Line> lines = lines(plot);
        double[] error = each(i -> truth.errors()[i] / truth.values()[i]);
        boolean precise = median(error) < 0.5 * RATIO;
        Axes main = new Axes(plot.horizontal(), vertical(plot, truth, lines, sample.length), histograms(truth, lines));
        Axes ratio = ratios(plot, precise ? RATIO : WIDE_RATIO, error, truth, lines);
        return frame == WIDE
                ? Panel.of("", main, ratio, deviations(plot, precise ? PERCENT : WIDE_PERCENT, error, truth, lines))
                : Panel.of("", main, ratio);
    }

    private List<Line> lines(Plot plot) {
        List<Line> r = new ArrayList<>();
        for (GenerationSamples s : networks) {
            Fractions found = Fractions.of(s.generated(plot.observable), plot.low, plot.high, BINS);
            r.add(new Line(s.label(), Pen.solid(s.colour(), 1.1), found));
        }
        reweighted.ifPresent(s -> r.add(new Line(
                s.label() + ", reweighted",
                Pen.dashed(s.colour(), 1.1),
                Fractions.weighted(s.generated(plot.observable), s.weights(), plot.low, plot.high, BINS))));
        return r;
    }

    private static Axis vertical(Plot plot, Fractions truth, List<Line> lines, int events) {
        double top = lines.stream()
                .flatMapToDouble(l -> Arrays.stream(l.found.values()))
                .map(x -> Math.min(x, WIDEST * truth.largest()))
                .reduce(truth.largest(), Math::max);
        String label = "fraction per bin";
        return plot.scale == Scale.LINEAR
                ? Axis.linear(label, 0, ROOM * top)
                : Axis.logarithmic(label, 0.5 / events, 2 * top);
    }

    private static List<Series> histograms(Fractions truth, List<Line> lines) {
        List<Series> r = new ArrayList<>();
        r.add(new Series.Steps(
                "truth", Pen.solid(Colour.INK, 1), Fill.TINTED, truth.edges(), truth.values(), truth.errors()));
        lines.forEach(l -> r.add(steps(l.label, l.pen, truth, l.found.values())));
        return r;
    }

    private static Axes ratios(Plot plot, double reach, double[] error, Fractions truth, List<Line> lines) {
        List<Series> r = new ArrayList<>();
        r.add(new Series.Steps("", Pen.solid(Colour.INK, 0.7), Fill.NONE, truth.edges(), each(i -> 1), error));
        lines.forEach(l -> r.add(steps("", l.pen, truth, each(i -> ratio(l, truth, i)))));
        return new Axes(plot.horizontal(), Axis.linear("ratio", 1 - reach, 1 + reach), r);
    }

    /// In percent, over the statistical error of the true events.
    private static Axes deviations(Plot plot, double most, double[] error, Fractions truth, List<Line> lines) {
        List<Series> r = new ArrayList<>();
        r.add(new Series.Steps(
                "", Pen.solid(Colour.INK, 0.7), Fill.TINTED, truth.edges(), each(i -> 100 * error[i]), new double[0]));
        lines.forEach(l -> r.add(steps("", l.pen, truth, each(i -> 100 * Math.abs(ratio(l, truth, i) - 1)))));
        return new Axes(plot.horizontal(), Axis.logarithmic("δ [%]", LEAST_PERCENT, most), r);
    }

    private static double ratio(Line line, Fractions truth, int bin) {
        return truth.values()[bin] > 0 ? line.found.values()[bin] / truth.values()[bin] : Double.NaN;
    }

    private static Series steps(String label, Pen pen, Fractions bins, double... heights) {
        return new Series.Steps(label, pen, Fill.NONE, bins.edges(), heights, new double[0]);
    }

    private static double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, BINS).mapToDouble(value).toArray();
    }

    private static double median(double... values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return TruthFigure.quantile(known, 0.5);
    }

    /// With another range, where less than half of the true events are in that of the paper.
    private static Plot filled(Plot plot, double[] truth) {
        double inside =
                Arrays.stream(truth).filter(x -> x >= plot.low && x < plot.high).count();
        if (inside >= 0.5 * truth.length) {
            return plot;
        }
        double[] sorted = Arrays.stream(truth).sorted().toArray();
        double low = TruthFigure.quantile(sorted, 0.005);
        double high = Math.max(TruthFigure.quantile(sorted, 0.995), low + 1e-6 * (1 + Math.abs(low)));
        return new Plot(plot.observable, plot.label, plot.scale, low, high);
    }
}

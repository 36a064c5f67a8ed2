package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import rapidity.metrics.CalibrationCurve;
import rapidity.metrics.CalibrationCurve.Bin;
import rapidity.metrics.Roc;

/// What the judges of one process found, each on events that it was not trained on: scores, weights, the ROC curve, and
/// whether scores are probabilities.
///
/// ```
/// score = 1 / (1 + e^-z)      weight = e^z      z = the judge's logit
/// ```
///
/// @param networks at least one
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3
record JudgeFigure(List<GenerationSamples> networks) {
    private static final int BINS = 40;
    private static final int CALIBRATION_BINS = 30;
    private static final int POINTS = 400;

    /// Events that a bin of the calibration has at least.
    private static final int FEWEST = 5;

    private static final double FRAME = 128;
    private static final double ROOM = 1.15;
    private static final double LARGEST_LINEAR = 5;
    private static final double LEAST_WEIGHT = 1e-3;
    private static final double LARGEST_WEIGHT = 1e2;
    private static final String FRACTION = "fraction per bin";

    Figure figure() {
        return new Figure(
                        "judge-" + networks.getFirst().process().jets() + "j",
                        "Scores of the judge, weights of generated events, ROC curve and calibration, by network",
                        3,
                        FRAME,
                        FRAME,
                        List.of(scores(), weights(Scale.LINEAR), weights(Scale.LOGARITHMIC), roc(), calibration()))
                .withKeyAbove();
    }

    /// Probabilities of being true.
    static double[] scores(double[] logits) {
        return Arrays.stream(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    }

    private Panel scores() {
        List<Series> series = new ArrayList<>();
        series.add(key("true", Pen.solid(Colour.INK, 1.2)));
        series.add(key("generated", Pen.dashed(Colour.INK, 1.2)));
        for (GenerationSamples s : networks) {
            Fractions truth = Fractions.of(scores(s.judgedTruth()), 0, 1, BINS);
            Fractions generated = Fractions.of(scores(s.judgedGenerated()), 0, 1, BINS);
            series.add(steps(Pen.solid(s.colour(), 1.2), truth));
            series.add(steps(Pen.dashed(s.colour(), 1.2), generated));
        }
        return Panel.of("scores", histograms(Axis.linear("judge's P(true)", 0, 1), series));
    }

    private Panel weights(Scale scale) {
        List<Series> series = new ArrayList<>();
        for (GenerationSamples s : networks) {
            double[] w = Arrays.stream(s.judgedGenerated()).map(Math::exp).toArray();
            Fractions f = scale == Scale.LINEAR
                    ? Fractions.of(w, 0, LARGEST_LINEAR, BINS)
                    : Fractions.logarithmic(w, LEAST_WEIGHT, LARGEST_WEIGHT, BINS);
            series.add(steps(Pen.solid(s.colour(), 1.2), f));
        }
        Axis x = scale == Scale.LINEAR
                ? Axis.linear("weight w of generated", 0, LARGEST_LINEAR)
                : Axis.logarithmic("weight w of generated", LEAST_WEIGHT, LARGEST_WEIGHT);
        return Panel.of(scale == Scale.LINEAR ? "weights" : "weights, logarithmic", histograms(x, series));
    }

    private static Series key(String label, Pen pen) {
        return new Series.Line(label, pen, new Series.Curve(new double[0], new double[0]));
    }

    private static Series steps(Pen pen, Fractions f) {
        return new Series.Steps("", pen, Series.Fill.NONE, f.edges(), f.values(), new double[0]);
    }

    private static Axes histograms(Axis x, List<Series> series) {
        double top = series.stream()
                .filter(Series.Steps.class::isInstance)
                .flatMapToDouble(s -> Arrays.stream(((Series.Steps) s).heights()))
                .max()
                .orElse(0);
        return new Axes(x, Axis.linear(FRACTION, 0, top > 0 ? ROOM * top : 1), series);
    }

    private Panel roc() {
        List<Series> series = new ArrayList<>(List.of(diagonal()));
        for (GenerationSamples s : networks) {
            series.add(new Series.Line(s.label(), Pen.solid(s.colour(), 1.3), curve(s.roc())));
        }
        Axis x = Axis.linear("generated called true", 0, 1);
        return Panel.of("ROC", new Axes(x, Axis.linear("true called true", 0, 1), series));
    }

    /// The points of the curve, of many some.
    private static Series.Curve curve(Roc roc) {
        double[] x = roc.backgroundEfficiencies();
        double[] y = roc.signalEfficiencies();
        int[] shown = IntStream.rangeClosed(0, POINTS)
                .map(i -> (int) ((long) i * (x.length - 1) / POINTS))
                .distinct()
                .toArray();
        return new Series.Curve(
                IntStream.of(shown).mapToDouble(i -> x[i]).toArray(),
                IntStream.of(shown).mapToDouble(i -> y[i]).toArray());
    }

    private Panel calibration() {
        List<Series> series = new ArrayList<>(List.of(diagonal()));
        for (GenerationSamples s : networks) {
            CalibrationCurve c =
                    CalibrationCurve.of(scores(s.judgedTruth()), scores(s.judgedGenerated()), CALIBRATION_BINS);
            Bin[] filled = IntStream.range(0, c.size())
                    .mapToObj(c::bin)
                    .filter(b -> b.events() >= FEWEST)
                    .toArray(Bin[]::new);
            Series.Curve points = new Series.Curve(
                    each(filled, Bin::predicted), each(filled, b -> b.observed().value()));
            series.add(new Series.Line("", Pen.solid(s.colour(), 1.0), points));
            series.add(new Series.Points(
                    "",
                    Pen.solid(s.colour(), 0.8),
                    points,
                    each(filled, b -> b.observed().error())));
        }
        Axis x = Axis.linear("judge's P(true)", 0, 1);
        return Panel.of("calibration", new Axes(x, Axis.linear("true ones among them", 0, 1), series));
    }

    private static double[] each(Bin[] bins, ToDoubleFunction<Bin> value) {
        return Arrays.stream(bins).mapToDouble(value).toArray();
    }

    private static Series diagonal() {
        double[] ends = {0, 1};
        return new Series.Line("", Pen.dashed(Colour.QUIET, 0.8), new Series.Curve(ends, ends));
    }
}

package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.metrics.Roc;

/// ROC curves of anomaly scores: a panel for each signal and one for all together, a curve for each network and the
/// mass of the jet alone.
final class AnomalyFigure {
    private static final int POINTS = 300;
    private static final double FRAME = 200;
    private static final double LEAST = 1e-3;

    private AnomalyFigure() {}

    /// A score of a network.
    private record Curve(String label, Colour colour, AutoencoderResult result, String score) {
        static Curve of(Network<AutoencoderResult> n, String score) {
            return new Curve(n.label(), n.colour(), n.typical().result(), score);
        }
    }

    /// One score of each network.
    ///
    /// @param name of the figure
    static Figure of(
            String name, List<Network<AutoencoderResult>> networks, Function<AutoencoderResult, String> score) {
        return figure(
                name,
                networks.stream()
                        .map(n -> Curve.of(n, score.apply(n.typical().result())))
                        .toList());
    }

    /// Some scores of one network.
    static Figure top(Network<AutoencoderResult> n, List<String> scores) {
        AutoencoderResult r = n.typical().result();
        List<Curve> curves = IntStream.range(0, scores.size())
                .mapToObj(i -> new Curve(scores.get(i), Colour.of(i), r, scores.get(i)))
                .toList();
        return figure("anomaly-roc-" + n.any().network(), curves);
    }

    private static Figure figure(String name, List<Curve> curves) {
        AutoencoderResult first = curves.getFirst().result;
        List<Panel> panels = new ArrayList<>();
        List<String> signals = first.signals();
        for (int k = 1; k <= signals.size() + 1; k++) {
            int signal = k > signals.size() ? 0 : k;
            if (first.predictions().orElseThrow().has(signal)) {
                String title = signal == 0 ? "all signals" : signals.get(signal - 1);
                panels.add(panel(title, curves, signal));
            }
        }
        return new Figure(
                name,
                "ROC curves of anomaly scores: background efficiency against signal efficiency, for each signal",
                2,
                FRAME,
                0.85 * FRAME,
                panels);
    }

    private static Panel panel(String title, List<Curve> curves, int signal) {
        List<Series> series = new ArrayList<>();
        for (Curve c : curves) {
            curve(c.result, c.score, signal)
                    .ifPresent(x -> series.add(new Series.Line(c.label, Pen.solid(c.colour, 1.4), x)));
        }
        curve(curves.getFirst().result, AutoencoderResult.JET_MASS, signal)
                .ifPresent(c -> series.add(new Series.Line("mass of the jet alone", Pen.dashed(Colour.INK, 1.1), c)));
        double[] diagonal = Fractions.edges(LEAST, 1, POINTS);
        series.add(new Series.Line("", Pen.dotted(Colour.QUIET, 0.8), new Series.Curve(diagonal, diagonal)));
        Axis x = Axis.linear("signal efficiency ε_{S}", 0, 1);
        Axis y = Axis.logarithmic("background efficiency ε_{B}", LEAST, 1);
        return Panel.of(title, new Axes(x, y, series));
    }

    private static Optional<Series.Curve> curve(AutoencoderResult r, String score, int signal) {
        int place = r.scores().indexOf(score);
        Optional<AutoencoderPredictions> p = r.predictions();
        if (place < 0 || p.isEmpty() || !p.get().has(signal)) {
            return Optional.empty();
        }
        Roc roc = p.get().roc(place, signal);
        double[] s = roc.signalEfficiencies();
        double[] b = roc.backgroundEfficiencies();
        double[] x = new double[POINTS + 1];
        double[] y = new double[POINTS + 1];
        int at = 0;
        for (int i = 0; i <= POINTS; i++) {
            x[i] = (double) i / POINTS;
            while (s[at] < x[i]) {
                at++;
            }
            y[i] = b[at] > 0 ? b[at] : Double.NaN;
        }
        return Optional.of(new Series.Curve(x, y));
    }
}

package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.metrics.Roc;

/// ROC curves of all networks, a panel for each class against the first one.
///
/// @param style what is drawn against the signal efficiency
record RocFigure(Style style) {
    private static final int POINTS = 400;
    private static final double LARGEST_REJECTION = 1e6;
    private static final double MARGIN = 1.5;
    private static final double LEAST_EFFICIENCY = 0.01;

    /// How a curve is drawn.
    enum Style {
        EFFICIENCY("roc", "background efficiency ε_{B}"),
        REJECTION("rejection", "background rejection 1 / ε_{B}"),
        SIGNIFICANCE("significance", "significance improvement ε_{S} / √ε_{B}");

        private final String stem;
        private final String label;

        Style(String stem, String label) {
            this.stem = stem;
            this.label = label;
        }

        private double value(double signal, double background) {
            return switch (this) {
                case EFFICIENCY -> background;
                case REJECTION -> background > 0 ? 1 / background : Double.NaN;
                case SIGNIFICANCE ->
                    background > 0 && signal > LEAST_EFFICIENCY ? signal / Math.sqrt(background) : Double.NaN;
            };
        }
    }

    Figure of(List<Network<TaggingResult>> networks, List<String> classes) {
        List<Panel> panels = new ArrayList<>();
        for (int c = 1; c < classes.size(); c++) {
            String title = classes.size() == 2 ? "" : classes.get(c) + " against " + classes.getFirst();
            panels.add(Panel.of(title, axes(curves(networks, c))));
        }
        boolean one = panels.size() == 1;
        double frame = Grid.frame(panels.size());
        return new Figure(
                style.stem,
                "ROC curves: " + style.label + " against the signal efficiency, for each network",
                Grid.columns(panels.size()),
                one ? 400 : frame,
                one ? 280 : frame,
                panels);
    }

    private List<Series> curves(List<Network<TaggingResult>> networks, int signal) {
        List<Series> series = new ArrayList<>();
        for (Network<TaggingResult> network : networks) {
            network.typical()
                    .result()
                    .predictions()
                    .ifPresent(p -> series.add(
                            new Series.Line(network.label(), Pen.solid(network.colour(), 1.4), curve(p.roc(signal)))));
        }
        return series;
    }

    /// The background at evenly spaced signal efficiencies: the first point of the curve that reaches each.
    private Series.Curve curve(Roc roc) {
        double[] signal = roc.signalEfficiencies();
        double[] background = roc.backgroundEfficiencies();
        double[] x = new double[POINTS + 1];
        double[] y = new double[POINTS + 1];
        int at = 0;
        for (int i = 0; i <= POINTS; i++) {
            x[i] = (double) i / POINTS;
            while (signal[at] < x[i]) {
                at++;
            }
            y[i] = style.value(x[i], background[at]);
        }
        return new Series.Curve(x, y);
    }

    private Axes axes(List<Series> curves) {
        double largest = 0;
        for (Series one : curves) {
            for (double y : ((Series.Line) one).points().y()) {
                largest = Double.isFinite(y) ? Math.max(largest, y) : largest;
            }
        }
        List<Series> series = new ArrayList<>(curves);
        Series.Curve diagonal = diagonal();
        series.add(new Series.Line("", Pen.dashed(Colour.QUIET, 0.8), diagonal));
        Axis x = Axis.linear("signal efficiency ε_{S}", 0, 1);
        Axis y = switch (style) {
            case EFFICIENCY -> Axis.linear(style.label, 0, 1);
            case REJECTION ->
                Axis.logarithmic(style.label, 1, Math.min(LARGEST_REJECTION, MARGIN * Math.max(10, largest)));
            case SIGNIFICANCE -> Axis.linear(style.label, 0, 1.1 * Math.max(1, largest));
        };
        return new Axes(x, y, series);
    }

    /// A score that knows nothing.
    private Series.Curve diagonal() {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (i + 1.0) / POINTS;
            y[i] = style.value(x[i], x[i]);
        }
        return new Series.Curve(x, y);
    }
}

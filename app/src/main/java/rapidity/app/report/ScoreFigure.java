package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// Histograms of the score of test jets, of the first class and of the others: a panel for each network and class.
///
/// @param scale of the vertical axis
record ScoreFigure(Scale scale) {
    private static final int BINS = 100;

    Figure of(List<Network<TaggingResult>> networks, List<String> classes) {
        List<Panel> panels = new ArrayList<>();
        for (Network<TaggingResult> network : networks) {
            network.typical().result().predictions().ifPresent(p -> {
                for (int c = 1; c < classes.size(); c++) {
                    panels.add(panel(network, p, c, classes));
                }
            });
        }
        String suffix = scale == Scale.LINEAR ? "" : "-log";
        double frame = Grid.frame(panels.size());
        return new Figure(
                "scores" + suffix,
                "Histograms of the score of test jets, by their class, for each network",
                Grid.columns(panels.size()),
                frame,
                frame,
                panels);
    }

    private Panel panel(Network<TaggingResult> network, TaggingPredictions p, int signal, List<String> classes) {
        Fractions background = Fractions.of(p.scores(signal, 0), 0, 1, BINS);
        Fractions signals = Fractions.of(p.scores(signal, signal), 0, 1, BINS);
        List<Series> series = List.of(
                steps(classes.getFirst(), Pen.solid(Colour.INK, 1), background, Series.Fill.TINTED),
                steps(classes.get(signal), Pen.solid(network.colour(), 1.3), signals, Series.Fill.NONE));
        double top = 1.15 * Math.max(background.largest(), signals.largest());
        double least = 0.5 / p.size();
        Axis y = scale == Scale.LINEAR
                ? Axis.linear("fraction of jets per bin", 0, top)
                : Axis.logarithmic("fraction of jets per bin", least, 2 * top);
        String title = classes.size() == 2 ? network.label() : network.label() + ", " + classes.get(signal);
        return Panel.of(title, new Axes(Axis.linear("score", 0, 1), y, series));
    }

    private static Series steps(String label, Pen pen, Fractions f, Series.Fill fill) {
        return new Series.Steps(label, pen, fill, f.edges(), f.values(), f.errors());
    }
}

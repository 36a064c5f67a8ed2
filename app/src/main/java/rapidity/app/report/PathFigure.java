package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;
import rapidity.kinematics.TopPair;

/// The paths that a flow learns, of one particle in the transverse plane, beside straight lines between the same ends,
/// and the circle that no particle may enter.
///
/// @param of a flow
/// @param ptMin radius of the circle in GeV
/// @source Spinner et al., arXiv:2405.14806, Fig. 2
record PathFigure(GenerationSamples of, double ptMin) {
    private static final double FRAME = 230;

    /// The one whose paths a study writes.
    private static final String PARTICLE = TopPair.name(2);

    private static final int CIRCLE = 90;

    /// As far as four fifths of the ends' components.
    private static final double SHOWN = 0.8;

    Figure figure() {
        return new Figure(
                        "paths-" + of.process().jets() + "j",
                        "Paths of a particle in the transverse plane, straight in the flow's chart and in momenta",
                        2,
                        FRAME,
                        FRAME,
                        List.of(
                                panel("straight in the coordinates of the flow", of.paths()),
                                panel("straight in momenta", chords())))
                .withKeyAbove();
    }

    /// From the first to the last point of each.
    private double[][] chords() {
        return Arrays.stream(of.paths())
                .map(p -> new double[] {p[0], p[1], p[p.length - 2], p[p.length - 1]})
                .toArray(double[][]::new);
    }

    private Panel panel(String title, double[][] paths) {
        List<Series> series = new ArrayList<>();
        for (double[] path : paths) {
            series.add(new Series.Line("", Pen.solid(Colour.of(0).withAlpha(0.6), 0.9), curve(path)));
        }
        series.add(ends("data", Colour.INK, paths, 0));
        series.add(ends("source", Colour.QUIET, paths, paths[0].length / 2 - 1));
        String label = "p_{T} = " + Quantity.fixed(ptMin, 0) + " GeV";
        series.add(new Series.Line(label, Pen.solid(Colour.of(1), 1.6), circle()));
        double reach = reach();
        return Panel.of(
                title, new Axes(Axis.linear(axis("x"), -reach, reach), Axis.linear(axis("y"), -reach, reach), series));
    }

    private static String axis(String direction) {
        return "p_{" + direction + "} of " + PARTICLE + " [GeV]";
    }

    private static Series.Curve curve(double... path) {
        return new Series.Curve(
                IntStream.range(0, path.length / 2)
                        .mapToDouble(i -> path[2 * i])
                        .toArray(),
                IntStream.range(0, path.length / 2)
                        .mapToDouble(i -> path[2 * i + 1])
                        .toArray());
    }

    private static Series ends(String label, Colour colour, double[][] paths, int point) {
        double[] x = Arrays.stream(paths).mapToDouble(p -> p[2 * point]).toArray();
        double[] y = Arrays.stream(paths).mapToDouble(p -> p[2 * point + 1]).toArray();
        return new Series.Points(label, Pen.solid(colour, 1), new Series.Curve(x, y), new double[0]);
    }

    private Series.Curve circle() {
        double[] x = new double[CIRCLE + 1];
        double[] y = new double[CIRCLE + 1];
        for (int i = 0; i <= CIRCLE; i++) {
            x[i] = ptMin * Math.cos(2 * Math.PI * i / CIRCLE);
            y[i] = ptMin * Math.sin(2 * Math.PI * i / CIRCLE);
        }
        return new Series.Curve(x, y);
    }

    private double reach() {
        double[] sizes = Arrays.stream(chords())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .sorted()
                .toArray();
        return Math.max(4 * ptMin, TruthFigure.quantile(sizes, SHOWN));
    }
}

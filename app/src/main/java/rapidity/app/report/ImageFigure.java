package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Series;

/// Images of jets beside those of their reconstructions, all on one scale of shades.
final class ImageFigure {
    private static final double RADIUS = 0.5;
    private static final double FRAME = 150;
    private static final double FAINTEST = 1e-4;
    private static final double DECADES = 1e3;

    private ImageFigure() {}

    /// The mean over all jets: first the jets, then each network around its own axes and around those of the jets.
    static Figure mean(List<Network<AutoencoderResult>> networks) {
        double most = 0;
        List<Cell> cells = new ArrayList<>();
        for (Network<AutoencoderResult> n : networks) {
            AutoencoderPredictions p = n.typical().result().predictions().orElseThrow();
            cells.add(new Cell("jets", Colour.INK, p.meanImage(0)));
            cells.add(new Cell(n.label(), Colour.INK, p.meanImage(1)));
            cells.add(new Cell("same, around the jets' axes", Colour.INK, p.meanImage(2)));
            most = Math.max(most, largest(p.meanImage(0)));
        }
        return figure("mean-images", "Mean images of the test jets and of their reconstructions", 3, cells, most);
    }

    /// What a reconstruction is drawn around; the numbers are the kinds of images.
    enum Around {
        OWN_AXIS,
        AXIS_OF_JET
    }

    /// A few jets, and what each network makes of them, around the axes of the jets.
    static Figure few(List<Network<AutoencoderResult>> networks, int jets) {
        return single("single-images", networks, jets, Around.AXIS_OF_JET);
    }

    /// Jets, and what each network makes of them.
    static Figure single(List<Network<AutoencoderResult>> networks, int jets, Around around) {
        String name = around == Around.OWN_AXIS ? "all-images-own-axes" : "all-images";
        return single(name, networks, jets, around);
    }

    private static Figure single(String name, List<Network<AutoencoderResult>> networks, int jets, Around around) {
        AutoencoderPredictions first =
                networks.getFirst().typical().result().predictions().orElseThrow();
        List<Cell> cells = new ArrayList<>();
        for (int jet = 0; jet < jets; jet++) {
            cells.add(new Cell("jet " + (jet + 1), Colour.INK, first.singleImage(jet, 0)));
            for (Network<AutoencoderResult> n : networks) {
                AutoencoderPredictions p = n.typical().result().predictions().orElseThrow();
                cells.add(new Cell(n.label(), Colour.INK, p.singleImage(jet, 1 + around.ordinal())));
            }
        }
        return figure(
                name,
                "Single test jets and their reconstructions around "
                        + (around == Around.OWN_AXIS ? "their own axes" : "the axes of the jets"),
                networks.size() + 1,
                cells,
                1);
    }

    private record Cell(String title, Colour colour, double[][] image) {}

    private static double largest(double[][] image) {
        double r = 0;
        for (double[] row : image) {
            for (double x : row) {
                r = Math.max(r, x);
            }
        }
        return r;
    }

    private static Figure figure(String name, String what, int columns, List<Cell> cells, double most) {
        double top = Math.max(most, FAINTEST);
        Axis shades = Axis.logarithmic("p_{T} / p_{T} of the jet", top / DECADES, top);
        List<Panel> panels = cells.stream().map(c -> panel(c, shades)).toList();
        return new Figure(name, what, columns, FRAME, FRAME, panels);
    }

    private static Panel panel(Cell cell, Axis shades) {
        double[] edges = Fractions.edges(-RADIUS, RADIUS, cell.image.length);
        Series density = new Series.Density(cell.colour, edges, edges, cell.image, shades);
        Axis eta = Axis.linear("η − η of the jet", -RADIUS, RADIUS);
        Axis phi = Axis.linear("φ − φ of the jet [rad]", -RADIUS, RADIUS);
        return Panel.of(cell.title, new Axes(eta, phi, List.of(density)));
    }
}

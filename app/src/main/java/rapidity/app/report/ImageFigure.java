package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Series;

/// Images of jets beside those of their reconstructions, all on one scale of shades. A network on images is shown on
/// its own pixels, beside the jets on the same.
final class ImageFigure {
    private static final double FRAME = 150;
    private static final double FAINTEST = 1e-4;
    private static final double DECADES = 1e3;

    private ImageFigure() {}

    /// The mean over all jets: first the jets, then each network around its own axes and around those of the jets.
    static Figure mean(List<Network<AutoencoderResult>> networks) {
        double most = 0;
        List<Cell> cells = new ArrayList<>();
        for (Network<AutoencoderResult> n : networks) {
            AutoencoderPredictions p = predictions(n);
            cells.add(new Cell("jets" + grid(networks, p), p.imageRadius(), p.meanImage(0)));
            cells.add(new Cell(n.label(), p.imageRadius(), p.meanImage(1)));
            cells.add(new Cell("same, around the jets' axes", p.imageRadius(), p.meanImage(2)));
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
        List<Cell> cells = new ArrayList<>();
        for (int jet = 0; jet < jets; jet++) {
            Optional<AutoencoderPredictions> before = Optional.empty();
            for (Network<AutoencoderResult> n : networks) {
                AutoencoderPredictions p = predictions(n);
                if (before.isEmpty() || !haveOneGrid(before.get(), p)) {
                    cells.add(new Cell("jet " + (jet + 1) + grid(networks, p), p.imageRadius(), p.singleImage(jet, 0)));
                }
                cells.add(new Cell(n.label(), p.imageRadius(), p.singleImage(jet, 1 + around.ordinal())));
                before = Optional.of(p);
            }
        }
        return figure(
                name,
                "Single test jets and their reconstructions around "
                        + (around == Around.OWN_AXIS ? "their own axes" : "the axes of the jets"),
                cells.size() / jets,
                cells,
                1);
    }

    private static AutoencoderPredictions predictions(Network<AutoencoderResult> n) {
        return n.typical().result().predictions().orElseThrow();
    }

    private static boolean haveOneGrid(AutoencoderPredictions a, AutoencoderPredictions b) {
        return a.pixels() == b.pixels() && a.imageRadius() == b.imageRadius();
    }

    /// The pixels, where not all networks have the same.
    private static String grid(List<Network<AutoencoderResult>> networks, AutoencoderPredictions p) {
        boolean one = networks.stream().allMatch(n -> haveOneGrid(predictions(n), p));
        return one ? "" : ", " + p.pixels() + " × " + p.pixels() + " pixels";
    }

    private record Cell(String title, double radius, double[][] image) {}

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
        double[] edges = Fractions.edges(-cell.radius, cell.radius, cell.image.length);
        Series density = new Series.Density(Colour.INK, edges, edges, cell.image, shades);
        Axis eta = Axis.linear("η − η of the jet", -cell.radius, cell.radius);
        Axis phi = Axis.linear("φ − φ of the jet [rad]", -cell.radius, cell.radius);
        return Panel.of(cell.title, new Axes(eta, phi, List.of(density)));
    }
}

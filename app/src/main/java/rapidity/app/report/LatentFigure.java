package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// What latent four-vectors mean: the sum of all against the momentum of the jet, and invariant squares by kind of jet.
///
/// @param suffix of the figures' names
/// @source arXiv:2212.07347, Sec. 5.4
record LatentFigure(Network<AutoencoderResult> network, String suffix) {
    private static final int BINS = 40;
    private static final double FRAME = 165;
    private static final double OUTSIDE = 0.01;
    private static final double TEV2 = 1e6;
    private static final String[] COMPONENTS = {"E", "p_{x}", "p_{y}", "p_{z}"};
    private static final String[] KEYS = {"e", "px", "py", "pz"};

    private AutoencoderPredictions predictions() {
        return network.typical().result().predictions().orElseThrow();
    }

    /// Real or imaginary part of the sum of the latent vectors, whichever follows the jet more closely, against the
    /// momentum of the jet.
    Figure momenta() {
        List<Panel> panels = new ArrayList<>();
        var sum = network.typical().result().correlations().getOrDefault("sum", java.util.Map.of());
        for (int mu = 1; mu < 4; mu++) {
            double re = sum.getOrDefault("re " + KEYS[mu], 0.0);
            double im = sum.getOrDefault("im " + KEYS[mu], 0.0);
            boolean imaginary = Math.abs(im) >= Math.abs(re);
            double[] latent = predictions().latentSum(mu + (imaginary ? 4 : 0));
            double[] jet = predictions().latentSum(8 + mu);
            String title = String.format(Locale.ROOT, "r = %.4f", imaginary ? im : re);
            panels.add(panel(title, imaginary ? "Im" : "Re", COMPONENTS[mu], jet, latent));
        }
        return new Figure(
                "latent-momenta" + suffix,
                "The sum of the latent vectors against the momentum of the jet, by component",
                3,
                FRAME,
                FRAME,
                panels);
    }

    private Panel panel(String title, String part, String component, double[] jet, double[] latent) {
        double[] x = edges(jet, 1);
        double[] y = edges(latent, 1);
        double[][] counts = new double[BINS][BINS];
        for (int i = 0; i < jet.length; i++) {
            int column = (int) Math.floor((jet[i] - x[0]) / (x[BINS] - x[0]) * BINS);
            int row = (int) Math.floor((latent[i] - y[0]) / (y[BINS] - y[0]) * BINS);
            if (row >= 0 && row < BINS && column >= 0 && column < BINS) {
                counts[row][column]++;
            }
        }
        Axis horizontal = Axis.linear("jet " + component + " [GeV]", x[0], x[BINS]);
        Axis vertical = Axis.linear(part + " of the sum of latent " + component + " [GeV]", y[0], y[BINS]);
        Series density = Series.Density.ofEvents(network.colour(), x, y, counts);
        return Panel.of(title, new Axes(horizontal, vertical, List.of(density)));
    }

    /// All but the outermost hundredth to each side.
    private static double[] edges(double[] values, double unit) {
        double[] sorted = DoubleStream.of(values).map(v -> v / unit).sorted().toArray();
        if (sorted.length == 0) {
            return Fractions.edges(-1, 1, BINS);
        }
        double low = sorted[(int) (OUTSIDE * (sorted.length - 1))];
        double high = sorted[(int) ((1 - OUTSIDE) * (sorted.length - 1))];
        return Fractions.edges(low, high > low ? high : low + 1, BINS);
    }

    /// Invariant squares of each latent vector and of their sum, by kind of jet.
    Figure squares() {
        List<Panel> panels = new ArrayList<>();
        int vectors = predictions().latentVectors();
        for (int v = 0; v < vectors; v++) {
            panels.add(square(v, v == vectors - 1 ? "sum" : "vector " + (v + 1)));
        }
        return new Figure(
                "latent-squares" + suffix,
                "Invariant squares of the latent vectors by kind of jet",
                3,
                FRAME,
                0.8 * FRAME,
                panels);
    }

    private Panel square(int vector, String title) {
        AutoencoderResult r = network.typical().result();
        List<Series> series = new ArrayList<>();
        int kinds = r.signals().size() + 1;
        double[] all = IntStream.range(0, kinds)
                .mapToObj(label -> predictions().latentSquares(vector, label))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] edges = edges(all, TEV2);
        double top = 0;
        for (int label = 0; label < kinds; label++) {
            double[] own = DoubleStream.of(predictions().latentSquares(vector, label))
                    .map(x -> x / TEV2)
                    .toArray();
            if (own.length == 0) {
                continue;
            }
            Fractions f = Fractions.of(own, edges[0], edges[BINS], BINS);
            String name =
                    label == 0 ? String.join("+", r.background()) : r.signals().get(label - 1);
            Pen pen = label == 0 ? Pen.solid(Colour.INK, 1) : Pen.solid(Colour.of(label - 1), 1.2);
            Series.Fill fill = label == 0 ? Series.Fill.TINTED : Series.Fill.NONE;
            series.add(new Series.Steps(name, pen, fill, f.edges(), f.values(), new double[0]));
            top = Math.max(top, f.largest());
        }
        Axis x = Axis.linear("Re p^{2} [TeV^{2}]", edges[0], edges[BINS]);
        return Panel.of(title, new Axes(x, Axis.linear("fraction per bin", 0, top > 0 ? 1.15 * top : 1), series));
    }
}

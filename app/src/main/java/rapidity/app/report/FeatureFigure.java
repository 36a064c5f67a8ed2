package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// Histograms of features of particles or jets: before, and after each network.
///
/// @param of whose features
record FeatureFigure(JetFeature.Of of) {
    private static final double FRAME = 165;
    private static final double ROOM = 1.15;
    private static final double WIDEST = 3;
    private static final double LEAST_WIDTH = 0.02;
    private static final double FEWEST = 1e-5;

    /// The features themselves.
    Figure distributions(List<Network<AutoencoderResult>> networks) {
        List<Panel> panels = new ArrayList<>();
        for (JetFeature f : JetFeature.of(of)) {
            if (shown(networks, f)) {
                panels.add(distribution(networks, f));
            }
        }
        return figure("features", "Histograms of features, of jets and of their reconstructions", panels);
    }

    private static boolean shown(List<Network<AutoencoderResult>> networks, JetFeature f) {
        return networks.stream().anyMatch(n -> n.typical().result().errors().containsKey(f));
    }

    private Figure figure(String name, String what, List<Panel> panels) {
        return new Figure(name + "-of-" + of.key(), what + " (" + of.key() + ")", 3, FRAME, 0.8 * FRAME, panels);
    }

    private static Panel distribution(List<Network<AutoencoderResult>> networks, JetFeature f) {
        double[] edges = Fractions.edges(f.low(), f.high(), JetFeature.BINS);
        List<Series> series = new ArrayList<>();
        double top = 0;
        for (Network<AutoencoderResult> n : networks) {
            Optional<AutoencoderPredictions> p = predictions(n, f);
            if (p.isEmpty()) {
                continue;
            }
            if (series.isEmpty()) {
                double[] before = p.get().histogram(f, 0);
                series.add(new Series.Steps(
                        "jets", Pen.solid(Colour.INK, 1), Series.Fill.TINTED, edges, before, new double[0]));
                top = largest(before);
            }
            double[] after = p.get().histogram(f, 1);
            series.add(new Series.Steps(
                    n.label(), Pen.solid(n.colour(), 1.2), Series.Fill.NONE, edges, after, new double[0]));
            top = Math.max(top, Math.min(largest(after), WIDEST * top));
        }
        Axis y = Axis.linear("fraction per bin", 0, top > 0 ? ROOM * top : 1);
        return Panel.of("", new Axes(Axis.linear(f.axis(), f.low(), f.high()), y, series));
    }

    /// What networks make of slots without a particle; nothing if there are none.
    Optional<Figure> padding(List<Network<AutoencoderResult>> networks) {
        JetFeature f = JetFeature.PARTICLE_PTREL;
        double[] edges = Fractions.edges(f.low(), f.high(), JetFeature.BINS);
        List<Series> series = new ArrayList<>();
        double top = 0;
        for (Network<AutoencoderResult> n : networks) {
            double[] shares =
                    predictions(n, f).map(AutoencoderPredictions::padding).orElse(new double[0]);
            if (shares.length > 0) {
                series.add(new Series.Steps(
                        n.label(), Pen.solid(n.colour(), 1.2), Series.Fill.NONE, edges, shares, new double[0]));
                top = Math.max(top, largest(shares));
            }
        }
        if (top == 0) {
            return Optional.empty();
        }
        Axis x = Axis.linear("padding " + f.symbol(), f.low(), f.high());
        Axis y = Axis.logarithmic("fraction per bin", FEWEST, ROOM);
        Panel panel = Panel.of("", new Axes(x, y, series));
        return Optional.of(new Figure(
                "padding",
                "Transverse momenta that networks give to slots without a particle",
                1,
                2 * FRAME,
                FRAME,
                List.of(panel)));
    }

    private static Optional<AutoencoderPredictions> predictions(Network<AutoencoderResult> n, JetFeature f) {
        AutoencoderResult r = n.typical().result();
        return r.errors().containsKey(f) ? r.predictions() : Optional.empty();
    }

    private static double largest(double[] values) {
        return DoubleStream.of(values).max().orElse(0);
    }

    /// Relative errors, each network in its own bins: its median and four interquartile ranges to both sides.
    Figure errors(List<Network<AutoencoderResult>> networks) {
        List<Panel> panels = new ArrayList<>();
        for (JetFeature f : JetFeature.of(of)) {
            if (shown(networks, f)) {
                panels.add(error(networks, f));
            }
        }
        return figure("relative-errors", "Histograms of relative errors of features", panels);
    }

    private static Panel error(List<Network<AutoencoderResult>> networks, JetFeature f) {
        List<Series> series = new ArrayList<>();
        double top = 0;
        double width = LEAST_WIDTH;
        for (Network<AutoencoderResult> n : networks) {
            Optional<AutoencoderPredictions> p = predictions(n, f);
            if (p.isEmpty()) {
                continue;
            }
            double[] range = p.get().errorRange(f);
            double[] shares = p.get().errorHistogram(f);
            double bin = (range[1] - range[0]) / JetFeature.BINS;
            double[] densities = DoubleStream.of(shares).map(x -> x / bin).toArray();
            series.add(new Series.Steps(
                    n.label(),
                    Pen.solid(n.colour(), 1.2),
                    Series.Fill.NONE,
                    Fractions.edges(range[0], range[1], JetFeature.BINS),
                    densities,
                    new double[0]));
            top = Math.max(top, largest(densities));
            width = Math.max(width, Math.min(WIDEST, Math.max(Math.abs(range[0]), Math.abs(range[1])) / 2));
        }
        Axis y = Axis.linear("density", 0, top > 0 ? ROOM * top : 1);
        return Panel.of("", new Axes(Axis.linear("relative error of " + f.words(), -width, width), y, series));
    }
}

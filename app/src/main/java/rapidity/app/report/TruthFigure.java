package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// Predicted against exact amplitudes of the test part, one panel per network: the density of events above, the
/// median and the central 68 % and 95 % of the relative deviation below.
final class TruthFigure {
    private static final int BINS = 72;
    private static final int MOST_SLICES = 24;
    private static final int FEWEST_SLICES = 4;

    /// Events that a slice needs for quantiles worth showing, and that it has on average in a small sample.
    private static final int FEWEST = 10;

    private static final int AVERAGE = 50;
    private static final double ROOM = 0.25;
    private static final double MARGIN = 0.1;
    private static final double WILD = 0.0005;
    private static final double[] QUANTILES = {0.025, 0.16, 0.5, 0.84, 0.975};

    private TruthFigure() {}

    static Figure of(List<Network<AmplitudeResult>> networks, Amplitude amplitude) {
        List<Network<AmplitudeResult>> shown = networks.stream()
                .filter(n -> n.typical().result().predictions().isPresent())
                .toList();
        double[] edges = edges(shown);
        List<Panel> panels = new ArrayList<>();
        for (Network<AmplitudeResult> network : shown) {
            panels.add(panel(network, test(network), edges, amplitude));
        }
        double size = Grid.frame(panels.size());
        return new Figure(
                "predicted-against-true",
                "Predicted against exact amplitudes of the test events, and their relative deviation, by network",
                Grid.columns(panels.size()),
                size,
                size,
                panels);
    }

    private static Sample test(Network<AmplitudeResult> network) {
        return network.typical().result().predictions().orElseThrow().test();
    }

    /// The range of the true values, with room for all but the wildest predictions.
    private static double[] edges(List<Network<AmplitudeResult>> networks) {
        double[] truth = test(networks.getFirst()).logTruth();
        Arrays.sort(truth);
        double low = truth[0];
        double high = truth[truth.length - 1];
        double room = high > low ? ROOM * (high - low) : 1;
        double lowest = low;
        double highest = high;
        for (Network<AmplitudeResult> network : networks) {
            double[] prediction = test(network).logPrediction();
            Arrays.sort(prediction);
            lowest = Math.min(lowest, Math.max(low - room, quantile(prediction, WILD)));
            highest = Math.max(highest, Math.min(high + room, quantile(prediction, 1 - WILD)));
        }
        return Fractions.edges(lowest - MARGIN * room, highest + MARGIN * room, BINS);
    }

    private static Panel panel(Network<AmplitudeResult> network, Sample test, double[] edges, Amplitude amplitude) {
        double[] truth = test.logTruth();
        double[] prediction = test.logPrediction();
        Axis x = Axis.linear("true " + amplitude.logarithm(), edges[0], edges[BINS]);
        Axis y = Axis.linear("predicted " + amplitude.logarithm(), edges[0], edges[BINS]);
        Series.Curve diagonal =
                new Series.Curve(new double[] {edges[0], edges[BINS]}, new double[] {edges[0], edges[BINS]});
        Axes main = new Axes(
                x,
                y,
                List.of(
                        Series.Density.ofEvents(network.colour(), edges, edges, counts(truth, prediction, edges)),
                        new Series.Line("", Pen.dashed(Colour.INK, 0.7), diagonal)));
        return Panel.of(network.label(), main, residual(network, truth, test.relative(), x));
    }

    private static double[][] counts(double[] truth, double[] prediction, double[] edges) {
        double[][] counts = new double[BINS][BINS];
        double width = edges[1] - edges[0];
        for (int i = 0; i < truth.length; i++) {
            int column = (int) Math.floor((truth[i] - edges[0]) / width);
            int row = (int) Math.floor((prediction[i] - edges[0]) / width);
            if (row >= 0 && row < BINS && column >= 0 && column < BINS) {
                counts[row][column]++;
            }
        }
        return counts;
    }

    private static Axes residual(Network<AmplitudeResult> network, double[] truth, double[] relative, Axis x) {
        int slices = Math.clamp(truth.length / AVERAGE, FEWEST_SLICES, MOST_SLICES);
        double[][] quantiles = new double[QUANTILES.length][slices];
        double[] edges = Fractions.edges(x.lower(), x.upper(), slices);
        double[] centres = new double[slices];
        for (int slice = 0; slice < slices; slice++) {
            centres[slice] = (edges[slice] + edges[slice + 1]) / 2;
            double[] inside = inside(truth, relative, edges[slice], edges[slice + 1]);
            for (int q = 0; q < QUANTILES.length; q++) {
                quantiles[q][slice] = inside.length < FEWEST ? Double.NaN : quantile(inside, QUANTILES[q]);
            }
        }
        double[] all = Arrays.stream(relative).map(Math::abs).sorted().toArray();
        double reach = 1.25 * Math.min(1, roundUp(quantile(all, 0.95)));
        Series.Curve zero = new Series.Curve(new double[] {x.lower(), x.upper()}, new double[] {0, 0});
        return new Axes(
                x,
                Axis.linear("Δ", -reach, reach),
                List.of(
                        new Series.Band("", network.colour(), centres, quantiles[0], quantiles[4]),
                        new Series.Band("", network.colour(), centres, quantiles[1], quantiles[3]),
                        new Series.Line("", Pen.dashed(Colour.INK, 0.7), zero),
                        new Series.Line(
                                "", Pen.solid(network.colour(), 1.4), new Series.Curve(centres, quantiles[2]))));
    }

    /// The next of 1, 2 and 5 times a power of ten.
    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-6))));
        return power * (value <= power ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10);
    }

    private static double[] inside(double[] truth, double[] relative, double low, double high) {
        double[] values = new double[truth.length];
        int count = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] >= low && truth[i] < high) {
                values[count++] = relative[i];
            }
        }
        double[] inside = Arrays.copyOf(values, count);
        Arrays.sort(inside);
        return inside;
    }

    /// @param sorted rising values, at least one; a diverged network has infinite ones
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return at == below || sorted[above] == sorted[below]
                ? sorted[below]
                : sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

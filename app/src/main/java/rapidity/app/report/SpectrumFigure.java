package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// The distribution of the logarithm of the amplitude: test part, training part and prediction, with their ratio to
/// the test part.
final class SpectrumFigure {
    private static final int BINS = 60;
    private static final double LOWEST_RATIO = 0.85;
    private static final double HIGHEST_RATIO = 1.15;

    private SpectrumFigure() {}

    static Figure of(List<Network<AmplitudeResult>> networks, Amplitude amplitude) {
        List<Panel> panels = new ArrayList<>();
        for (Network<AmplitudeResult> network : networks) {
            network.typical().result().predictions().ifPresent(p -> panels.add(panel(network, p, amplitude)));
        }
        double width = Grid.frame(panels.size());
        return new Figure(
                "log-amplitudes",
                "Distribution of the logarithm of the amplitude: test, training and prediction, and their ratio",
                Grid.columns(panels.size()),
                width,
                0.85 * width,
                panels);
    }

    private static Panel panel(
            Network<AmplitudeResult> network, AmplitudePredictions predictions, Amplitude amplitude) {
        double[] truth = predictions.test().logTruth();
        DoubleStream all = predictions.train().isPresent()
                ? DoubleStream.concat(
                        Arrays.stream(truth),
                        Arrays.stream(predictions.train().get().logTruth()))
                : Arrays.stream(truth);
        var range = all.summaryStatistics();
        double low = range.getMin();
        double high = range.getMax() > low ? range.getMax() + 1e-9 * (range.getMax() - low) : low + 1;
        Fractions test = Fractions.of(truth, low, high, BINS);
        Fractions predicted = Fractions.of(predictions.test().logPrediction(), low, high, BINS);
        List<Series> main = new ArrayList<>();
        List<Series> ratio = new ArrayList<>();
        Pen ink = Pen.solid(Colour.INK, 1);
        main.add(new Series.Steps("test", ink, Series.Fill.TINTED, test.edges(), test.values(), test.errors()));
        ratio.add(ratio(test, test, ink, ratio(test.errors(), test.values())));
        predictions.train().ifPresent(sample -> {
            Fractions train = Fractions.of(sample.logTruth(), low, high, BINS);
            Pen pen = Pen.dashed(Colour.QUIET, 1);
            main.add(steps("train", pen, train));
            ratio.add(ratio(train, test, pen, new double[0]));
        });
        Pen pen = Pen.solid(network.colour(), 1.3);
        main.add(steps("prediction", pen, predicted));
        ratio.add(ratio(predicted, test, pen, new double[0]));
        Axis x = Axis.linear(amplitude.logarithm(), low, high);
        double top = 1.06 * Math.max(test.largest(), predicted.largest());
        Axes upper = new Axes(x, Axis.linear("fraction of events per bin", 0, top), main);
        return Panel.of(
                network.label(), upper, new Axes(x, Axis.linear("ratio to test", LOWEST_RATIO, HIGHEST_RATIO), ratio));
    }

    private static Series steps(String label, Pen pen, Fractions fractions) {
        return new Series.Steps(label, pen, Series.Fill.NONE, fractions.edges(), fractions.values(), new double[0]);
    }

    private static Series ratio(Fractions above, Fractions below, Pen pen, double[] errors) {
        return new Series.Steps(
                "", pen, Series.Fill.NONE, below.edges(), ratio(above.values(), below.values()), errors);
    }

    private static double[] ratio(double[] above, double[] below) {
        return IntStream.range(0, above.length)
                .mapToDouble(i -> below[i] > 0 ? above[i] / below[i] : Double.NaN)
                .toArray();
    }
}

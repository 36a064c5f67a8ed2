package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// Histograms of Delta = (predicted - true) / true: a row for each network, a column for each range.
///
/// @param target what Delta is taken of
/// @param comparison the second sample of each panel
/// @param scale of the vertical axis
record DeviationFigure(Target target, Comparison comparison, Axis.Scale scale) {
    /// What is predicted.
    enum Target {
        AMPLITUDE("delta", "Δ of |M|^{2}"),
        STANDARDISED("delta-standardised", "Δ of standardised ln A");

        private final String stem;
        private final String label;

        Target(String stem, String label) {
            this.stem = stem;
            this.label = label;
        }

        private double[] deviations(Sample sample) {
            return this == AMPLITUDE ? sample.relative() : sample.relativeStandardised();
        }
    }

    /// What the test events are compared with.
    enum Comparison {
        TRAIN("train", "test", "Test against training events"),
        LARGEST("largest 1 %", "all", "All test events against the 1 % with the largest true amplitudes");

        private final String other;
        private final String reference;
        private final String title;

        Comparison(String other, String reference, String title) {
            this.other = other;
            this.reference = reference;
            this.title = title;
        }

        String title() {
            return title;
        }

        private Optional<Sample> sample(AmplitudePredictions predictions) {
            return switch (this) {
                case TRAIN -> predictions.train();
                case LARGEST -> Optional.of(predictions.test().largest(0.01));
            };
        }
    }

    private record Range(double reach, int bins) {}

    private static final List<Range> RANGES = List.of(new Range(0.1, 100), new Range(0.3, 50), new Range(1, 50));
    private static final double WIDTH = 165;
    private static final double HEIGHT = 125;

    Figure of(List<Network<AmplitudeResult>> networks) {
        List<Panel> panels = new ArrayList<>();
        for (Network<AmplitudeResult> network : networks) {
            network.typical()
                    .result()
                    .predictions()
                    .ifPresent(predictions -> RANGES.forEach(range -> panels.add(panel(network, predictions, range))));
        }
        String name = target.stem
                + (comparison == Comparison.TRAIN ? "-test-train" : "-largest")
                + (scale == Axis.Scale.LINEAR ? "" : "-log");
        String description = "Histograms of Delta in three ranges by network: " + comparison.reference + " and "
                + comparison.other + (scale == Axis.Scale.LINEAR ? "" : ", logarithmic");
        return new Figure(name, description, RANGES.size(), WIDTH, HEIGHT, panels);
    }

    private Panel panel(Network<AmplitudeResult> network, AmplitudePredictions predictions, Range range) {
        Fractions test = fractions(predictions.test(), range);
        List<Series> series = new ArrayList<>();
        series.add(steps(comparison.reference, Pen.solid(network.colour(), 1.2), Series.Fill.TINTED, test));
        double top = test.largest();
        Optional<Sample> other = comparison.sample(predictions);
        if (other.isPresent()) {
            Fractions second = fractions(other.get(), range);
            series.add(steps(comparison.other, Pen.dashed(Colour.INK, 0.8), Series.Fill.NONE, second));
            top = Math.max(top, second.largest());
        }
        Axis x = Axis.linear(target.label, -range.reach(), range.reach());
        String title = network.label() + ", ±" + Math.round(100 * range.reach()) + " %";
        return Panel.of(title, new Axes(x, vertical(top, predictions.test().size()), series));
    }

    private Fractions fractions(Sample sample, Range range) {
        return Fractions.of(target.deviations(sample), -range.reach(), range.reach(), range.bins());
    }

    private Axis vertical(double top, long events) {
        String label = "fraction of events per bin";
        double peak = top > 0 ? top : 1;
        return scale == Axis.Scale.LINEAR
                ? Axis.linear(label, 0, 1.08 * peak)
                : Axis.logarithmic(label, Math.min(0.5 / events, peak / 10), 2 * peak);
    }

    private static Series steps(String name, Pen pen, Series.Fill fill, Fractions fractions) {
        String label = name + " (" + percent(fractions.outside()) + " % outside)";
        return new Series.Steps(label, pen, fill, fractions.edges(), fractions.values(), fractions.errors());
    }

    private static String percent(double share) {
        double percent = 100 * share;
        if (percent <= 0) {
            return "0";
        }
        int decimals = Math.clamp(1 - (int) Math.floor(Math.log10(percent)), 1, 4);
        return String.format(Locale.ROOT, "%." + decimals + "f", percent);
    }
}

package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Colour;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// The loss curves of all networks: training and validation against the step, both axes logarithmic.
final class LossFigure {
    static final String STEP = "optimiser step";

    private static final int POINTS = 120;
    private static final double MARGIN = 1.4;

    private LossFigure() {}

    /// A curve averaged over the seeds, with the smallest and the largest of them.
    record Mean(double[] step, double[] loss, double[] low, double[] high) {}

    /// @param loss what the loss is, for the axis
    static Figure of(List<? extends Network<?>> networks, String loss) {
        List<Series> series = new ArrayList<>();
        for (Network<?> network : networks) {
            Mean training = training(network);
            Series.Curve curve = new Series.Curve(training.step(), training.loss());
            series.add(new Series.Line("", Pen.solid(network.colour().withAlpha(0.4), 0.9), curve));
        }
        for (Network<?> network : networks) {
            Mean validation = validation(network);
            if (network.runs().size() > 1) {
                series.add(
                        new Series.Band("", network.colour(), validation.step(), validation.low(), validation.high()));
            }
            Series.Curve curve = new Series.Curve(validation.step(), validation.loss());
            series.add(new Series.Line(network.label(), Pen.solid(network.colour(), 1.5), curve));
        }
        Axis losses = lossAxis(series, loss);
        series.add(key("validation", Pen.solid(Colour.INK, 1.5)));
        series.add(key("training", Pen.solid(Colour.INK.withAlpha(0.4), 0.9)));
        Axes axes = new Axes(stepAxis(series), losses, series);
        return new Figure(
                "losses",
                "Training and validation loss of each network against the step",
                1,
                470,
                260,
                List.of(Panel.of("", axes)));
    }

    /// An entry of the legend that stands for a kind of line.
    private static Series key(String label, Pen pen) {
        return new Series.Line(label, pen, new Series.Curve(new double[0], new double[0]));
    }

    /// The networks that have a curve to show.
    static <R extends Result> List<Network<R>> shown(List<Network<R>> networks) {
        return networks.stream()
                .filter(network -> network.runs().stream()
                        .anyMatch(run -> !positive(run.losses().training()).isEmpty()))
                .toList();
    }

    private static Axis stepAxis(List<Series> series) {
        double first = Double.MAX_VALUE;
        double last = 0;
        for (Series one : series) {
            if (one instanceof Series.Line line && line.points().size() > 0) {
                first = Math.min(first, line.points().x()[0]);
                last = Math.max(last, line.points().x()[line.points().size() - 1]);
            }
        }
        return Axis.logarithmic(STEP, first, Math.max(last, 2 * first));
    }

    private static Axis lossAxis(List<Series> series, String loss) {
        double low = Double.MAX_VALUE;
        double high = 0;
        for (Series one : series) {
            if (one instanceof Series.Line line) {
                for (double value : line.points().y()) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return Axis.logarithmic(loss, low / MARGIN, high * MARGIN);
    }

    /// The training loss, averaged over neighbouring steps where they are dense on a logarithmic axis.
    static Mean training(Network<?> network) {
        return mean(network, losses -> thinned(positive(losses.training())));
    }

    static Mean validation(Network<?> network) {
        return mean(network, losses -> positive(losses.validation()));
    }

    private static Mean mean(Network<?> network, Function<LossCurve, NavigableMap<Long, Double>> part) {
        TreeMap<Long, List<Double>> bySteps = new TreeMap<>();
        for (Run<?> run : network.runs()) {
            part.apply(run.losses())
                    .forEach((step, loss) -> bySteps.computeIfAbsent(step, s -> new ArrayList<>())
                            .add(loss));
        }
        return new Mean(
                bySteps.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                each(
                        bySteps,
                        losses -> losses.stream().mapToDouble(l -> l).average().orElseThrow()),
                each(
                        bySteps,
                        losses -> losses.stream().mapToDouble(l -> l).min().orElseThrow()),
                each(
                        bySteps,
                        losses -> losses.stream().mapToDouble(l -> l).max().orElseThrow()));
    }

    private static double[] each(Map<Long, List<Double>> bySteps, Function<List<Double>, Double> value) {
        return bySteps.values().stream().mapToDouble(value::apply).toArray();
    }

    /// What a logarithmic axis can show.
    private static NavigableMap<Long, Double> positive(NavigableMap<Long, Double> curve) {
        NavigableMap<Long, Double> shown = new TreeMap<>(curve.tailMap(1L, true));
        shown.values().removeIf(loss -> !(loss > 0));
        return shown;
    }

    private static NavigableMap<Long, Double> thinned(NavigableMap<Long, Double> curve) {
        if (curve.size() < POINTS) {
            return curve;
        }
        double width = Math.log((double) curve.lastKey() / curve.firstKey()) / POINTS;
        TreeMap<Long, List<Long>> groups = new TreeMap<>();
        for (long step : curve.keySet()) {
            long group = (long) (Math.log((double) step / curve.firstKey()) / width);
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(step);
        }
        NavigableMap<Long, Double> thinned = new TreeMap<>();
        groups.values()
                .forEach(steps -> thinned.put(
                        steps.get(steps.size() / 2),
                        steps.stream().mapToDouble(curve::get).average().orElseThrow()));
        return thinned;
    }
}

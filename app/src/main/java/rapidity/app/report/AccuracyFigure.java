package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.app.report.figure.Axes;
import rapidity.app.report.figure.Axis;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Panel;
import rapidity.app.report.figure.Pen;
import rapidity.app.report.figure.Series;

/// The share of test events whose amplitude is predicted better than a given relative deviation, for all networks.
final class AccuracyFigure {
    private static final int POINTS = 200;
    private static final double FINEST = 1e-5;
    private static final double COARSEST = 10;

    private AccuracyFigure() {}

    static Figure of(List<Network<AmplitudeResult>> networks) {
        List<Series> series = new ArrayList<>();
        double[] limits = limits();
        for (Network<AmplitudeResult> network : networks) {
            network.typical().result().predictions().ifPresent(p -> {
                double[] shares = shares(p.test(), limits);
                series.add(band(network, limits, shares, p.test().size()));
                Series.Curve curve = new Series.Curve(limits, shares);
                series.add(new Series.Line(network.label(), Pen.solid(network.colour(), 1.5), curve));
            });
        }
        Axis x = Axis.logarithmic("limit x on |Δ| = |predicted − true| / true of |M|^{2}", FINEST, COARSEST);
        Axis y = Axis.linear("fraction of test events with |Δ| < x", 0, 1);
        return new Figure(
                "accuracy",
                "Fraction of test events whose relative deviation is below a limit, for each network",
                1,
                470,
                240,
                List.of(Panel.of("", new Axes(x, y, series))));
    }

    private static double[] limits() {
        double[] limits = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            limits[i] = FINEST * Math.pow(COARSEST / FINEST, (double) i / POINTS);
        }
        return limits;
    }

    private static double[] shares(Sample sample, double[] limits) {
        double[] deviations =
                Arrays.stream(sample.relative()).map(Math::abs).sorted().toArray();
        double[] shares = new double[limits.length];
        int below = 0;
        for (int i = 0; i < limits.length; i++) {
            while (below < deviations.length && deviations[below] < limits[i]) {
                below++;
            }
            shares[i] = (double) below / deviations.length;
        }
        return shares;
    }

    /// The binomial error.
    private static Series band(Network<AmplitudeResult> network, double[] limits, double[] shares, int events) {
        double[] low = shares.clone();
        double[] high = shares.clone();
        for (int i = 0; i < shares.length; i++) {
            double error = Math.sqrt(shares[i] * (1 - shares[i]) / events);
            low[i] -= error;
            high[i] += error;
        }
        return new Series.Band("", network.colour(), limits, low, high);
    }
}

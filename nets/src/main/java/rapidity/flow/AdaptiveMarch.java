package rapidity.flow;

import java.util.Arrays;
import java.util.stream.IntStream;

/// One integration with [AdaptiveSteps]. Events that have arrived or failed are left out of further evaluations.
final class AdaptiveMarch {
    private static final double SAFETY = 0.9;
    private static final double SHRINK = 0.2;
    private static final double GROW = 10;

    /// The first step changes y by about this much of itself.
    private static final double FIRST = 0.01;

    private final AdaptiveSteps rule;
    private final VectorField f;
    private final int width;
    private final double to;
    private final double[] y;
    private final double[] slope;
    private final double[] time;
    private final double[] length;
    private final boolean[] failed;
    private int[] active;
    private int evaluation;
    private long evaluations;

    AdaptiveMarch(AdaptiveSteps rule, VectorField f, double[] start, int width, double from, double to) {
        this.rule = rule;
        this.f = f;
        this.width = width;
        this.to = to;
        this.y = start.clone();
        int n = start.length / width;
        this.time = new double[n];
        this.length = new double[n];
        this.failed = new boolean[n];
        this.active = from == to ? new int[0] : IntStream.range(0, n).toArray();
        Arrays.fill(time, from);
        this.slope = active.length == 0 ? new double[y.length] : f.at(state());
        count(1);
        for (int e : active) {
            length[e] = firstLength(e, to - from);
        }
    }

    OdeSolution run() {
        for (int i = 0; i < rule.mostSteps() && active.length > 0; i++) {
            step();
        }
        for (int e : active) {
            failed[e] = true;
        }
        int[] lost = IntStream.range(0, failed.length).filter(e -> failed[e]).toArray();
        for (int e : lost) {
            Arrays.fill(y, e * width, (e + 1) * width, Double.NaN);
        }
        return new OdeSolution(y, lost, evaluations);
    }

    private double firstLength(int e, double whole) {
        double size = 0;
        double change = 0;
        for (int i = e * width; i < (e + 1) * width; i++) {
            double scale = rule.absolute() + rule.relative() * Math.abs(y[i]);
            size += square(y[i] / scale);
            change += square(slope[i] / scale);
        }
        double h = size == 0 || change == 0 ? FIRST : FIRST * Math.sqrt(size / change);
        return Math.copySign(Math.min(h, Math.abs(whole)), whole);
    }

    private void step() {
        double[] lengths = of(length, 1);
        RungeKuttaStep step = new RungeKuttaStep(rule.tableau(), f, width);
        VectorField.State from = state();
        double[] end = step.from(from, lengths, of(slope, width));
        count(rule.tableau().stages() - 1);
        double[] error = step.error(lengths);
        for (int k = 0; k < active.length; k++) {
            int e = active[k];
            double size = size(error, end, k);
            if (size <= 1) {
                System.arraycopy(end, k * width, y, e * width, width);
                System.arraycopy(step.lastSlope(), k * width, slope, e * width, width);
                time[e] = length[e] == to - time[e] ? to : time[e] + length[e];
            }
            double left = to - time[e];
            double next = length[e] * factor(size);
            length[e] = Math.abs(next) >= Math.abs(left) ? left : next;
            failed[e] = left != 0 && time[e] + length[e] == time[e];
        }
        active = IntStream.of(active).filter(e -> time[e] != to && !failed[e]).toArray();
    }

    private double size(double[] error, double[] end, int k) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double before = Math.abs(y[active[k] * width + i]);
            double after = Math.abs(end[k * width + i]);
            double scale = rule.absolute() + rule.relative() * Math.max(before, after);
            sum += square(error[k * width + i] / scale);
        }
        double size = Math.sqrt(sum / width);
        return RungeKuttaStep.isFinite(end, k, width) && !Double.isNaN(size) ? size : Double.POSITIVE_INFINITY;
    }

    private double factor(double size) {
        if (size == 0) {
            return GROW;
        }
        double wanted = SAFETY * Math.pow(size, -1.0 / rule.tableau().order());
        return Math.min(GROW, Math.max(SHRINK, wanted));
    }

    private VectorField.State state() {
        return new VectorField.State(active, evaluation, of(time, 1), of(y, width));
    }

    /// The rows of the active events.
    private double[] of(double[] all, int row) {
        double[] r = new double[active.length * row];
        for (int k = 0; k < active.length; k++) {
            System.arraycopy(all, active[k] * row, r, k * row, row);
        }
        return r;
    }

    private void count(int more) {
        evaluation += more;
        evaluations += (long) more * active.length;
    }

    private static double square(double x) {
        return x * x;
    }
}

package rapidity.flow;

import java.util.ArrayList;
import java.util.List;

/// One step of a Runge-Kutta method for events that have each their own time and length of step.
final class RungeKuttaStep {
    private final ButcherTableau tableau;
    private final VectorField f;
    private final int width;
    private final List<double[]> slopes = new ArrayList<>();

    RungeKuttaStep(ButcherTableau tableau, VectorField f, int width) {
        this.tableau = tableau;
        this.f = f;
        this.width = width;
    }

    /// @return `[events, width]` at the end of the step
    double[] from(VectorField.State s, double[] lengths) {
        return from(s, lengths, f.at(s));
    }

    /// The same where the derivative at the beginning is known.
    double[] from(VectorField.State s, double[] lengths, double[] first) {
        slopes.clear();
        slopes.add(first);
        for (int stage = 1; stage < tableau.stages(); stage++) {
            double[] times = s.times().clone();
            double c = tableau.node(stage);
            for (int e = 0; e < times.length; e++) {
                times[e] += c * lengths[e];
            }
            double[] y = moved(s.values(), lengths, tableau.stage(stage));
            slopes.add(f.at(new VectorField.State(s.events(), s.evaluation() + stage, times, y)));
        }
        return moved(s.values(), lengths, tableau.weights());
    }

    /// The derivative at the last stage of the last step.
    double[] lastSlope() {
        return slopes.getLast();
    }

    /// The estimated error of the last step.
    double[] error(double[] lengths) {
        return moved(new double[slopes.getFirst().length], lengths, tableau.errorWeights());
    }

    /// `y + h (w_1 k_1 + w_2 k_2 + ..)`.
    private double[] moved(double[] y, double[] lengths, double[] w) {
        double[] sum = new double[y.length];
        for (int k = 0; k < w.length; k++) {
            double[] slope = slopes.get(k);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += w[k] * slope[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = y[i] + lengths[i / width] * sum[i];
        }
        return sum;
    }

    static boolean isFinite(double[] y, int event, int width) {
        double sum = 0;
        for (int i = event * width; i < (event + 1) * width; i++) {
            sum += Math.abs(y[i]);
        }
        return Double.isFinite(sum);
    }
}

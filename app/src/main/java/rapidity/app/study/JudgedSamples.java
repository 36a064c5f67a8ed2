package rapidity.app.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.kinematics.Observable;

/// Observables of true and of generated events as a classifier takes them: standardised with the true ones.
///
/// ```
/// z = (x - mean) / deviation       deviation with n - 1; below 1e-3 it counts as 1
/// ```
///
/// Rows are the true events, then the generated ones. Of each sample the first eight tenths are for training, the next
/// one for the test, the last for validation.
///
/// @source lorentz-gatr, classifier of generated events
final class JudgedSamples {
    private static final double LEAST_DEVIATION = 1e-3;
    private static final double TRAIN = 0.8;
    private static final double TEST = 0.1;

    /// Events of a sample whose tenths are not empty.
    private static final int LEAST = 10;

    /// Events whose observables are computed at once.
    private static final int BLOCK = 4096;

    private final List<Observable> observables;
    private final int particles;
    private final double[] mean;
    private final double[] deviation;
    private final int[] sizes;
    private final List<float[]> rows = new ArrayList<>();

    /// @param truth momenta `[events, particles, 4]`
    /// @param generated momenta `[events, particles, 4]`
    /// @throws IllegalArgumentException if a sample is too small to be split, or with event and name if an observable
    ///     is not finite
    JudgedSamples(List<Observable> observables, int particles, double[] truth, double[] generated) {
        this.observables = observables;
        this.particles = particles;
        int width = observables.size();
        this.sizes = new int[] {truth.length / (4 * particles), generated.length / (4 * particles)};
        if (sizes[0] < LEAST || sizes[1] < LEAST) {
            throw new IllegalArgumentException(
                    "a judge needs ten true and ten generated events at least, got " + sizes[0] + " and " + sizes[1]);
        }
        this.mean = new double[width];
        this.deviation = new double[width];
        measure(truth);
        rows.add(standardised(truth));
        rows.add(standardised(generated));
    }

    private void measure(double[] truth) {
        int n = sizes[0];
        int width = observables.size();
        double[] squares = new double[width];
        for (int from = 0; from < n; from += BLOCK) {
            double[] x = block(truth, from);
            for (int i = 0; i < x.length; i++) {
                // Welford
                int k = i % width;
                double d = x[i] - mean[k];
                mean[k] += d / (from + (i / width) + 1.0);
                squares[k] += d * (x[i] - mean[k]);
            }
        }
        for (int k = 0; k < width; k++) {
            double s = Math.sqrt(squares[k] / (n - 1.0));
            deviation[k] = s < LEAST_DEVIATION ? 1 : s;
        }
    }

    private double[] block(double[] momenta, int from) {
        int event = 4 * particles;
        int to = Math.min(from + BLOCK, momenta.length / event);
        double[] x = Observable.rows(observables, Arrays.copyOfRange(momenta, from * event, to * event), particles);
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                int at = from + i / observables.size();
                throw new IllegalArgumentException("event " + at + " cannot be judged: "
                        + observables.get(i % observables.size()).name() + " is " + x[i]);
            }
        }
        return x;
    }

    /// Standardised observables of events, `[events, observables]`.
    ///
    /// @throws IllegalArgumentException with event and name if one is not finite
    float[] standardised(double[] momenta) {
        int width = observables.size();
        float[] r = new float[momenta.length / (4 * particles) * width];
        for (int from = 0; from * width < r.length; from += BLOCK) {
            double[] x = block(momenta, from);
            for (int i = 0; i < x.length; i++) {
                r[from * width + i] = (float) ((x[i] - mean[i % width]) / deviation[i % width]);
            }
        }
        return r;
    }

    int width() {
        return observables.size();
    }

    /// Standardised observables of some events, as the numbers that a tape takes.
    double[] at(int... events) {
        int width = observables.size();
        double[] r = new double[events.length * width];
        for (int i = 0; i < r.length; i++) {
            int event = events[i / width];
            boolean isTrue = isTrue(event);
            r[i] = rows.get(isTrue ? 0 : 1)[(isTrue ? event : event - sizes[0]) * width + i % width];
        }
        return r;
    }

    boolean isTrue(int event) {
        return event < sizes[0];
    }

    /// The rows of true events of a part.
    int[] truth(Part part) {
        return part(sizes[0], part);
    }

    /// The rows of generated events of a part.
    int[] generated(Part part) {
        int[] r = part(sizes[1], part);
        Arrays.setAll(r, i -> r[i] + sizes[0]);
        return r;
    }

    private static int[] part(int events, Part part) {
        int train = (int) (TRAIN * events);
        int test = (int) ((TRAIN + TEST) * events);
        int from = part == Part.TRAIN ? 0 : part == Part.TEST ? train : test;
        int to = part == Part.TRAIN ? train : part == Part.TEST ? test : events;
        int[] r = new int[to - from];
        Arrays.setAll(r, i -> from + i);
        return r;
    }
}

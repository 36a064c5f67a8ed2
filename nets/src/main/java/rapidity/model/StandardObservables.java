package rapidity.model;

import java.util.Arrays;
import java.util.List;
import rapidity.kinematics.Observable;

/// Observables of events as a judge takes them, standardised with those of true events:
///
/// ```
/// z = (x - mean) / deviation       deviation with n - 1; below 1e-3 it counts as 1
/// ```
///
/// @source lorentz-gatr, classifier of generated events
public final class StandardObservables {
    private static final double LEAST_DEVIATION = 1e-3;

    /// Events whose observables are computed at once.
    private static final int BLOCK = 4096;

    private final List<Observable> observables;
    private final int particles;
    private final double[] means;
    private final double[] deviations;

    /// @throws IllegalArgumentException if there is not a mean and a positive deviation of each observable, all finite
    StandardObservables(List<Observable> observables, int particles, double[] means, double[] deviations) {
        boolean finite = Arrays.stream(means).allMatch(Double::isFinite)
                && Arrays.stream(deviations).allMatch(x -> x > 0 && Double.isFinite(x));
        int n = observables.size();
        if (means.length != n || deviations.length != n || !finite) {
            throw new IllegalArgumentException("expected a mean and a positive deviation of each of " + n
                    + " observables, got " + Arrays.toString(means) + " and " + Arrays.toString(deviations));
        }
        this.observables = List.copyOf(observables);
        this.particles = particles;
        this.means = means.clone();
        this.deviations = deviations.clone();
    }

    /// Those of true events.
    ///
    /// @param momenta `[events, particles, 4]`, two events or more
    /// @throws IllegalArgumentException with event and name if an observable is not finite
    public static StandardObservables of(List<Observable> observables, int particles, double[] momenta) {
        int width = observables.size();
        double[] means = new double[width];
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        StandardObservables plain = new StandardObservables(observables, particles, means, ones);
        double[] squares = new double[width];
        int n = momenta.length / (4 * particles);
        for (int from = 0; from < n; from += BLOCK) {
            double[] x = plain.block(momenta, from);
            for (int i = 0; i < x.length; i++) {
                // Welford
                int k = i % width;
                double d = x[i] - means[k];
                means[k] += d / (from + (i / width) + 1.0);
                squares[k] += d * (x[i] - means[k]);
            }
        }
        double[] deviations = Arrays.stream(squares)
                .map(s -> Math.sqrt(s / (n - 1.0)))
                .map(s -> s < LEAST_DEVIATION ? 1 : s)
                .toArray();
        return new StandardObservables(observables, particles, means, deviations);
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
    /// @param momenta `[events, particles, 4]`
    /// @throws IllegalArgumentException with event and name if one is not finite
    public float[] rows(double[] momenta) {
        int width = width();
        float[] r = new float[momenta.length / (4 * particles) * width];
        for (int from = 0; from * width < r.length; from += BLOCK) {
            double[] x = block(momenta, from);
            for (int i = 0; i < x.length; i++) {
                r[from * width + i] = (float) ((x[i] - means[i % width]) / deviations[i % width]);
            }
        }
        return r;
    }

    /// How many there are.
    public int width() {
        return observables.size();
    }

    /// What a model file says of them.
    JudgeContract contract() {
        return new JudgeContract(
                particles,
                observables.stream().map(Observable::name).toList(),
                Arrays.stream(means).boxed().toList(),
                Arrays.stream(deviations).boxed().toList());
    }
}

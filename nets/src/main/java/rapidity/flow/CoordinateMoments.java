package rapidity.flow;

import java.util.Collections;
import java.util.List;

/// Mean and deviation of each coordinate of each particle, component after component.
public record CoordinateMoments(List<Double> means, List<Double> deviations) {
    /// Not fitted, or not needed.
    public static final CoordinateMoments NONE = new CoordinateMoments(List.of(), List.of());

    /// @throws IllegalArgumentException unless there are four of each for every particle, finite, and the deviations
    ///     positive
    public CoordinateMoments {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != deviations.size() || means.size() % Chart.COMPONENTS != 0) {
            throw new IllegalArgumentException("expected four means and deviations of each particle, got "
                    + means.size() + " and " + deviations.size());
        }
        for (int i = 0; i < means.size(); i++) {
            if (!Double.isFinite(means.get(i)) || !Double.isFinite(deviations.get(i)) || deviations.get(i) <= 0) {
                throw new IllegalArgumentException("component " + i % Chart.COMPONENTS + " of particle "
                        + i / Chart.COMPONENTS + " cannot have mean " + means.get(i) + " and deviation "
                        + deviations.get(i));
            }
        }
    }

    /// Mean 0 and deviation 1 everywhere.
    public static CoordinateMoments unit(int particles) {
        int n = particles * Chart.COMPONENTS;
        return new CoordinateMoments(Collections.nCopies(n, 0.0), Collections.nCopies(n, 1.0));
    }

    public int particles() {
        return means.size() / Chart.COMPONENTS;
    }

    double mean(int particle, int component) {
        return means.get(Chart.COMPONENTS * particle + component);
    }

    double deviation(int particle, int component) {
        return deviations.get(Chart.COMPONENTS * particle + component);
    }
}

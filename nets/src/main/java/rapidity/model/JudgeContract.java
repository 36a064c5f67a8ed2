package rapidity.model;

import java.util.List;
import rapidity.kinematics.Observable;
import rapidity.kinematics.TopPair;

/// What a judge's model file says besides the network: the observables of an event, and their constants.
///
/// @param particles of an event
/// @param observables their names, those of [TopPair#judged]
record JudgeContract(int particles, List<String> observables, List<Double> means, List<Double> deviations) {
    private static final int MOST_PARTICLES = 100;

    JudgeContract {
        observables = List.copyOf(observables);
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    /// @throws IllegalArgumentException if these are not the observables of so many particles, or have other constants
    StandardObservables standardised() {
        if (particles > MOST_PARTICLES) {
            throw new IllegalArgumentException("events of " + particles + " particles");
        }
        List<Observable> known = TopPair.judged(particles);
        if (!known.stream().map(Observable::name).toList().equals(observables)) {
            throw new IllegalArgumentException(observables.size() + " observables, which are not the " + known.size()
                    + " of events of " + particles + " particles");
        }
        return new StandardObservables(known, particles, numbers(means), numbers(deviations));
    }

    private static double[] numbers(List<Double> x) {
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

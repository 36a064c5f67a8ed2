package rapidity.model;

import java.util.List;

/// A kinematic feature as the network gets it, `(x - mean) factor`.
public record KinematicInput(KinematicFeature feature, double mean, double factor) {
    private static final double LOG_FACTOR = 0.7;
    private static final KinematicInput LOG_E = new KinematicInput(KinematicFeature.LOG_E, 2.0, LOG_FACTOR);
    private static final KinematicInput LOG_E_FRACTION =
            new KinematicInput(KinematicFeature.LOG_E_FRACTION, -4.7, LOG_FACTOR);

    /// @throws IllegalArgumentException unless mean and factor are finite
    public KinematicInput {
        InputFeature.requireFinite(feature.name(), mean, factor);
    }

    /// All seven.
    public static final List<KinematicInput> ALL = List.of(
            new KinematicInput(KinematicFeature.LOG_PT, 1.7, LOG_FACTOR),
            LOG_E,
            new KinematicInput(KinematicFeature.LOG_PT_FRACTION, -4.7, LOG_FACTOR),
            LOG_E_FRACTION,
            new KinematicInput(KinematicFeature.DELTA_PHI, 0, 1),
            new KinematicInput(KinematicFeature.DELTA_ETA, 0, 1),
            new KinematicInput(KinematicFeature.DELTA_R, 0.2, 4));

    /// The two that rotations leave alone.
    public static final List<KinematicInput> SO3_INVARIANT = List.of(LOG_E, LOG_E_FRACTION);

    /// The five that boosts along the beam and rotations around it leave alone, as far as pseudorapidities do: those of
    /// massive jets change.
    public static final List<KinematicInput> Z_INVARIANT =
            ALL.stream().filter(k -> !SO3_INVARIANT.contains(k)).toList();

    double apply(double x) {
        return (x - mean) * factor;
    }
}

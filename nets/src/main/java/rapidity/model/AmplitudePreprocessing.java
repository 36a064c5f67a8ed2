package rapidity.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What happens to events before and after the network of an [AmplitudeSurrogate], with all its constants.
///
/// ```
/// momenta:    p / momentumScale                    one number for all of them, so that it commutes with boosts
/// components: (p / momentumScale - mean) / deviation, for each of E, px, py, pz; MLP and transformer only
/// target:     (ln A - mean) / deviation
/// ```
///
/// @param particles of every event, in this order
/// @param momentumScale GeV
/// @param components of scaled momenta, over events and particles
/// @param logAmplitude of the logarithm of the amplitude
/// @source Spinner et al., arXiv:2405.14806, App. C.1
/// @departs the paper standardises "each particle input separately" for MLP and transformer; its code does it per
///     component, over all particles, and so does this
public record AmplitudePreprocessing(
        List<Particle> particles,
        double momentumScale,
        List<Standardization> components,
        Standardization logAmplitude) {
    private static final List<String> COMPONENT_NAMES = List.of("E", "px", "py", "pz");

    /// Deviations below this are raised to it: a constant component becomes zero, not NaN.
    private static final double SMALLEST_DEVIATION = 1e-2;

    public AmplitudePreprocessing {
        if (components.size() != EventMomenta.COMPONENTS) {
            throw new IllegalArgumentException("expected 4 components to standardise, got " + components.size());
        }
        if (!(momentumScale > 0) || !Double.isFinite(momentumScale)) {
            throw new IllegalArgumentException("cannot divide momenta by " + momentumScale);
        }
        particles = List.copyOf(particles);
        components = List.copyOf(components);
    }

    /// The constants for these events.
    ///
    /// @param amplitudes one per event
    /// @throws IllegalArgumentException if there is no event, a momentum is unphysical, an amplitude is not positive,
    ///     or all momenta or all amplitudes are equal
    public static AmplitudePreprocessing of(List<Particle> particles, EventMomenta momenta, double[] amplitudes) {
        momenta.check(particles);
        double[] logs = logarithms(amplitudes);
        if (logs.length == 0 || logs.length != momenta.size()) {
            throw new IllegalArgumentException(
                    "cannot standardise over " + momenta.size() + " events with " + logs.length + " amplitudes");
        }
        double[] p = momenta.values();
        refuseConstant("all momentum components are", p);
        refuseConstant("the amplitudes of all " + logs.length + " events are", amplitudes);
        double scale = Standardization.of(p.length, i -> p[i], 0).deviation();
        List<Standardization> components = IntStream.range(0, EventMomenta.COMPONENTS)
                .mapToObj(c -> Standardization.of(
                        p.length / EventMomenta.COMPONENTS,
                        i -> p[EventMomenta.COMPONENTS * i + c] / scale,
                        SMALLEST_DEVIATION))
                .toList();
        Standardization target = Standardization.of(logs.length, i -> logs[i], 0);
        return new AmplitudePreprocessing(particles, scale, components, target);
    }

    private static void refuseConstant(String what, double[] values) {
        if (isConstant(values, 0, 1)) {
            throw new IllegalArgumentException(what + " " + values[0] + ": there is nothing to learn");
        }
    }

    private static boolean isConstant(double[] values, int from, int step) {
        for (int i = from + step; i < values.length; i += step) {
            if (values[i] != values[from]) {
                return false;
            }
        }
        return true;
    }

    private static double[] logarithms(double[] amplitudes) {
        double[] r = new double[amplitudes.length];
        for (int i = 0; i < r.length; i++) {
            if (!(amplitudes[i] > 0) || !Double.isFinite(amplitudes[i])) {
                throw new IllegalArgumentException("the amplitude of event " + i + " is " + amplitudes[i]
                        + ": only positive ones have a logarithm");
            }
            r[i] = StrictMath.log(amplitudes[i]);
        }
        return r;
    }

    /// Inputs that are the same in all these events, such as "px of q": they tell the network nothing.
    public List<String> constantInputs(EventMomenta momenta) {
        List<String> r = new ArrayList<>();
        for (int i = 0; i < momenta.width() && momenta.size() > 0; i++) {
            if (isConstant(momenta.values(), i, momenta.width())) {
                int particle = i / EventMomenta.COMPONENTS;
                r.add(COMPONENT_NAMES.get(i % EventMomenta.COMPONENTS) + " of "
                        + particles.get(particle).name() + " (particle " + (particle + 1) + ")");
            }
        }
        return r;
    }

    /// The standardised logarithms of amplitudes: what the network is trained on.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public double[] targets(double[] amplitudes) {
        double[] r = logarithms(amplitudes);
        for (int i = 0; i < r.length; i++) {
            r[i] = logAmplitude.apply(r[i]);
        }
        return r;
    }

    /// The amplitude that a standardised logarithm stands for.
    public double amplitude(double target) {
        return StrictMath.exp(logAmplitude.invert(target));
    }
}

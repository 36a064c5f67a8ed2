package rapidity.kinematics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rapidity.kinematics.Observable.OfBody;
import rapidity.kinematics.Observable.OfPair;
import rapidity.kinematics.Observable.Quantity;
import rapidity.kinematics.Observable.Separation;

/// What is measured of a top pair that decays into six jets, with further jets:
///
/// ```
/// t -> b1 W+,  W+ -> q1 q2      tbar -> b2 W-,  W- -> q3 q4      particles b1 q1 q2 b2 q3 q4 j1 j2 ..
/// ```
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public final class TopPair {
    /// Particles of the decays.
    public static final int HARD = 6;

    /// Both tops together.
    public static final Body PAIR = Body.of("tt", 0, 1, 2, 3, 4, 5);

    /// The first top. Which of the two it is, events without charges do not say.
    public static final Body TOP = Body.of("t", 0, 1, 2);

    /// The second top.
    public static final Body ANTITOP = Body.of("tbar", 3, 4, 5);

    /// The W of the first top.
    public static final Body W_PLUS = Body.of("W+", 1, 2);

    /// The W of the second top.
    public static final Body W_MINUS = Body.of("W-", 4, 5);

    private static final List<String> HARD_NAMES = List.of("b1", "q1", "q2", "b2", "q3", "q4");
    private static final List<Quantity> POLAR = List.of(Quantity.PT, Quantity.PHI, Quantity.ETA, Quantity.M);

    private TopPair() {}

    /// Every particle.
    ///
    /// @param particles of an event
    /// @throws IllegalArgumentException if there are fewer than six
    public static List<Body> particles(int particles) {
        if (particles < HARD) {
            throw new IllegalArgumentException(
                    "a top pair decays into " + HARD + " particles, an event has " + particles);
        }
        List<Body> r = new ArrayList<>();
        for (int i = 0; i < particles; i++) {
            r.add(Body.of(name(i), i));
        }
        return r;
    }

    /// The name of a particle by its place: `b1`, `q1`, .., `j1`, ..
    public static String name(int particle) {
        return particle < HARD ? HARD_NAMES.get(particle) : "j" + (particle - HARD + 1);
    }

    /// What has decayed: the pair, the top quarks and the W bosons.
    public static List<Body> virtual() {
        return List.of(PAIR, TOP, ANTITOP, W_PLUS, W_MINUS);
    }

    /// What a classifier is shown that tells samples apart: pt, phi, eta and m of every particle, Delta R of all pairs
    /// of them, pt, phi, eta and m of what has decayed.
    ///
    /// @throws IllegalArgumentException if there are fewer than six particles
    public static List<Observable> judged(int particles) {
        return Stream.of(
                        of(particles(particles), POLAR),
                        between(particles(particles), List.of(Separation.DELTA_R)),
                        of(virtual(), POLAR))
                .flatMap(List::stream)
                .toList();
    }

    /// What marginals are drawn of: every quantity of every particle, every separation of all pairs of them, pt, phi,
    /// eta and m of what has decayed.
    ///
    /// @throws IllegalArgumentException if there are fewer than six particles
    public static List<Observable> drawn(int particles) {
        return Stream.of(
                        of(particles(particles), List.of(Quantity.values())),
                        between(particles(particles), List.of(Separation.values())),
                        of(virtual(), POLAR))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Observable> of(List<Body> bodies, List<Quantity> quantities) {
        List<Observable> r = new ArrayList<>();
        for (Body body : bodies) {
            quantities.forEach(q -> r.add(new OfBody(body, q)));
        }
        return r;
    }

    private static List<Observable> between(List<Body> bodies, List<Separation> separations) {
        List<Observable> r = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            for (Body second : bodies.subList(i + 1, bodies.size())) {
                Body first = bodies.get(i);
                separations.forEach(s -> r.add(new OfPair(first, second, s)));
            }
        }
        return r;
    }
}

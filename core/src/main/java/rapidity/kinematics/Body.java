package rapidity.kinematics;

import java.util.List;
import java.util.stream.IntStream;

/// A particle of an event, or several of them together, such as the decay products of one that is never seen.
///
/// @param name such as `b1` or `W+`
/// @param particles which particles of the event, from 0
public record Body(String name, List<Integer> particles) {
    /// @throws IllegalArgumentException if there is no particle, one is negative, or one is named twice
    public Body {
        particles = List.copyOf(particles);
        if (particles.isEmpty()
                || particles.stream().distinct().count() < particles.size()
                || particles.stream().anyMatch(i -> i < 0)) {
            throw new IllegalArgumentException(
                    "body " + name + " is of different particles of an event, not of " + particles);
        }
    }

    /// Of these particles.
    public static Body of(String name, int... particles) {
        return new Body(name, IntStream.of(particles).boxed().toList());
    }

    /// Its momentum.
    ///
    /// @param momenta (E, px, py, pz) of particles one after another
    /// @param offset where the event begins
    public FourVector momentum(double[] momenta, int offset) {
        FourVector sum = FourVector.ZERO;
        for (int i : particles) {
            int at = offset + 4 * i;
            sum = sum.plus(new FourVector(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]));
        }
        return sum;
    }
}

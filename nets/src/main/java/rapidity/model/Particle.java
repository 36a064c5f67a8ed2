package rapidity.model;

import java.util.ArrayList;
import java.util.List;

/// A particle of a process, as a network is told about it: particles of one type are told apart by their momenta only.
///
/// @param name for people, such as `qbar`
/// @param type 0, 1, 2, ...
public record Particle(String name, int type) {
    public Particle {
        if (type < 0) {
            throw new IllegalArgumentException("the type of " + name + " must not be negative, got " + type);
        }
    }

    /// Length of the one-hot codes of particles, and of the processes where several are learnt jointly.
    ///
    /// @param processes the particles of each
    public static int codes(List<List<Particle>> processes) {
        int types = processes.stream()
                .flatMap(List::stream)
                .mapToInt(p -> 1 + p.type())
                .max()
                .orElse(0);
        return Math.max(types, processes.size());
    }

    /// Quark, antiquark, Z and n gluons, in the order of the amplitude files; quark and antiquark share a type.
    ///
    /// @source Spinner et al., arXiv:2405.14806, Sec. 4.1; the types are those of its code
    public static List<Particle> ofZAndGluons(int n) {
        List<Particle> r =
                new ArrayList<>(List.of(new Particle("q", 0), new Particle("qbar", 0), new Particle("Z", 1)));
        for (int i = 0; i < n; i++) {
            r.add(new Particle("g", 2));
        }
        return List.copyOf(r);
    }
}

package rapidity.net;

import java.util.List;

/// Hyper-parameters of [Dsi].
///
/// @param types of the particles, 0, 1, .., in the order of the events; particles of one type are a set
/// @param hidden width of the hidden layers of all MLPs
/// @param layers number of hidden layers of each
/// @param latent numbers that each set becomes
/// @param out results of an event
public record DsiConfig(List<Integer> types, int hidden, int layers, int latent, int out) implements NetConfig {
    /// @throws IllegalArgumentException if there is no particle, a type below the largest is missing, or a width is not
    ///     positive
    public DsiConfig {
        types = List.copyOf(types);
        int sets = sets(types);
        boolean complete = sets > 0
                && types.stream().filter(t -> t >= 0).distinct().count() == sets
                && types.stream().allMatch(t -> t >= 0);
        if (!complete || hidden < 1 || layers < 1 || layers > MOST_BLOCKS || latent < 1 || out < 1) {
            throw new IllegalArgumentException("no such DSI: particles of the types " + types + ", " + layers
                    + " hidden layers of " + hidden + ", " + latent + " numbers of each type, " + out + " out");
        }
    }

    /// The network for amplitudes: MLPs of 4 layers of 128, 64 numbers of each type.
    ///
    /// @source Spinner et al., arXiv:2405.14806, App. C.1
    public static DsiConfig paper(List<Integer> types, int out) {
        return new DsiConfig(types, 128, 4, 64, out);
    }

    private static int sets(List<Integer> types) {
        return 1 + types.stream().mapToInt(t -> t).max().orElse(-1);
    }

    /// Number of types.
    public int sets() {
        return sets(types);
    }

    /// Pairs of particles, each with itself included.
    public int pairs() {
        return types.size() * (types.size() + 1) / 2;
    }
}

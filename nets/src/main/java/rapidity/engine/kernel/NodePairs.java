package rapidity.engine.kernel;

/// Pairs of the nodes of a jet, each once.
///
/// @param first one node of each pair
/// @param second the other one, not before the first
@SuppressWarnings("ArrayRecordComponent")
public record NodePairs(int[] first, int[] second) {
    /// All pairs of different nodes, in the order of the first one.
    public static NodePairs different(int particles) {
        return of(particles, 1);
    }

    /// The same, and each node with itself.
    public static NodePairs all(int particles) {
        return of(particles, 0);
    }

    private static NodePairs of(int particles, int least) {
        int count = particles * (particles + 1 - 2 * least) / 2;
        int[] first = new int[count];
        int[] second = new int[count];
        int pair = 0;
        for (int i = 0; i < particles; i++) {
            for (int j = i + least; j < particles; j++) {
                first[pair] = i;
                second[pair++] = j;
            }
        }
        return new NodePairs(first, second);
    }

    public int count() {
        return first.length;
    }
}

package rapidity.jets;

/// Clusters in a time that grows as N^2: every particle knows its nearest neighbour in rapidity and azimuth, since the
/// smallest d_ij is always between one that has the smaller pt^2p and its nearest neighbour.
///
/// ```
/// d_i = min(pt_i^2p, pt_nn^2p) R_i,nn^2      or pt_i^2p R^2 if no neighbour is nearer than R
/// ```
///
/// What is left to cluster stands without gaps in the first places of the arrays.
///
/// @source Cacciari, Salam, hep-ph/0512210, the lemma of Sec. 2
final class NearestNeighbours {
    private static final int NONE = -1;

    private final JetClustering.Measure measure;
    private final double radius2;
    private final ClusterSequence sequence;
    private final double[] y;
    private final double[] phi;
    private final double[] weight;
    private final double[] distance;
    private final double[] nearest;
    private final int[] neighbour;
    private final int[] jet;
    private int size;

    NearestNeighbours(JetClustering clustering, ClusterSequence sequence) {
        this.measure = clustering.measure();
        this.radius2 = clustering.radius() * clustering.radius();
        this.sequence = sequence;
        size = sequence.particles();
        y = new double[size];
        phi = new double[size];
        weight = new double[size];
        distance = new double[size];
        nearest = new double[size];
        neighbour = new int[size];
        jet = new int[size];
    }

    void run() {
        for (int i = 0; i < size; i++) {
            place(i, i);
        }
        findAllNeighbours();
        while (size > 0) {
            int i = closest();
            int j = neighbour[i];
            if (j == NONE) {
                sequence.end(jet[i], distance[i] / radius2);
                remove(i);
                findOthersThan(i);
            } else {
                int merged = sequence.merge(jet[i], jet[j], distance[i] / radius2);
                int kept = Math.min(i, j);
                int freed = Math.max(i, j);
                place(kept, merged);
                remove(freed);
                introduce(kept, freed);
            }
        }
    }

    private void place(int i, int pseudojet) {
        jet[i] = pseudojet;
        y[i] = sequence.rapidity(pseudojet);
        phi[i] = sequence.azimuth(pseudojet);
        weight[i] = measure.of(sequence.pt2(pseudojet));
    }

    /// The last one takes the place of what goes.
    private void remove(int i) {
        int last = --size;
        jet[i] = jet[last];
        y[i] = y[last];
        phi[i] = phi[last];
        weight[i] = weight[last];
        distance[i] = distance[last];
        nearest[i] = nearest[last];
        neighbour[i] = neighbour[last];
    }

    private void findAllNeighbours() {
        for (int i = 0; i < size; i++) {
            nearest[i] = radius2;
            neighbour[i] = NONE;
            for (int j = 0; j < i; j++) {
                double d = apart(i, j);
                if (d < nearest[i]) {
                    nearest[i] = d;
                    neighbour[i] = j;
                }
                if (d < nearest[j]) {
                    nearest[j] = d;
                    neighbour[j] = i;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            setDistance(i);
        }
    }

    private double apart(int i, int j) {
        double dy = y[i] - y[j];
        double around = Math.abs(phi[i] - phi[j]);
        double dphi = Math.min(around, 2 * Math.PI - around);
        return dy * dy + dphi * dphi;
    }

    private void setDistance(int i) {
        double lighter = neighbour[i] == NONE ? weight[i] : Math.min(weight[i], weight[neighbour[i]]);
        distance[i] = lighter * nearest[i];
    }

    private int closest() {
        int best = 0;
        double least = distance[0];
        for (int i = 1; i < size; i++) {
            if (distance[i] < least) {
                least = distance[i];
                best = i;
            }
        }
        return best;
    }

    /// After the loss of one: whose neighbour it was looks for another one, and whose neighbour has moved to its place
    /// finds it there.
    private void findOthersThan(int lost) {
        for (int i = 0; i < size; i++) {
            if (neighbour[i] == lost) {
                findNeighbour(i);
            } else if (neighbour[i] == size) {
                neighbour[i] = lost;
            }
        }
    }

    private void findNeighbour(int i) {
        double least = radius2;
        int best = NONE;
        for (int j = 0; j < i; j++) {
            double d = apart(i, j);
            if (d < least) {
                least = d;
                best = j;
            }
        }
        for (int j = i + 1; j < size; j++) {
            double d = apart(i, j);
            if (d < least) {
                least = d;
                best = j;
            }
        }
        nearest[i] = least;
        neighbour[i] = best;
        setDistance(i);
    }

    /// After a merger: the new one finds its neighbour and may be the nearest of others; what was merged is nobody's
    /// neighbour any more.
    private void introduce(int kept, int freed) {
        double least = radius2;
        int best = NONE;
        for (int i = 0; i < size; i++) {
            if (i == kept) {
                continue;
            }
            double d = apart(i, kept);
            if (d < least) {
                least = d;
                best = i;
            }
            int j = neighbour[i];
            if (j == kept || j == freed) {
                findNeighbour(i);
            } else if (d < nearest[i]) {
                nearest[i] = d;
                neighbour[i] = kept;
                setDistance(i);
            } else if (j == size) {
                neighbour[i] = freed;
            }
        }
        nearest[kept] = least;
        neighbour[kept] = best;
        setDistance(kept);
    }
}

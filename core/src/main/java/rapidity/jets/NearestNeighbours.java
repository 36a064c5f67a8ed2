package rapidity.jets;

/// Clusters in a time that grows as N^2: every particle knows its nearest neighbour in rapidity and azimuth, since the
/// smallest d_ij is always between one that has the smaller pt^2p and its nearest neighbour.
///
/// ```
/// d_i = min(pt_i^2p, pt_nn^2p) R_i,nn^2      or pt_i^2p R^2 if no neighbour is nearer than R
/// ```
///
/// What is left to cluster stands without gaps in the first places of the arrays, and all distances from one of them
/// are
/// computed before any is looked at: a loop that the compiler turns into vector instructions.
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
    private final double[] fromNew;
    private final double[] fromOne;
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
        fromNew = new double[size];
        fromOne = new double[size];
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
            apart(i, i, fromOne);
            double least = radius2;
            int best = NONE;
            for (int j = 0; j < i; j++) {
                double d = fromOne[j];
                if (d < least) {
                    least = d;
                    best = j;
                }
                if (d < nearest[j]) {
                    nearest[j] = d;
                    neighbour[j] = i;
                }
            }
            nearest[i] = least;
            neighbour[i] = best;
        }
        for (int i = 0; i < size; i++) {
            setDistance(i);
        }
    }

    /// The squared distances of the first ones from one.
    private void apart(int i, int count, double[] to) {
        double yi = y[i];
        double phii = phi[i];
        for (int j = 0; j < count; j++) {
            double dy = y[j] - yi;
            double around = Math.abs(phi[j] - phii);
            double dphi = Math.min(around, 2 * Math.PI - around);
            to[j] = dy * dy + dphi * dphi;
        }
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
        apart(i, size, fromOne);
        fromOne[i] = Double.POSITIVE_INFINITY;
        takeNearest(i, fromOne);
    }

    private void takeNearest(int i, double[] distances) {
        double least = radius2;
        int best = NONE;
        for (int j = 0; j < size; j++) {
            if (distances[j] < least) {
                least = distances[j];
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
        apart(kept, size, fromNew);
        fromNew[kept] = Double.POSITIVE_INFINITY;
        neighbour[kept] = NONE;
        for (int i = 0; i < size; i++) {
            int j = neighbour[i];
            if (j == kept || j == freed) {
                findNeighbour(i);
            } else if (fromNew[i] < nearest[i]) {
                nearest[i] = fromNew[i];
                neighbour[i] = kept;
                setDistance(i);
            } else if (j == size) {
                neighbour[i] = freed;
            }
        }
        takeNearest(kept, fromNew);
    }
}

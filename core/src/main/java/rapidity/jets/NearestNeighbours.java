package rapidity.jets;

/// Clusters in a time that grows as N^2: every pseudojet knows its nearest neighbour in rapidity and azimuth, since the
/// smallest d_ij is that of one with the smaller pt^2p and its nearest neighbour.
///
/// ```
/// d_i = pt_i^2p R_i,nn^2      R^2 instead of R_i,nn^2 if no neighbour is nearer than R
/// ```
///
/// Who has lost its neighbour keeps d_i, which can only grow by looking for another one, and looks when d_i is the
/// smallest. What is left to cluster stands without gaps in the first places of the arrays, and all distances from one
/// of them are computed before any is looked at: a loop that the compiler turns into vector instructions.
///
/// @source Cacciari, Salam, hep-ph/0512210, the lemma of Sec. 2
final class NearestNeighbours {
    private static final int NONE = -1;

    /// It had one, which is gone; there may be another one, not nearer.
    private static final int LOST = -2;

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
    private final double[] apart;
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
        apart = new double[size];
    }

    void run() {
        for (int i = 0; i < size; i++) {
            place(i, i);
        }
        findAllNeighbours();
        int i = closest();
        while (size > 0) {
            int j = neighbour[i];
            if (j == LOST) {
                measureFrom(i, size);
                takeNearest(i);
                i = closest();
            } else if (j == NONE) {
                sequence.end(jet[i], distance[i] / radius2);
                remove(i);
                follow(i);
                i = closest();
            } else {
                int merged = sequence.merge(jet[i], jet[j], distance[i] / radius2);
                int kept = Math.min(i, j);
                int freed = Math.max(i, j);
                place(kept, merged);
                remove(freed);
                i = introduce(kept, freed);
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
            measureFrom(i, i);
            double least = radius2;
            int best = NONE;
            for (int j = 0; j < i; j++) {
                double d = apart[j];
                if (d < least) {
                    least = d;
                    best = j;
                }
                if (d < nearest[j]) {
                    setNeighbour(j, i, d);
                }
            }
            setNeighbour(i, best, least);
        }
    }

    private void setNeighbour(int i, int j, double distance2) {
        neighbour[i] = j;
        nearest[i] = distance2;
        distance[i] = weight[i] * distance2;
    }

    /// The squared distances of the first ones from one, infinite for itself.
    private void measureFrom(int i, int count) {
        double yi = y[i];
        double phii = phi[i];
        for (int j = 0; j < count; j++) {
            double dy = y[j] - yi;
            double around = Math.abs(phi[j] - phii);
            double dphi = Math.min(around, 2 * Math.PI - around);
            apart[j] = dy * dy + dphi * dphi;
        }
        apart[i] = Double.POSITIVE_INFINITY;
    }

    private int closest() {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (distance[i] < least) {
                least = distance[i];
                best = i;
            }
        }
        return best;
    }

    /// Whose neighbour was the last one finds it in its new place.
    private void follow(int to) {
        for (int i = 0; i < size; i++) {
            if (neighbour[i] == size) {
                neighbour[i] = to;
            }
        }
    }

    private void takeNearest(int i) {
        double least = radius2;
        int best = NONE;
        for (int j = 0; j < size; j++) {
            if (apart[j] < least) {
                least = apart[j];
                best = j;
            }
        }
        setNeighbour(i, best, least);
    }

    /// After a merger: the new one finds its neighbour and may be the nearest of others; what was merged is nobody's
    /// neighbour any more.
    ///
    /// @return what is closest then
    private int introduce(int kept, int freed) {
        measureFrom(kept, size);
        distance[kept] = Double.POSITIVE_INFINITY;
        double least = radius2;
        int best = NONE;
        double smallest = Double.POSITIVE_INFINITY;
        int closest = kept;
        for (int i = 0; i < size; i++) {
            int j = neighbour[i];
            if (apart[i] < least) {
                least = apart[i];
                best = i;
            }
            if (apart[i] < nearest[i]) {
                setNeighbour(i, kept, apart[i]);
            } else if (j == kept || j == freed) {
                neighbour[i] = LOST;
            } else if (j == size) {
                neighbour[i] = freed;
            }
            if (distance[i] < smallest) {
                smallest = distance[i];
                closest = i;
            }
        }
        setNeighbour(kept, best, least);
        return distance[kept] < smallest ? kept : closest;
    }
}
